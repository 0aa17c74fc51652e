import type { Piece } from './piece';
import { scan } from './scan';

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
