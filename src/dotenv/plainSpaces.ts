import type { Span } from './piece';
import type { TextEdit } from './textEdit';

/** What is white space to some readers and a part of a name or a value to others. */
const unusualSpace = /[^\S \t\r\n]/g;

const byteOrderMark = '\uFEFF';

/**
 * The text as it is to readers who know no difference between kinds of white space: of the same length, with a space
 * in the place of each unusual one. A byte order mark stays.
 */
export function withPlainSpaces(text: string): string {
  const start = text.startsWith(byteOrderMark) ? 1 : 0;
  return text.slice(0, start) + text.slice(start).replace(unusualSpace, ' ');
}

/** The edits that put a space in the place of each unusual one in a span of the text, but for those in `replaced`. */
export function plainSpaces(
  text: string,
  { start, end }: Span,
  replaced: Span | undefined,
): readonly TextEdit[] {
  return [...text.slice(start, end).matchAll(unusualSpace)]
    .map(({ index }) => start + index)
    .filter(at => !replaced || at < replaced.start || at >= replaced.end)
    .map(at => ({ start: at, end: at + 1, newText: ' ' }));
}
