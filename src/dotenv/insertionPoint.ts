import type { Piece } from './piece';

/** Where a line for a variable goes. */
export interface InsertionPoint {
  readonly name: string;
  readonly offset: number;
  readonly found: 'inserted' | 'appended';
}

/**
 * Where variables that have no active line go: right below the last commented line of that name, else after the last
 * line of the group (the names being written), else at the end of the text.
 *
 * `active` holds the lines of the group's names that exist. The points are in the order of the text; those with the
 * same offset are in the order given, after the one that stands below its commented line.
 */
export function insertionPoints(
  pieces: readonly Piece[],
  missing: readonly string[],
  active: readonly Piece[],
  isShell: boolean,
): readonly InsertionPoint[] {
  const below = commentedLines(pieces, new Set(missing));
  const groupEnd = Math.max(-1, ...below.values(), ...active.map(({ end }) => end));
  const rest =
    groupEnd === -1
      ? ({ offset: appendOffset(pieces, isShell), found: 'appended' } as const)
      : ({ offset: groupEnd, found: 'inserted' } as const);
  const points = [
    ...[...below].map(([name, offset]) => ({ name, offset, found: 'inserted' }) as const),
    ...missing.filter(name => !below.has(name)).map(name => ({ name, ...rest })),
  ];
  return points.toSorted((a, b) => a.offset - b.offset);
}

function commentedLines(pieces: readonly Piece[], names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const piece of pieces) {
    if (piece.kind === 'comment' && piece.commentedKey !== undefined && names.has(piece.commentedKey)) {
      ends.set(piece.commentedKey, piece.end);
    }
  }
  return ends;
}

/**
 * The end of the text; or above the lines there that some reader would join with the line below them, which hides it.
 * In a shell script the order of lines has a meaning of its own, with an open quote in the file no place is known to be
 * better, behind a byte order mark the same readers lose the line, and a line that starts with a quote is to npm dotenv
 * the value of an empty `KEY=` above: these get the end.
 */
function appendOffset(pieces: readonly Piece[], isShell: boolean): number {
  const end = pieces.at(-1)?.end ?? 0;
  if (isShell || pieces.some(piece => piece.kind === 'assignment' && piece.unterminated)) return end;
  const lastSound = pieces.findLastIndex(piece => piece.kind === 'assignment' && !hidesNextLine(piece));
  const first = pieces.slice(lastSound + 1).find(hidesNextLine);
  return first?.bom === 0 && !startsWithQuote.test(first.text) ? first.start : end;
}

const startsWithQuote = /^\s*["'`]/;

/**
 * Whether a reader takes the next line for a part of this one, or reads nothing below it: Node 20 looks for the next
 * `=` across lines, also from a line of white space and from an indented comment, and stops at a line that begins with
 * one; npm dotenv takes the next line for the value of a bare `KEY:`; shells, make and Java properties join a line that
 * ends in a backslash with the next.
 */
function hidesNextLine(piece: Piece): boolean {
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
      return /^[ \t]/.test(piece.text) && !content.includes('=');
  }
}
