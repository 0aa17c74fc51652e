import type { Piece, Span } from './piece';
import { scan } from './scan';
import type { TextEdit } from './textEdit';

/**
 * The first line of a `.env` text, 0-based, that speaks of one of `names` and holds a space, separator or invisible
 * character which to some readers parts names, values and lines, and to others is a part of them. Only lines that an
 * edit leaves as they are count: `after` is the text it results in.
 */
export function unusualSpaceNear(before: string, after: string, names: Iterable<string>): number | undefined {
  const wanted = [...names];
  const kept = new Set(scan(after).map(content));
  return scan(before)
    .filter(piece => kept.has(content(piece)) && wanted.some(name => piece.text.includes(name)))
    .find(isUnusuallySpaced)?.line;
}

function content({ text, eol }: Piece): string {
  return text.slice(0, text.length - eol.length);
}

/**
 * White space or an invisible character that is no space, tab or line break, outside comments and values in quotes. In
 * a comment, a line or paragraph separator, at which JavaScript readers end it.
 */
function isUnusuallySpaced(piece: Piece): boolean {
  if (piece.kind === 'comment') return separator.test(piece.text);
  if (piece.kind !== 'assignment') return unusual.test(piece.text.slice(piece.bom));
  const { text, start, bom, quote, quotedValue, comment, end } = piece;
  const slice = (from: number, to: number): string => text.slice(from - start, to - start);
  const before = slice(start + bom, quotedValue.start);
  const value = quote ? '' : slice(quotedValue.start, quotedValue.end);
  const behind = slice(quotedValue.end, comment?.start ?? end);
  return (
    unusual.test(before + value + behind) ||
    (comment !== undefined && separator.test(slice(comment.start, comment.end)))
  );
}

const unusual = /[^\S \t\r\n]|[\u0085\u200B-\u200F\u2060]/;
const separator = /[\u2028\u2029]/;

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
