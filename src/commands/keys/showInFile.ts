import { Position, Range, Uri, window, workspace } from 'vscode';
import { foreignPath } from '../../foreignText';
import type { FileUse } from '../../keys/fileUses';
import { l10n } from '../../l10n';
import { asUse } from '../../tree/nodes';
import { linesOf } from '../../tree/useItem';
import { UserError } from '../../ui/userError';
import { chooseKey } from '../choose';
import type { Parts } from '../parts';
import { searchKeyUses } from '../searchKeyUses';

type ShowInFileParts = Pick<Parts, 'projects' | 'keys' | 'fileUses' | 'envFiles' | 'prompts' | 'log'>;

/** Opens a file at the line with the ID of a key: that of the row `argument`, else one of those that use a key. */
export async function showInFile(parts: ShowInFileParts, argument: unknown): Promise<void> {
  const row = asUse(argument);
  const uses = row && parts.fileUses.of(row.keyId);
  const use = row ? uses?.find(({ uri }) => uri === row.uri) : await chooseUse(parts, argument);
  if (row && !use) throw new UserError(l10n.t('The file doesn’t have the key ID any more.'));
  if (!use) return;
  const uri = Uri.parse(use.uri, true);
  const start = new Position(use.lines[0] ?? 0, 0);
  try {
    await window.showTextDocument(uri, { selection: new Range(start, start) });
  } catch (cause) {
    throw new UserError(l10n.t('{0} can’t be opened as text.', workspace.asRelativePath(uri)), { cause });
  }
}

async function chooseUse(parts: ShowInFileParts, argument: unknown): Promise<FileUse | undefined> {
  const title = l10n.t('Show Key Uses');
  const key = (await chooseKey(parts, argument, title))?.key;
  if (!key) return undefined;
  const uses = parts.fileUses.of(key.accessKeyId) ?? (await search(parts, key));
  if (uses?.length === 0)
    void parts.prompts.notify(l10n.t('No file in this workspace uses “{0}”.', key.displayName));
  if (!uses || uses.length < 2) return uses?.[0];
  return parts.prompts.pick(
    title,
    l10n.t('“{0}” is used in {1} files. Which one do you want to open?', key.displayName, uses.length),
    uses.map(use => ({
      label: `$(file) ${foreignPath(workspace.asRelativePath(Uri.parse(use.uri, true)))}`,
      description: linesOf(use),
      value: use,
    })),
  );
}

/** For files that aren't on disk, or before the view was shown. Undefined if the user cancels it. */
async function search(
  parts: ShowInFileParts,
  key: Parameters<typeof searchKeyUses>[1][number],
): Promise<readonly FileUse[] | undefined> {
  const searched = await searchKeyUses(parts, [key]);
  if (searched === 'skipped') return undefined;
  const uses = searched === 'noFiles' ? [] : searched.uses;
  return uses.map(({ uri, lines }) => ({ uri: uri.toString(), lines }));
}
