import type { TextEdit } from './textEdit';
import type { Misread } from './misread';
import type { Unwritable } from './writeValue';

/** What an edit does to one variable. */
export interface EditedVariable {
  readonly name: string;
  /**
   * `replaced`: its last active line gets the value, or a form more readers know for the value it has; or the line that
   * was its name alone gets one.
   * `inserted`: a line below its commented line, or after the last line of its group. `appended`: a line at the end.
   */
  readonly found: 'replaced' | 'inserted' | 'appended' | 'unchanged';
  /** The value it had: that of its last active line, as `readValue` gives it. `undefined` without one. */
  readonly previous: string | undefined;
  /** The value it had was empty or kept a place for the real one. */
  readonly placeholder: boolean;
  /** The edit takes another, real value away: to be confirmed by the user. */
  readonly overwrites: boolean;
  /**
   * Active lines of the same name above, which most programs ignore: 0-based, in the resulting text. None in a shell
   * script, because the code in between may use them.
   */
  readonly duplicates: readonly number[];
  /** Its 0-based line in the resulting text. */
  readonly line: number;
  /** A line of the old shell script whose code may set the variable too, and stays as it is: 0-based. */
  readonly inBranch: number | undefined;
}

export type EditFailure =
  /** Not a name that every reader takes: `[A-Za-z_][A-Za-z0-9_]*`. */
  | { readonly ok: false; readonly reason: 'invalidName'; readonly name: string }
  /** No text makes all readers give this value back. */
  | { readonly ok: false; readonly reason: 'unwritable'; readonly name: string; readonly why: Unwritable }
  /** In the shell script, the line that would get the value does more than give its variable a word: 0-based. */
  | { readonly ok: false; readonly reason: 'shellCode'; readonly name: string; readonly line: number }
  /** It can't be told whether a line at the end of the shell script would run. */
  | { readonly ok: false; readonly reason: 'scriptEnd'; readonly name: string }
  /** The line of the variable ends in a backslash, so that some programs read the next as a part of it: 0-based. */
  | { readonly ok: false; readonly reason: 'continued'; readonly name: string; readonly line: number }
  /** No program that accepts the text would read the variable `name`, or leave the others alone. */
  | { readonly ok: false; readonly reason: 'unverified'; readonly name: string };

export interface EditSuccess {
  readonly ok: true;
  /** The smallest edits of the old text, in its order, neither overlapping nor touching. */
  readonly edits: readonly TextEdit[];
  /** The resulting text. */
  readonly text: string;
  /** One for each value, in the order given. */
  readonly variables: readonly EditedVariable[];
  /** What some programs would misread: each program at most once. */
  readonly misreads: readonly ToldMisread[];
}

/** A misread with the line that causes it, if one does: 0-based, in the old text and in the resulting one. */
export type ToldMisread = Misread & {
  readonly line: { readonly before: number; readonly after: number } | undefined;
};

export type EditResult = EditSuccess | EditFailure;
