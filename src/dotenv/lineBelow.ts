import type { Piece } from './piece';
import { opensQuoteBehindSign, startsWithQuote } from './quotes';

/**
 * The line that npm dotenv and its many ports take for the value of the empty variable at `index`: the next that is
 * not blank, where it starts with a quote. `undefined` where there is none, or no such variable stands at `index`.
 */
export function valueBelow(pieces: readonly Piece[], index: number): Piece | undefined {
  const piece = pieces[index];
  const isEmpty = piece?.kind === 'assignment' && piece.quotedValue.start === piece.quotedValue.end;
  if (!isEmpty || piece.comment) return undefined;
  for (let at = index + 1; at < pieces.length; at += 1) {
    const below = pieces[at];
    if (below && below.text.trim() !== '') return startsWithQuote(below) ? below : undefined;
  }
  return undefined;
}

/**
 * Whether a reader takes the next line for a part of this one, or reads nothing below it: Node 20 looks for the next
 * `=` across lines, also from a line of white space and from an indented comment, which is none to it, and stops at a
 * line that begins with one; npm dotenv takes the next line for the value of a bare `KEY:`; shells, make and Java
 * properties join a line that ends in a backslash with the next.
 */
export function hidesNextLine(piece: Piece): boolean {
  const content = piece.text.trim();
  switch (piece.kind) {
    case 'other':
      return !content.includes('=') || content.startsWith('=') || content.endsWith('\\');
    case 'assignment': {
      const isEmpty = piece.quotedValue.start === piece.quotedValue.end;
      return content.endsWith('\\') || (piece.separator === ':' && isEmpty);
    }
    case 'blank':
      return /[ \t]/.test(piece.text);
    case 'comment':
      return /^[ \t]/.test(piece.text) && (!content.includes('=') || opensQuoteBehindSign(content));
  }
}
