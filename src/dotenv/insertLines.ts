import { insertionPoints, type InsertionPoint } from './insertionPoint';
import { lineBreakFor } from './lineBreak';
import type { LineBreak, Piece } from './piece';
import type { TextEdit } from './textEdit';

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
