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
 * read otherwise.
 */
export function removeDuplicates(text: string, names: readonly string[]): DuplicatesRemoved | undefined {
  const assignments = scan(text).filter(piece => piece.kind === 'assignment');
  const last = new Map(assignments.map(assignment => [assignment.key, assignment]));
  const earlier = assignments.filter(piece => names.includes(piece.key) && last.get(piece.key) !== piece);
  const edits = inOrder(earlier.map(({ start, bom, end }) => ({ start: start + bom, end, newText: '' })));
  const result = applyEdits(text, edits);
  if (misread(text, result, new Map()) !== undefined) return undefined;
  return { edits, text: result, lines: earlier.map(({ line }) => line) };
}
