import { Cursor } from './cursor';
import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';

/*
 * theskumar/python-dotenv: src/dotenv/parser.py, variables.py and `load_dotenv` of main.py, in 1.2.4 and in 1.2.2, which
 * reads as the versions below it down to 0.21 do.
 */

export const pythonDotenv: Reader = {
  name: 'python-dotenv',
  read: text => read(text.replace(/^\uFEFF/, ''), { closingQuote, knowsCommentForValue: true }),
};

export const pythonDotenv122: Reader = {
  name: 'python-dotenv 1.2.2',
  read: text => read(text, { closingQuote: closingQuote122, knowsCommentForValue: false }),
};

interface Version {
  /** Where the quote is closed that opens right before `start`, or -1. */
  closingQuote(text: string, start: number, quote: string): number;
  /** Whether a `#` behind white space behind the sign starts a comment. */
  readonly knowsCommentForValue: boolean;
}

interface Binding {
  readonly name: string;
  /** `undefined` where no sign stands behind the name. */
  readonly value: string | undefined;
}

/** The white space of Python's `\s` that is no line break. */
const blank = '\\t\\v-\\r \\x1C-\\x1F\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000';
const whiteSpace = new RegExp(`[\\n${blank}]*`, 'y');
const blanks = new RegExp(`[${blank}]*`, 'y');
const exportWord = new RegExp(`export[${blank}]+`, 'y');
const plainName = new RegExp(`[^=#\\n${blank}]+`, 'y');
const quotedName = /'([^']+)'/y;
const comment = new RegExp(`[${blank}]*#[^\\n]*`, 'y');
const endOfLine = new RegExp(`[${blank}]*(?:\\n|$)`, 'y');
const line = /[^\n]*/y;
const commentBehindBlank = new RegExp(`(?<=[${blank}])#`);
const trailing = new RegExp(`(?<![${blank}])[${blank}]+$`);

function read(text: string, version: Version): Reading {
  const cursor = new Cursor(text.replace(/\r\n?/g, '\n'));
  const values = new Map<string, string | undefined>();
  const expansion = new Expansion();
  for (;;) {
    cursor.take(whiteSpace);
    if (cursor.isAtEnd) break;
    const binding = bindingAt(cursor, version);
    if (!binding) {
      cursor.take(line);
    } else if (binding.name !== '') {
      const value = binding.value === undefined ? undefined : expanded(binding.value, values, expansion);
      if (value === null) return { kind: 'refused' };
      values.set(binding.name, value);
    }
  }
  return reading(values);
}

/** What is loaded: a name without a sign is not, and such as no environment can hold are an error. */
function reading(values: ReadonlyMap<string, string | undefined>): Reading {
  const variables = new Map<string, string>();
  for (const [name, value] of values) {
    if (value === undefined) continue;
    if (name.includes('=')) return { kind: 'refused' };
    variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

/** What stands at the cursor, which is moved behind it; `undefined` where python-dotenv skips the rest of the line. */
function bindingAt(cursor: Cursor, version: Version): Binding | undefined {
  cursor.take(exportWord);
  const name = nameAt(cursor);
  if (name === undefined) return undefined;
  cursor.take(blanks);
  const hasSign = cursor.next === '=';
  const value = hasSign ? valueAt(cursor, version) : undefined;
  if (hasSign && value === undefined) return undefined;
  cursor.take(comment);
  return cursor.take(endOfLine) === undefined ? undefined : { name, value };
}

function nameAt(cursor: Cursor): string | undefined {
  if (cursor.next === '#') return '';
  return cursor.next === "'" ? cursor.match(quotedName)?.[1] : cursor.take(plainName);
}

function valueAt(cursor: Cursor, version: Version): string | undefined {
  cursor.position += 1;
  const isSpaced = cursor.take(blanks) !== '';
  const quote = cursor.next;
  if (quote === '#' && isSpaced && version.knowsCommentForValue) return '';
  if (quote !== "'" && quote !== '"') return plainValue(cursor.take(line) ?? '');
  const end = version.closingQuote(cursor.text, cursor.position + 1, quote);
  if (end === -1) return undefined;
  cursor.position += 1;
  const value = cursor.takeUntil(end);
  cursor.position += 1;
  return value.replace(
    quote === "'" ? /\\([\\'])/g : /\\([\\'"abfnrtv])/g,
    (_, escape: string) => escapes[escape] ?? '',
  );
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', "'": "'", '"': '"' },
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
};

function plainValue(text: string): string {
  const hash = text.search(commentBehindBlank);
  return (hash === -1 ? text : text.slice(0, hash)).replace(trailing, '');
}

/** A backslash escapes the character behind it. */
function closingQuote(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

/** The first quote without a backslash before it, or the last quote there is. */
function closingQuote122(text: string, start: number, quote: string): number {
  let at = text.indexOf(quote, start);
  let last = -1;
  while (at !== -1 && at > start && text[at - 1] === '\\') {
    last = at;
    at = text.indexOf(quote, at + 1);
  }
  return at === -1 ? last : at;
}

/** The value with `${name}` and `${name:-other}` replaced; `null` where it gets too long. */
function expanded(
  value: string,
  values: ReadonlyMap<string, string | undefined>,
  expansion: Expansion,
): string | null {
  const parts: string[] = [];
  let start = 0;
  for (const { from, to, name, fallback } of references(value)) {
    const replacement = values.has(name) ? (values.get(name) ?? '') : fallback;
    if (!expansion.fits(replacement)) return null;
    parts.push(value.slice(start, from), replacement);
    start = to;
  }
  return start === 0 ? value : parts.join('') + value.slice(start);
}

interface Reference {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly fallback: string;
}

function* references(value: string): Generator<Reference> {
  let delimiter = 0;
  for (let from = value.indexOf('${'); from !== -1; from = value.indexOf('${', from)) {
    const start = from + 2;
    // The first `}` or `:` behind one `${` is often that behind the next, too.
    while (delimiter < value.length && (delimiter < start || !/[}:]/.test(value.charAt(delimiter))))
      delimiter += 1;
    const hasFallback = value.startsWith(':-', delimiter);
    const end = hasFallback ? value.indexOf('}', delimiter + 2) : delimiter;
    if (end === -1 || end >= value.length) return;
    if (value[end] === '}') {
      const fallback = hasFallback ? value.slice(delimiter + 2, end) : '';
      yield { from, to: end + 1, name: value.slice(start, delimiter), fallback };
      from = end + 1;
    } else {
      from = start;
    }
  }
}
