import type { Uri } from 'vscode';
import { foreignPath } from '../foreignText';
import { l10n, type OwnText } from '../l10n';
import type { Node } from '../tree/nodes';

/**
 * Who called a command: a person, by one of our own rows or messages; or any other caller: VS Code
 * doesn't tell apart its Command Palette, its shortcuts and other extensions.
 */
export type AskedBy = 'person' | 'other';

/**
 * The argument of a command that one of our own messages calls: no other extension can make one. `argument` is a row.
 */
export class OwnCall {
  constructor(readonly argument: Node | undefined) {}
}

/** Says why a question is asked that a click on a row skips. */
export function otherCallerSentence(): string {
  return l10n.t(
    'This wasn’t started from a row of the Access Keys view, but from a file, the Command Palette, a shortcut or another extension. Continue only if it was you.',
  );
}

/** The full path of a file, or its URI. */
export function fullPath(uri: Uri): OwnText {
  return { own: foreignPath(uri.scheme === 'file' ? uri.fsPath : uri.toString(true)) };
}
