/** An assignment as npm dotenv, dotenvx and Next.js split it off. */
export interface Assignment {
  readonly name: string;
  /** What stands behind the sign, trimmed, with its quotes. */
  readonly raw: string;
}

const space = /\s*/y;
const exported = /export\s+(?=[\w.-])/y;
const word = /[\w.-]+/y;
const sign = /\s*=|:\s/y;
const lineEnd = /$/gm;
const closesLine = /[^\S\n\u2028\u2029]*(?:#|$)/my;
const plainValue = /[^#\n]*/y;

/**
 * The assignments of a text, by the regular expression in `parse` of npm dotenv 18.0.10, which dotenvx 2.38.2 and
 * @next/env 16.4.6 have too. It takes a minute for a megabyte of blank lines; this takes linear time.
 */
export function* dotenvAssignments(source: string): Generator<Assignment> {
  const text = source.replace(/\r\n?/g, '\n');
  let at = 0;
  for (;;) {
    const start = endOf(space, text, at);
    if (start >= text.length) return;
    const nameAt = endOf(exported, text, start);
    const nameEnd = endOf(word, text, nameAt);
    const valueAt = nameEnd === nameAt ? nameEnd : endOf(sign, text, nameEnd);
    if (valueAt === nameEnd) {
      at = nextLine(text, start);
      continue;
    }
    const valueEnd = quotedEnd(text, valueAt) ?? endOf(plainValue, text, valueAt);
    yield { name: text.slice(nameAt, nameEnd), raw: text.slice(valueAt, valueEnd).trim() };
    at = nextLine(text, valueEnd);
  }
}

/** Where a quoted value ends that starts at or below the place, behind white space only. */
function quotedEnd(text: string, from: number): number | undefined {
  const start = endOf(space, text, from);
  const quote = text.charAt(start);
  if (quote === '' || !'"\'`'.includes(quote)) return undefined;
  let end: number | undefined;
  for (let at = text.indexOf(quote, start + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    closesLine.lastIndex = at + 1;
    if (closesLine.test(text)) end = at + 1;
    // Behind a backslash it closes the value only where the next one doesn't.
    if (text.charAt(at - 1) !== '\\') break;
  }
  return end;
}

/** The value without the quotes round it, or round lines of it that end at U+2028 or U+2029. */
export function withoutQuotes(raw: string): string {
  const first = raw.charAt(0);
  if (raw.length > 1 && '"\'`'.includes(first) && raw.endsWith(first)) return raw.slice(1, -1);
  if (!/[\u2028\u2029]/.test(raw)) return raw;
  const lastOf = new Map(Array.from(raw.matchAll(/["'`]$/gm), match => [match[0], match.index]));
  let kept = '';
  let from = 0;
  for (const { 0: quote, index } of raw.matchAll(/^["'`]/gm)) {
    const last = lastOf.get(quote) ?? -1;
    if (index < from || last <= index) continue;
    kept += raw.slice(from, index) + raw.slice(index + 1, last);
    from = last + 1;
  }
  return kept + raw.slice(from);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The start of the next line, or the end of the text. */
function nextLine(text: string, from: number): number {
  lineEnd.lastIndex = from;
  lineEnd.test(text);
  return Math.max(lineEnd.lastIndex, from) + 1;
}
