import type { Piece } from './piece';

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

export function startsWithQuote({ text }: Piece): boolean {
  return /^\s*["'`]/.test(text);
}
