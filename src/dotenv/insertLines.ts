import { lineBreakFor } from './lineBreak';
import type { LineBreak, Piece } from './piece';
import type { TextEdit } from './textEdit';
import { commentedKey } from './scan';

export interface Insertion extends InsertionPoint {
  readonly edit: TextEdit;
}

export interface InsertLinesOptions {
  /** The line break for a text that has none of its own. */
  readonly eol: LineBreak;
  /** Whether the new lines start with `export`. */
  readonly exported: boolean;
}

/** Where a line for a variable goes. */
export interface InsertionPoint {
  readonly name: string;
  readonly offset: number;
  readonly found: 'inserted' | 'appended';
}

/**
 * The edits that put new lines into `text` at `points`. `written` maps each name to what comes behind its `=`.
 *
 * A line ends as its neighbours do. If the line above has no end, it gets one.
 */
export function insertLines(
  text: string,
  points: readonly InsertionPoint[],
  written: ReadonlyMap<string, string>,
  { eol, exported }: InsertLinesOptions,
): readonly Insertion[] {
  return points.map((point, index) => {
    const { name, offset } = point;
    const lineBreak = lineBreakFor(text, offset) ?? eol;
    const isFirst = points[index - 1]?.offset !== offset;
    const line = `${exported ? 'export ' : ''}${name}=${written.get(name) ?? ''}`;
    const before = isFirst && endsWithoutBreak(text, offset) ? lineBreak : '';
    return { ...point, edit: { start: offset, end: offset, newText: before + line + lineBreak } };
  });
}

function endsWithoutBreak(text: string, offset: number): boolean {
  return offset === text.length && !/(?:^\uFEFF?|[\r\n])$/.test(text);
}

/** How many lines up from the end are tried before the top. */
const maxLinesUp = 12;

/**
 * The places where variables that have no line can go, the best first: below the last commented line of each name, and
 * else after the last line of the group (the variables that are written); then above that group, at the end of the
 * text, further up from there, and at its top.
 *
 * `missing` has the names in order, `active` the group's lines that exist, `anchors` the pieces of the text next to
 * which a line may be put.
 */
export function placements(
  pieces: readonly Piece[],
  missing: readonly string[],
  active: readonly Piece[],
  anchors: ReadonlySet<Piece>,
): readonly (readonly InsertionPoint[])[] {
  const end = pieces.at(-1)?.end ?? 0;
  const below = commentedLines(
    pieces.filter(piece => anchors.has(piece)),
    new Set(missing),
  );
  const group = active.filter(piece => anchors.has(piece));
  const groupEnds = [...below.values(), ...group.map(piece => piece.end)];
  const groupEnd = groupEnds.length > 0 ? Math.max(...groupEnds) : undefined;
  const rest = { offset: groupEnd ?? end, found: groupEnd === undefined ? 'appended' : 'inserted' } as const;
  const belowFirst = [...missing].sort((a, b) => Number(below.has(b)) - Number(below.has(a)));
  const best = belowFirst.map(name => {
    const offset = below.get(name);
    return offset === undefined ? { name, ...rest } : ({ name, offset, found: 'inserted' } as const);
  });
  const first = pieces[0];
  const others = [
    group[0]?.start,
    end,
    ...pieces
      .slice(-maxLinesUp)
      .filter(piece => anchors.has(piece))
      .map(({ start }) => start)
      .reverse(),
    first?.start,
  ].filter(offset => offset !== undefined);
  const bom = first?.bom ?? 0;
  return [
    best.toSorted((a, b) => a.offset - b.offset),
    ...[...new Set(others.map(offset => Math.max(offset, bom)))].map(offset =>
      missing.map(name => ({ name, offset, found: offset === end ? 'appended' : 'inserted' }) as const),
    ),
  ];
}

function commentedLines(pieces: readonly Piece[], names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const piece of pieces) {
    const key = piece.kind === 'comment' ? commentedKey(piece) : undefined;
    if (key !== undefined && names.has(key)) ends.set(key, piece.end);
  }
  return ends;
}
