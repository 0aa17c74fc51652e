import { lineBreakFor } from './lineBreak';
import type { LineBreak, Piece } from './piece';
import type { TextEdit } from './textEdit';
import { closingQuote } from './quotes';
import { hidesNextLine, valueBelow } from './lineBelow';

export interface InsertOptions {
  /** The line break for a text that has none of its own. LF without it. */
  readonly eol?: LineBreak;
  /**
   * The file is a shell script (`.envrc`): lines put in are exported, what is appended stands at the very end, and a line
   * is changed only where all it does is to give its variable a word.
   */
  readonly shell?: boolean;
}

export interface Insertion extends InsertionPoint {
  readonly edit: TextEdit;
}

/**
 * The lines that have to be put into `text`, whose pieces are `pieces`. `missing` maps each name to what stands behind
 * its `=`, in the order in which the lines are to stand; `active` holds the group's lines that exist.
 *
 * A line ends as its neighbours do. Where the line above has no end, it gets one.
 */
export function insertLines(
  text: string,
  pieces: readonly Piece[],
  missing: ReadonlyMap<string, string>,
  active: readonly Piece[],
  { eol = '\n', shell = false }: InsertOptions,
): readonly Insertion[] {
  const points = insertionPoints(pieces, [...missing.keys()], active, shell);
  return points.map((point, index) => {
    const { name, offset } = point;
    const lineBreak = lineBreakFor(text, offset) ?? eol;
    const isFirst = points[index - 1]?.offset !== offset;
    const line = `${shell ? 'export ' : ''}${name}=${missing.get(name) ?? ''}`;
    const before = isFirst && endsWithoutBreak(pieces.at(-1), offset) ? lineBreak : '';
    return { ...point, edit: { start: offset, end: offset, newText: before + line + lineBreak } };
  });
}

function endsWithoutBreak(last: Piece | undefined, offset: number): boolean {
  return last?.end === offset && last.eol === '' && last.text.length > last.bom;
}

/** Where a line for a variable goes. */
interface InsertionPoint {
  readonly name: string;
  readonly offset: number;
  readonly found: 'inserted' | 'appended';
}

/**
 * Where variables that have no active line go: right below the last commented line of that name, else after the last
 * line of the group (the names being written), else at the end of the text. In a shell script, nothing goes below a line
 * that is indented: it may stand in a branch.
 *
 * `active` holds the lines of the group's names that exist. The points are in the order of the text; those with the
 * same offset are in the order given, after the one that stands below its commented line.
 */
function insertionPoints(
  pieces: readonly Piece[],
  missing: readonly string[],
  active: readonly Piece[],
  isShell: boolean,
): readonly InsertionPoint[] {
  const isAnchor = (piece: Piece): boolean => !isShell || !/^[ \t]/.test(piece.text.slice(piece.bom));
  const below = commentedLines(pieces.filter(isAnchor), new Set(missing));
  const groupEnds = [...below.values(), ...active.filter(isAnchor).map(({ end }) => end)];
  const groupEnd = groupEnds.reduce((last, end) => Math.max(last, end), -1);
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
    if (piece.kind === 'comment' && piece.commentedKey !== undefined && names.has(piece.commentedKey))
      ends.set(piece.commentedKey, piece.end);
  }
  return ends;
}

/**
 * The end of the text; or above the lines there that some reader would join with the line below them, which hides it
 * or becomes the value of a variable above. In a shell script the order of lines has a meaning of its own, with an open
 * quote in a value no place is known to be better, and behind a byte order mark the same readers lose the line: these
 * get the end. Under an empty variable with an open quote below it, npm dotenv may take any text for the value, so that
 * no place there is sound.
 */
function appendOffset(pieces: readonly Piece[], isShell: boolean): number {
  const end = pieces.at(-1)?.end ?? 0;
  if (isShell || pieces.some(piece => piece.kind === 'assignment' && piece.unterminated)) return end;
  const values = pieces.map((_, index) => valueBelow(pieces, index));
  const firstOpen = values.findIndex(value => value && opensQuote(value));
  const isSound = (piece: Piece, at: number): boolean =>
    (firstOpen === -1 || at < firstOpen) && !values[at] && !hidesNextLine(piece);
  const lastSound = pieces.findLastIndex((piece, at) => piece.kind === 'assignment' && isSound(piece, at));
  const first = pieces.find((piece, at) => at > lastSound && !isSound(piece, at));
  return first?.bom === 0 ? first.start : end;
}

/** Whether the quote that the line starts with is not closed there. */
function opensQuote({ text, eol }: Piece): boolean {
  const content = text.trimStart();
  return closingQuote(content, 0, content.length - eol.length) === undefined;
}
