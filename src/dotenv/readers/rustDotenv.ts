import { Cursor } from './cursor';
import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';
import { rustLines } from './rustLines';

/*
 * `dotenv()` of the two Rust crates, which keep the first value of a variable: dotenv-rs/dotenv 0.15.0 and
 * allan2/dotenvy 0.15.7, src/parse.rs and src/iter.rs. A program that ignores their error goes on with what stands above
 * it.
 */

export const rustDotenv: Reader = { name: 'Rust dotenv', read: text => read(text.split('\n')) };

/** Not run by the tests. */
export const rustDotenvy: Reader = {
  name: 'Rust dotenvy',
  read: text => read(rustLines(text.replace(/^\uFEFF/, ''))),
};

function read(lines: Iterable<string | undefined>): Reading {
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (const line of lines) {
    if (line === undefined) return { kind: 'refused' };
    const cursor = new Cursor(line.replace(/(?<!\p{White_Space})\p{White_Space}+$/u, ''));
    cursor.take(whiteSpace);
    if (cursor.isAtEnd || cursor.next === '#') continue;
    const name = nameAt(cursor);
    const value = name === undefined ? undefined : valueAt(cursor, variables, expansion);
    if (name === undefined || value === undefined) return { kind: 'refused' };
    if (!variables.has(name)) variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

const whiteSpace = /\p{White_Space}*/uy;
const namePattern = /([A-Za-z_][A-Za-z0-9_.]*)\p{White_Space}*/uy;
const sign = /=\p{White_Space}*/uy;

/** The name at the cursor, which is moved to its value; `undefined` where there is none, or no sign behind it. */
function nameAt(cursor: Cursor): string | undefined {
  const name = cursor.match(namePattern)?.[1];
  if (cursor.take(sign) !== undefined) return name;
  const exported = name === 'export' ? cursor.match(namePattern)?.[1] : undefined;
  return cursor.take(sign) === undefined ? undefined : exported;
}

const plain = /[^'"\\$ \t]+/y;
const plainInQuotes = /[^"\\$]+/y;
const singleQuoted = /'([^']*)'/y;
const escape = /\\(?:([\\'"$ n])|$)/y;
const braces = /\$\{([^}]*)\}/y;
const reference = /\$(?!\{)([\p{Alphabetic}\p{N}]*)/uy;
const comment = /[ \t]+(?:#[^]*)?$/y;

/** `undefined` where the crates see an error. */
function valueAt(
  cursor: Cursor,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  if (cursor.next === '#') return '';
  const parts: string[] = [];
  let isQuoted = false;
  while (!cursor.isAtEnd) {
    if (cursor.next === '"') {
      isQuoted = !isQuoted;
      cursor.position += 1;
      continue;
    }
    const part = isQuoted
      ? cursor.take(plainInQuotes)
      : (cursor.take(plain) ?? cursor.match(singleQuoted)?.[1]);
    const next = part ?? escapedAt(cursor) ?? replacedAt(cursor, variables, expansion);
    if (next === undefined && (isQuoted || cursor.take(comment) === undefined)) return undefined;
    parts.push(next ?? '');
  }
  return isQuoted ? undefined : parts.join('');
}

function escapedAt(cursor: Cursor): string | undefined {
  const match = cursor.match(escape);
  return match && (match[1] === 'n' ? '\n' : (match[1] ?? ''));
}

/** The value of the variable at the cursor, and the character behind it, which stands for itself whatever it is. */
function replacedAt(
  cursor: Cursor,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const inBraces = cursor.match(braces)?.[1];
  const name = inBraces ?? cursor.match(reference)?.[1];
  const value = name === undefined ? undefined : (variables.get(name) ?? '');
  if (value === undefined || !expansion.fits(value)) return undefined;
  const isFollowed = inBraces === undefined && !cursor.isAtEnd && cursor.next !== '$';
  return isFollowed ? value + cursor.takeUntil(cursor.position + 1) : value;
}
