import type { Uri } from 'vscode';
import type { Finding } from './inspection';
import type { Decision, InsertQuestions } from './insertQuestions';
import type { Plan } from './plan';

interface DecideOptions {
  /** Show the change before it is made. */
  readonly preview: boolean;
  readonly again: boolean;
  readonly gitignore: Uri | undefined;
}

/** Asks once about all findings; shows the change last if `preview` is set. @returns undefined if the user cancels */
export async function decide(
  questions: InsertQuestions,
  plan: Plan,
  findings: readonly Finding[],
  { preview, again, gitignore }: DecideOptions,
): Promise<Decision | undefined> {
  const isShownLast = preview && plan.edits.length > 0;
  // The diff already shows which values are replaced.
  const asked = isShownLast ? findings.filter(({ code }) => code !== 'overwrites') : findings;
  let canShow = !isShownLast && plan.edits.length > 0;
  let decision: Decision | 'show' | undefined = 'insert';
  if (asked.length > 0)
    decision = await questions.decideOnFindings(plan, asked, { again, canShow, gitignore });
  while (decision === 'show') {
    if (!(await questions.confirmChange(plan, { again }))) return undefined;
    if (!leavesAChoice(asked)) return 'insert';
    canShow = false;
    decision = await questions.decideOnFindings(plan, asked, { again, canShow, gitignore });
  }
  if (!isShownLast || decision === undefined || decision === 'elsewhere') return decision;
  return (await questions.confirmChange(plan, { again })) ? decision : undefined;
}

/** Whether the user has several ways to continue: approving the diff would answer with only one of them. */
function leavesAChoice(findings: readonly Finding[]): boolean {
  const choices = ['notIgnored', 'tracked', 'perhapsTracked', 'perhapsIgnored', 'askedByOther'];
  return findings.some(({ code }) => choices.includes(code));
}
