import { l10n, workspace } from 'vscode';
import { type Concern, concernsAbout } from '../envFiles/concerns';
import { addIgnoreLine } from '../envFiles/ignoreLine';
import type { Plan } from '../envFiles/plan';
import { UserError } from '../ui/userError';
import { concernSentence, ignoreFailureSentence } from './envFileSentences';
import type { Parts } from './parts';

type AgreeParts = Pick<Parts, 'envFiles' | 'prompts'>;

/**
 * Asks once about everything there is to know before a file is changed, and has Git ignore the file where that is the
 * answer. Asks nothing where there is nothing to know, unless `preview` is set: then the change is shown first.
 * @returns false where the user thinks again
 * @throws UserError where Git can't be made to ignore the file
 */
export async function agreeToInsertion(parts: AgreeParts, plan: Plan, preview: boolean): Promise<boolean> {
  const concerns = await concernsAbout(plan);
  const canShow = plan.edits.length > 0;
  const show = l10n.t('Show the Change');
  const actions = actionsFor(concerns);
  const asked =
    concerns.length === 0
      ? l10n.t('Insert')
      : await parts.prompts.decide(
          questionFor(plan, concerns),
          concerns.map(concernSentence).join('\n\n'),
          ...actions,
          ...(canShow && !preview ? [show] : []),
        );
  if (asked === undefined) return false;
  const showsNow = canShow && (preview || asked === show);
  const answer = showsNow ? await showChange(parts, plan, asked === show ? actions : [asked]) : asked;
  if (answer === undefined) return false;
  const published = concerns.find(concern => concern.code === 'notIgnored');
  if (published && answer === addLine()) await ignore(published);
  return true;
}

function questionFor({ file }: Plan, concerns: readonly Concern[]): string {
  const name = workspace.asRelativePath(file.uri);
  return concerns.some(({ code }) => code === 'overwrites')
    ? l10n.t('Replace the values in {0}?', name)
    : l10n.t('Insert the access key into {0}?', name);
}

const addLine = (): string => l10n.t('Add to .gitignore and Insert');

function actionsFor(concerns: readonly Concern[]): readonly string[] {
  const codes = new Set(concerns.map(({ code }) => code));
  if (codes.has('notIgnored')) return [addLine(), l10n.t('Insert Anyway')];
  if (codes.has('tracked')) return [l10n.t('Insert Anyway')];
  return [codes.has('overwrites') ? l10n.t('Replace') : l10n.t('Insert')];
}

/** @returns the one of `actions` the user chose in view of the change */
async function showChange(
  { envFiles, prompts }: AgreeParts,
  plan: Plan,
  actions: readonly string[],
): Promise<string | undefined> {
  const title = l10n.t('{0} with the Access Key', workspace.asRelativePath(plan.file.uri));
  const close = await envFiles.preview.show(plan, title);
  try {
    return await prompts.pick(title, l10n.t('Make this change? The secret itself is not shown.'), [
      ...actions.map(label => ({ label, value: label })),
      { label: l10n.t('Cancel'), value: undefined },
    ]);
  } finally {
    await close();
  }
}

async function ignore({ uri, root }: Extract<Concern, { readonly code: 'notIgnored' }>): Promise<void> {
  const { gitignore, outcome } = await addIgnoreLine(uri, root);
  if (outcome === 'ignored') return;
  const [file, rules] = [workspace.asRelativePath(uri), workspace.asRelativePath(gitignore)];
  throw new UserError(ignoreFailureSentence(file, rules, outcome));
}
