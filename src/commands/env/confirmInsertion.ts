import { l10n, workspace } from 'vscode';
import { type Finding, inspect } from '../../envFiles/inspect';
import { addIgnoreLine } from '../../envFiles/ignoreLine';
import type { Plan } from '../../envFiles/plan';
import { UserError } from '../../ui/userError';
import { concernSentence, ignoreFailureSentence } from './envFileSentences';
import type { Parts } from '../parts';

type AgreeParts = Pick<Parts, 'envFiles' | 'prompts'>;

export interface ConfirmOptions {
  /** Show the change before it is made. */
  readonly preview: boolean;
  /** The user was asked before, and the file has changed since. */
  readonly again: boolean;
}

/**
 * Asks once about everything there is to know before a file is changed, and has Git ignore the file where that is the
 * answer. Asks nothing where there is nothing to know, unless `preview` is set: then the change is shown last.
 * @returns undefined where the user thinks again
 * @throws UserError where Git can't be made to ignore the file
 */
export async function confirmInsertion(
  parts: AgreeParts,
  plan: Plan,
  options: ConfirmOptions,
): Promise<'insert' | 'elsewhere' | undefined> {
  const concerns = await inspect(plan);
  const answer = await (options.preview && plan.edits.length > 0
    ? decideAndShow(parts, plan, concerns, options)
    : decide(parts, plan, concerns, options));
  if (answer === undefined) return undefined;
  if (answer === elsewhere()) return 'elsewhere';
  const published = concerns.find(concern => concern.code === 'notIgnored');
  if (published && answer === addLine()) await ignore(published);
  return 'insert';
}

/** What the modal questions say, the diff still has to be looked at; what is replaced is seen there. */
async function decideAndShow(
  parts: AgreeParts,
  plan: Plan,
  concerns: readonly Finding[],
  options: ConfirmOptions,
): Promise<string | undefined> {
  const unseen = concerns.filter(({ code }) => code !== 'overwrites');
  const answer = unseen.length === 0 ? insert() : await ask(parts, plan, unseen, options);
  if (answer === undefined || answer === elsewhere()) return answer;
  return (await show(parts, plan, options)) ? answer : undefined;
}

async function decide(
  parts: AgreeParts,
  plan: Plan,
  concerns: readonly Finding[],
  options: ConfirmOptions,
): Promise<string | undefined> {
  if (concerns.length === 0) return insert();
  const look = l10n.t('Show the Change');
  const answer = await ask(parts, plan, concerns, options, ...(plan.edits.length > 0 ? [look] : []));
  if (answer !== look) return answer;
  if (!(await show(parts, plan, options))) return undefined;
  const [action, ...others] = actionsFor(concerns);
  return others.length === 0 ? action : ask(parts, plan, concerns, options);
}

async function ask(
  { prompts }: AgreeParts,
  plan: Plan,
  concerns: readonly Finding[],
  { again }: ConfirmOptions,
  ...more: readonly string[]
): Promise<string | undefined> {
  const sentences = [
    ...(again ? [l10n.t('The file has changed in the meantime.')] : []),
    ...concerns.map(concernSentence),
  ];
  return prompts.decide(
    questionFor(plan, concerns),
    sentences.join('\n\n'),
    ...actionsFor(concerns),
    ...more,
  );
}

/** The diff's title is the question; its answers are the buttons beside that. */
function show({ envFiles }: AgreeParts, plan: Plan, { again }: ConfirmOptions): Promise<boolean> {
  const file = workspace.asRelativePath(plan.file.uri);
  const title = again ? l10n.t('{0} Has Changed: Insert?', file) : l10n.t('Insert Into {0}?', file);
  return envFiles.preview.ask(plan, title);
}

function questionFor({ file }: Plan, concerns: readonly Finding[]): string {
  const name = workspace.asRelativePath(file.uri);
  return concerns.some(({ code }) => code === 'overwrites')
    ? l10n.t('Replace the values in {0}?', name)
    : l10n.t('Insert the access key into {0}?', name);
}

const insert = (): string => l10n.t('Insert');
const elsewhere = (): string => l10n.t('Choose Another File…');
const addLine = (): string => l10n.t('Add to .gitignore and Insert');

function actionsFor(concerns: readonly Finding[]): readonly string[] {
  const codes = new Set(concerns.map(({ code }) => code));
  if (codes.has('notIgnored')) return [addLine(), l10n.t('Insert Anyway')];
  if (codes.has('tracked') || codes.has('perhapsTracked')) return [elsewhere(), l10n.t('Insert Anyway')];
  return [codes.has('overwrites') ? l10n.t('Replace') : insert()];
}

async function ignore({ uri, root }: Extract<Finding, { readonly code: 'notIgnored' }>): Promise<void> {
  const { gitignore, outcome } = await addIgnoreLine(uri, root);
  if (outcome === 'ignored') return;
  const [file, rules] = [workspace.asRelativePath(uri), workspace.asRelativePath(gitignore)];
  throw new UserError(ignoreFailureSentence(file, rules, outcome));
}
