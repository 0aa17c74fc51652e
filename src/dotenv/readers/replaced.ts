import type { Expansion } from './expansion';

/** The value with each match of a global pattern replaced; `undefined` where it gets too long. */
export function replaced(
  value: string,
  pattern: RegExp,
  expansion: Expansion,
  replacementFor: (match: RegExpExecArray) => string,
): string | undefined {
  const parts: string[] = [];
  let start = 0;
  for (const match of value.matchAll(pattern)) {
    const replacement = replacementFor(match);
    if (!expansion.fits(replacement)) return undefined;
    parts.push(value.slice(start, match.index), replacement);
    start = match.index + match[0].length;
  }
  return parts.join('') + value.slice(start);
}
