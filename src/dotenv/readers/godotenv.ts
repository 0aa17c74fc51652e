import { Cursor } from './cursor';
import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';
import { replaced } from './replaced';

/** joho/godotenv 1.5.1, parser.go. A value without a name, which no environment can hold, is left out. */
export const godotenv: Reader = { name: 'godotenv', read };

/** White space that is no line feed. */
const blank = '\\t\\v\\f\\r \\x85\\xA0';
const blanks = new RegExp(`[${blank}]*`, 'y');
const outerBlanks = new RegExp(`^[${blank}]+|(?<![${blank}])[${blank}]+$`, 'g');
const exportWord = new RegExp(`export[${blank}]+`, 'y');
const beforeLastComment = new RegExp(`^[^]*[${blank}](?=#)`);
const whiteSpace = /\p{White_Space}*/uy;
const comment = /#[^\n]*/y;
const line = /[^\n\r]*/y;

function read(text: string): Reading {
  const cursor = new Cursor(text.replaceAll('\r\n', '\n'));
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (;;) {
    do cursor.take(whiteSpace);
    while (cursor.take(comment) !== undefined);
    if (cursor.isAtEnd) return { kind: 'variables', variables };
    const name = nameAt(cursor);
    const value = name === undefined ? undefined : valueAt(cursor, variables, expansion);
    if (name === undefined || value === undefined) return { kind: 'refused' };
    if (name !== '') variables.set(name, value);
  }
}

/** The name at the cursor, which is moved to its value; `undefined` where a character is none of a name. */
function nameAt(cursor: Cursor): string | undefined {
  if (cursor.take(exportWord) !== undefined && cursor.isAtEnd) return undefined;
  const start = cursor.position;
  for (; !cursor.isAtEnd; cursor.position += 1) {
    if (/[=:]/.test(cursor.next)) {
      const name = cursor.text.slice(start, cursor.position);
      cursor.position += 1;
      cursor.take(blanks);
      return name.replace(/(?<!\p{White_Space})\p{White_Space}+$/u, '');
    }
    if (!isOfName(cursor)) return undefined;
  }
  // Where the text ends without a sign, what stands there is the value of no name.
  cursor.position = start;
  return '';
}

/** godotenv takes each byte of a character for a character of Latin-1. */
function isOfName({ next, text, position }: Cursor): boolean {
  if (next < '\x80') return /[A-Za-z0-9_.\t\v\f\r ]/.test(next);
  // The second half of a surrogate pair has been looked at with the first.
  if (/[\uDC00-\uDFFF]/.test(next)) return true;
  const bytes = new TextEncoder().encode(String.fromCodePoint(text.codePointAt(position) ?? 0));
  return /^[\p{L}\p{N}\x85\xA0]*$/u.test(String.fromCharCode(...bytes));
}

/** `undefined` where a quote isn't closed, or the value gets too long. */
function valueAt(
  cursor: Cursor,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const quote = cursor.next;
  if (quote !== "'" && quote !== '"') {
    const written = cursor.take(line) ?? '';
    const value = beforeLastComment.exec(written)?.[0] ?? written;
    return withVariables(value.replace(outerBlanks, ''), variables, expansion);
  }
  const end = closingQuote(cursor, quote);
  if (end === -1) return undefined;
  const value = withoutQuotes(cursor.takeUntil(end), quote);
  cursor.position += 1;
  return quote === "'" ? value : withVariables(unescaped(value), variables, expansion);
}

/** The first quote without a backslash before it. */
function closingQuote({ text, position }: Cursor, quote: string): number {
  let end = text.indexOf(quote, position + 1);
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf(quote, end + 1);
  return end;
}

/** All quotes at both ends go. */
function withoutQuotes(text: string, quote: string): string {
  return text.replace(quote === "'" ? /^'+|(?<!')'+$/g : /^"+|(?<!")"+$/g, '');
}

function unescaped(text: string): string {
  const lineBreaks: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r' };
  return text.replace(/\\[^\n]/g, escape => lineBreaks[escape] ?? escape).replace(/\\([^$])/g, '$1');
}

function withVariables(
  value: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const reference = /(\\)?\$\(?\{?([A-Z0-9_]+)?\}?/g;
  return replaced(value, reference, expansion, ([written, backslash, name]) => {
    if (backslash !== undefined) return written.slice(1);
    return name === undefined ? written : (variables.get(name) ?? '');
  });
}
