import { hidesNextLine, valueBelow } from './lineBelow';
import type { Piece } from './piece';
import { scan } from './scan';
import { applyEdits, inOrder, type TextEdit } from './textEdit';
import { misread } from './verifyEdit';

export interface DuplicatesRemoved {
  /** Edits of the old text, in its order, neither overlapping nor touching. Empty where there is nothing to remove. */
  readonly edits: readonly TextEdit[];
  /** The resulting text, in which every variable reads as before. */
  readonly text: string;
  /** The 0-based lines of the old text on which something removed starts. */
  readonly lines: readonly number[];
}

/**
 * Takes away the lines of `names` that a later line of the same name overrides. `undefined` where a value would then
 * read otherwise, to some reader at least.
 */
export function removeDuplicates(text: string, names: readonly string[]): DuplicatesRemoved | undefined {
  const pieces = scan(text);
  const assignments = pieces.filter(piece => piece.kind === 'assignment');
  const last = new Map(assignments.map(assignment => [assignment.key, assignment]));
  const earlier = assignments.filter(piece => names.includes(piece.key) && last.get(piece.key) !== piece);
  const edits = inOrder(earlier.map(({ start, end }) => ({ start, end, newText: '' })));
  const result = applyEdits(text, edits);
  const shields = shieldsOf(pieces);
  const isExposing =
    earlier.some(piece => shields.has(piece)) || valuesBelow(scan(result)) > valuesBelow(pieces);
  if (isExposing || misread(text, result, new Map()) !== undefined) return undefined;
  return { edits, text: result, lines: earlier.map(({ line }) => line) };
}

/** The assignments that bear what would otherwise hide the next one: a byte order mark, or a line above them. */
function shieldsOf(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const shields = new Set<Piece>();
  let isHidden = false;
  for (const piece of pieces) {
    if (piece.kind === 'assignment' && (isHidden || piece.bom === 1)) shields.add(piece);
    isHidden = hidesNextLine(piece) || (isHidden && piece.kind !== 'assignment');
  }
  return shields;
}

function valuesBelow(pieces: readonly Piece[]): number {
  return pieces.filter((_, index) => valueBelow(pieces, index)).length;
}
