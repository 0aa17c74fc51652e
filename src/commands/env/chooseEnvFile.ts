import { type Uri, window, workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { Target } from '../../envFiles/targets';
import { fileName } from '../../envFiles/uriParts';
import type { Choice } from '../../ui/prompts';
import { gitWords } from './fileWords';
import type { Parts } from '../parts';

type ChooseParts = Pick<Parts, 'envFiles' | 'prompts'>;

interface ChooseWords {
  readonly title: string;
  readonly question: string;
  /** The file that is left out: what it has is to go into another. */
  readonly from?: Uri;
}

/** Lets the user pick one of the workspace's `.env` files, a new one, or a file from anywhere. */
export async function chooseEnvFile(
  parts: ChooseParts,
  { title, question, from }: ChooseWords = {
    title: l10n.t('Insert Into .env'),
    question: l10n.t('Which file do you want to insert the access key into?'),
  },
): Promise<Uri | undefined> {
  const { targets } = parts.envFiles;
  const [all, possible] = await Promise.all([targets.inWorkspace(), targets.possible()]);
  const present = all.filter(({ uri }) => uri.toString() !== from?.toString());
  const choices: Choice<() => PromiseLike<Uri | undefined>>[] = [
    ...toldApart(
      present.map(target => ({
        label: `$(file) ${workspace.asRelativePath(target.uri)}`,
        description: descriptionOf(target),
        value: target.uri,
      })),
    ).map(row => ({ ...row, value: () => Promise.resolve(row.value) })),
    { label: `$(folder-opened) ${l10n.t('Browse…')}`, value: browse },
  ];
  if (possible.length > 0) {
    const label = `$(new-file) ${l10n.t('New .env…')}`;
    choices.splice(-1, 0, { label, value: () => chooseFolder(parts, possible) });
  }
  const chosen = await parts.prompts.pick(title, question, choices);
  return chosen?.();
}

function descriptionOf({ kind, git }: Target): string {
  return kind === 'shell' ? `${gitWords(git)} · ${l10n.t('direnv shell script')}` : gitWords(git);
}

async function chooseFolder({ prompts }: ChooseParts, files: readonly Uri[]): Promise<Uri | undefined> {
  if (files.length === 1) return files[0];
  return prompts.pick(
    l10n.t('New .env'),
    l10n.t('Which folder?'),
    toldApart(
      files.map(uri => ({
        label: `$(folder) ${workspace.getWorkspaceFolder(uri)?.name ?? uri.path}`,
        description: fileName(uri),
        value: uri,
      })),
    ),
  );
}

/** Folders of the workspace may have the same name: their files then show their path. */
function toldApart(rows: readonly Choice<Uri>[]): readonly Choice<Uri>[] {
  return rows.map(row => {
    const isAlone = rows.every(other => other === row || other.label !== row.label);
    const { scheme, fsPath } = row.value;
    return isAlone ? row : { ...row, detail: scheme === 'file' ? fsPath : row.value.toString(true) };
  });
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Insert Into .env'),
    openLabel: l10n.t('Insert'),
  });
  return chosen?.[0];
}
