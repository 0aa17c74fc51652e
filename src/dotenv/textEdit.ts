import type { Span } from './piece';

/** Puts `newText` in the place of a span of the old text. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/**
 * The edits in the order of the text, those that touch each other made one; none of them may overlap. What is put in
 * comes before what is replaced at the same place.
 */
export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last?.end === edit.start)
      merged.splice(-1, 1, { start: last.start, end: edit.end, newText: last.newText + edit.newText });
    else merged.push(edit);
  }
  return merged;
}

/** Where a place of the edited text was in the old one; for a place in new text, where that was put. */
export function offsetBefore(edits: readonly TextEdit[], at: number): number {
  let shift = 0;
  for (const { start, end, newText } of edits) {
    if (start + shift >= at) break;
    const grown = newText.length - (end - start);
    if (start + shift + newText.length > at) return start;
    shift += grown;
  }
  return at - shift;
}

/** The text with the edits made. They must be in order and not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  let result = '';
  for (const { start, end, newText } of edits) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
