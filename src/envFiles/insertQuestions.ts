import type { Uri } from 'vscode';
import type { NamesCandidate } from '../dotenv/names';
import type { Finding } from './inspection';
import type { Plan } from './plan';

/** The questions of an insertion. The answer is undefined if the user cancels. */
export interface InsertQuestions {
  /** Which file to use instead of the one that the user rejected. */
  chooseFile(): Promise<Uri | undefined>;
  /** Which of the several sets of variables in a file to use. */
  chooseNames(uri: Uri, candidates: readonly NamesCandidate[]): Promise<NamesCandidate | undefined>;
  /** Whether to insert only the IDs: the secret doesn't belong in this file. */
  confirmBlankSecret(uri: Uri): Promise<boolean>;
  /**
   * What to do about the findings. `again`: the user was asked before, and the file has changed since. `gitignore`: the
   * `.gitignore` that would get a line, if Git doesn't ignore the file.
   */
  decideOnFindings(
    plan: Plan,
    findings: readonly Finding[],
    options: { readonly again: boolean; readonly canShow: boolean; readonly gitignore: Uri | undefined },
  ): Promise<Decision | 'show' | undefined>;
  /**
   * Shows that Git is asked about the file, where that is slow. Settles as `status` does.
   * @throws an AbortError if the user cancels
   */
  whileGitIsAsked<T>(uri: Uri, status: Promise<T>): Promise<T>;
  /** Shows the change. @returns whether the user wants it */
  confirmChange(plan: Plan, options: { readonly again: boolean }): Promise<boolean>;
}

export type Decision = 'insert' | 'addIgnoreLine' | 'elsewhere';
