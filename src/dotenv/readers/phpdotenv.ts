import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';

/*
 * vlucas/phpdotenv 5.6.4: src/Parser (Lines, EntryParser, Lexer), src/Loader and src/Util. Version 5.4.1 differs in the
 * names it takes and in where a value of several lines ends.
 */

export const phpdotenv: Reader = {
  name: 'phpdotenv',
  read: text => read(text, { name: /^[\p{Ll}\p{Lu}\p{M}\p{N}_.]+$/u, opensAgain: false }),
};

export const phpdotenv54: Reader = {
  name: 'phpdotenv 5.4',
  read: text => read(text, { name: /^[a-zA-Z0-9_.]+$/, opensAgain: true }),
};

interface Version {
  readonly name: RegExp;
  /** Whether a line inside a value of several lines that opens one itself doesn't end it. */
  readonly opensAgain: boolean;
}

interface Entry {
  readonly name: string;
  /** `undefined` removes the variable. */
  readonly value: Value | undefined;
}

interface Value {
  readonly characters: string;
  /** Where the signs stand that may start a variable. */
  readonly dollars: readonly number[];
}

function read(text: string, version: Version): Reading {
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (const line of entryLines(text.replace(/^\uFEFF/, ''), version)) {
    const entry = entryOf(line, version);
    if (!entry) return { kind: 'refused' };
    const value = entry.value && resolve(entry.value, variables, expansion);
    if (value === null) return { kind: 'refused' };
    if (value === undefined) variables.delete(entry.name);
    else variables.set(entry.name, value);
  }
  return { kind: 'variables', variables };
}

/** The lines that define something, those of one value joined; what an open quote takes to the end is dropped. */
function entryLines(text: string, { opensAgain }: Version): readonly string[] {
  const entries: string[] = [];
  let joined: string[] | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const opens = (opensAgain || !joined) && opensQuote(line);
    if (opens) joined ??= [];
    joined?.push(line);
    if (joined && (opens || !closesQuote(line))) continue;
    const entry = joined?.join('\n') ?? line;
    joined = undefined;
    const content = trim(entry);
    if (content !== '' && !content.startsWith('#')) entries.push(entry);
  }
  return entries;
}

function opensQuote(line: string): boolean {
  return line.includes('="') && line !== '"' && quotes(line) < 2;
}

function closesQuote(line: string): boolean {
  return line === '"' || quotes(line) > 0;
}

/** How many double quotes there are behind a character that is no backslash, pairs of backslashes aside. */
function quotes(line: string): number {
  return line.replaceAll('\\\\', '').match(/(?<=[^\\])"/g)?.length ?? 0;
}

function trim(text: string): string {
  return text.replace(/^[ \t\n\r\0\v]+/, '').replace(/(?<![ \t\n\r\0\v])[ \t\n\r\0\v]+$/, '');
}

function entryOf(line: string, version: Version): Entry | undefined {
  const sign = line.indexOf('=');
  const name = nameOf(sign === -1 ? line : trim(line.slice(0, sign)));
  if (!version.name.test(name)) return undefined;
  if (sign === -1) return { name, value: undefined };
  const value = valueOf(trim(line.slice(sign + 1)));
  return value && { name, value };
}

function nameOf(text: string): string {
  const name = /^export[ \t\n\v\f\r].{2}/su.test(text) ? text.slice(6).replace(/^[ \t\n\v\f\r]+/, '') : text;
  return /^(["']).+\1$/s.test(name) ? name.slice(1, -1) : name;
}

type State = 'start' | 'plain' | 'single' | 'double' | 'escape' | 'space' | 'comment';

const escapes: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** `undefined` where phpdotenv refuses the value. */
function valueOf(text: string): Value | undefined {
  const parts: string[] = [];
  const dollars: number[] = [];
  let length = 0;
  let state: State = 'start';
  for (const [token] of text.matchAll(/[ \t\n\v\f\r]+|[\\'"#$]|[^ \t\n\v\f\r\\'"#$]+/g)) {
    const next = step(state, token);
    if (!next) return undefined;
    if (token === '$' && next.written === '$' && state !== 'single' && state !== 'escape')
      dollars.push(length);
    state = next.state;
    length += next.written.length;
    parts.push(next.written);
  }
  if (state === 'single' || state === 'double' || state === 'escape') return undefined;
  return { characters: parts.join(''), dollars };
}

interface Step {
  readonly written: string;
  readonly state: State;
}

function step(state: State, token: string): Step | undefined {
  const isSpace = /^[ \t\n\v\f\r]/.test(token);
  switch (state) {
    case 'start':
      if (token === "'") return { written: '', state: 'single' };
      if (token === '"') return { written: '', state: 'double' };
      return token === '#' ? { written: '', state: 'comment' } : { written: token, state: 'plain' };
    case 'plain':
      if (token === '#') return { written: '', state: 'comment' };
      return isSpace ? { written: '', state: 'space' } : { written: token, state };
    case 'single':
      return token === "'" ? { written: '', state: 'space' } : { written: token, state };
    case 'double':
      if (token === '"') return { written: '', state: 'space' };
      return token === '\\' ? { written: '', state: 'escape' } : { written: token, state };
    case 'escape':
      return escaped(token);
    case 'space':
      if (token === '#') return { written: '', state: 'comment' };
      return isSpace ? { written: '', state } : undefined;
    case 'comment':
      return { written: '', state };
  }
}

function escaped(token: string): Step | undefined {
  if (token === '"' || token === '\\' || token === '$') return { written: token, state: 'double' };
  const character = escapes[token.charAt(0)];
  return character === undefined ? undefined : { written: character + token.slice(1), state: 'double' };
}

/** Puts in the variables from the last to the first, so that one may end a name; `null` where that is too much. */
function resolve(
  { characters, dollars }: Value,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | null {
  /** What comes behind, its start last. */
  const behind: string[] = [];
  let end = characters.length;
  for (const dollar of dollars.toReversed()) {
    const text = withOpenName(characters.slice(dollar, end), behind);
    end = dollar;
    const [reference, name = ''] = /^\$\{([a-zA-Z0-9_.]+)\}/.exec(text) ?? [''];
    const value = variables.get(name);
    if (value === undefined) {
      behind.push(text);
      continue;
    }
    if (!expansion.fits(value)) return null;
    behind.push(text.slice(reference.length), value);
  }
  return characters.slice(0, end) + behind.toReversed().join('');
}

/** The text with as much of what is behind it as may belong to the name it opens. */
function withOpenName(text: string, behind: string[]): string {
  if (!/^\$\{[a-zA-Z0-9_.]*$/.test(text)) return text;
  const parts = [text];
  for (let next = behind.at(-1); next !== undefined && /^[a-zA-Z0-9_.}]/.test(next); next = behind.at(-1)) {
    parts.push(next);
    behind.pop();
    if (/[^a-zA-Z0-9_.]/.test(next)) break;
  }
  return parts.join('');
}
