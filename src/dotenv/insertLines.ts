import { insertionPoints, type InsertionPoint } from './insertionPoint';
import { lineBreakFor } from './lineBreak';
import type { LineBreak, Piece } from './piece';
import type { TextEdit } from './textEdit';

export interface InsertOptions {
  /** The line break for a text that has none of its own. LF without it. */
  readonly eol?: LineBreak;
  /** A line of comment to put above variables that are appended at the end. Line breaks in it become spaces. */
  readonly comment?: string;
  /** The file is a shell script (`.envrc`): lines put in are exported, and what is appended stands at the very end. */
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
  { eol = '\n', comment, shell = false }: InsertOptions,
): readonly Insertion[] {
  const points = insertionPoints(pieces, [...missing.keys()], active, shell);
  return points.map((point, index) => {
    const { name, offset, found } = point;
    const lineBreak = lineBreakFor(text, offset) ?? eol;
    const isFirst = points[index - 1]?.offset !== offset;
    const lines = [`${shell ? 'export ' : ''}${name}=${missing.get(name) ?? ''}`];
    if (isFirst && found === 'appended' && comment !== undefined) lines.unshift(commentLine(comment));
    const before = isFirst && endsWithoutBreak(pieces.at(-1), offset) ? lineBreak : '';
    const newText = before + lines.map(line => line + lineBreak).join('');
    return { ...point, edit: { start: offset, end: offset, newText } };
  });
}

function commentLine(comment: string): string {
  return `# ${comment.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;
}

function endsWithoutBreak(last: Piece | undefined, offset: number): boolean {
  return last?.end === offset && last.eol === '' && last.text.length > last.bom;
}
