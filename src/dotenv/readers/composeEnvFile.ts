import { withVariables } from './composeTemplate';
import { Cursor } from './cursor';
import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';

/**
 * Docker Compose: compose-spec/compose-go of July 2026 (2.9), dotenv/parser.go. A value without a name, which no
 * environment can hold, is left out. Not run by the tests.
 */
export const composeEnvFile: Reader = { name: 'Docker Compose', read };

/** White space that is no line feed. */
const blanks = /[\t\v\f\r \x85\xA0]*/y;
const exportWord = /export(?=[\t\n\f\r ])/y;
const whiteSpace = /\p{White_Space}*/uy;
const comment = /#[^\n]*/y;
const characters = /[\p{L}\p{N}_.\-[\]\t\v\f\r \x85\xA0]*/uy;
const line = /[^\n]*/y;
const trailing = /(?<!\p{White_Space})\p{White_Space}+$/u;

function read(text: string): Reading {
  const cursor = new Cursor(text.replace(/^\uFEFF/, ''));
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (;;) {
    do cursor.take(whiteSpace);
    while (cursor.take(comment) !== undefined);
    if (cursor.isAtEnd) return { kind: 'variables', variables };
    const { name, sign } = nameAt(cursor);
    if (sign === undefined || name.includes(' ')) return { kind: 'refused' };
    // A name alone takes its value from the environment.
    if (sign === '\n') continue;
    const value = valueAt(cursor, variables, expansion);
    if (value === undefined) return { kind: 'refused' };
    if (name !== '') variables.set(name, value);
  }
}

interface Name {
  readonly name: string;
  /** What ends it, `''` where it is the end of the text; `undefined` where that is no sign. */
  readonly sign: string | undefined;
}

/**
 * The name at the cursor, which is moved to its value. Where the text ends without a sign, it is a value without one.
 */
function nameAt(cursor: Cursor): Name {
  if (cursor.take(exportWord) !== undefined) {
    cursor.take(blanks);
    if (cursor.isAtEnd) return { name: '', sign: undefined };
  }
  const start = cursor.position;
  const name = (cursor.take(characters) ?? '').replace(trailing, '');
  const sign = cursor.next;
  if (sign === '') cursor.position = start;
  else cursor.position += 1;
  cursor.take(blanks);
  return /^[=:\n]?$/.test(sign) ? { name: sign === '' ? '' : name, sign } : { name, sign: undefined };
}

/**
 * `undefined` where a quote isn't closed, a template is malformed or asks for a variable, or the value gets too long.
 */
function valueAt(
  cursor: Cursor,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const quote = cursor.next;
  if (quote !== "'" && quote !== '"') {
    const [value = ''] = (cursor.take(line) ?? '').split(' #', 1);
    return withVariables(value.replace(trailing, ''), variables, expansion);
  }
  const end = closingQuote(cursor, quote);
  if (end === -1) return undefined;
  cursor.position += 1;
  const written = cursor.takeUntil(end);
  cursor.position += 1;
  const value = written.replace(/\\([^])/g, (escape: string, character: string) =>
    character === quote ? quote : escape,
  );
  return quote === "'" ? value : withVariables(unescaped(value), variables, expansion);
}

/** The first quote that no backslash escapes, or -1. */
function closingQuote({ text, position }: Cursor, quote: string): number {
  for (let at = position + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '"': '"', '\\': '\\' },
  // For a template, two signs are one.
  $: '$$',
};

/** `\0` needs three octal digits behind it. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:([abcfnrtv$"\\])|0([0-9]{0,3}))/g,
    (written: string, character?: string, digits?: string) => {
      if (character !== undefined) return escapes[character] ?? written;
      return digits !== undefined && /^[0-3][0-7]{2}$/.test(digits)
        ? String.fromCharCode(Number.parseInt(digits, 8))
        : written;
    },
  );
}
