import { Cursor } from './cursor';
import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';
import { withoutCommands, withVariables } from './rubySubstitutions';

/** bkeepers/dotenv 3.2.0, lib/dotenv/parser.rb. */
export const rubyDotenv: Reader = { name: 'Ruby dotenv', read };

const whiteSpace = /[ \t\n\v\f\r]*/y;
const exportWord = /export[ \t\n\v\f\r]+/y;
const nameOf = /[A-Za-z0-9_.]+/y;
const separator = /[ \t\n\v\f\r]*=|:[ \t\n\v\f\r]/y;
const plainValue = /[^#\n]+/y;
const quotedStart = /[ \t\n\v\f\r]*(["'])/y;
/** What may stand behind a variable, up to the end of the line. */
const restOfLine = /[ \t\v\f\r]*(?:#[^\n]*)?(?=\n|$)/y;

interface Assignment {
  readonly isExported: boolean;
  readonly name: string;
  readonly value: string | undefined;
}

function read(text: string): Reading {
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (const { isExported, name, value: written } of assignments(text.replace(/^\uFEFF/, ''))) {
    if (isExported && written === undefined) {
      if (!variables.has(name)) return { kind: 'refused' };
      continue;
    }
    const value = valueOf(written ?? '', variables, expansion);
    if (typeof value !== 'string') return value;
    variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

/** Names may stand lines above their signs, and signs above quoted values. */
function* assignments(text: string): Generator<Assignment> {
  const cursor = new Cursor(text.replace(/\r\n?/g, '\n'));
  while (!cursor.isAtEnd) {
    cursor.take(whiteSpace);
    const start = cursor.position;
    const found = assignmentAt(cursor, true) ?? assignmentAt(cursor, false);
    if (found) yield found;
    else cursor.position = start;
    cursor.take(/[^\n]*\n?/y);
  }
}

function assignmentAt(cursor: Cursor, isExported: boolean): Assignment | undefined {
  const start = cursor.position;
  const isStarted = !isExported || cursor.take(exportWord) !== undefined;
  const name = isStarted ? cursor.take(nameOf) : undefined;
  if (name !== undefined) {
    const value = cursor.take(separator) === undefined ? undefined : valueAt(cursor);
    if (cursor.take(restOfLine) !== undefined) return { isExported, name, value };
  }
  cursor.position = start;
  return undefined;
}

function valueAt(cursor: Cursor): string | undefined {
  const start = cursor.position;
  const quote = cursor.match(quotedStart)?.[1];
  if (quote !== undefined) {
    const end = closingQuote(cursor, quote);
    cursor.position = start;
    if (end !== -1) return cursor.takeUntil(end + 1);
  }
  return cursor.take(plainValue);
}

/**
 * Where the quote is closed that opens before the cursor, or -1: at the first without a backslash before it, or else at
 * the last before that, behind which nothing but a comment stands.
 */
function closingQuote(cursor: Cursor, quote: string): number {
  const { text, position: start } = cursor;
  const candidates: number[] = [];
  for (let at = text.indexOf(quote, start); at !== -1; at = text.indexOf(quote, at + 1)) {
    candidates.push(at);
    if (at === start || text[at - 1] !== '\\') break;
  }
  return candidates.findLast(at => isLastOfLine(cursor, at + 1)) ?? -1;
}

function isLastOfLine({ text }: Cursor, at: number): boolean {
  restOfLine.lastIndex = at;
  return restOfLine.test(text);
}

const legacyMode = 'DOTENV_LINEBREAK_MODE';

function valueOf(
  text: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | Reading {
  const trimmed = text.replace(/^[ \t\n\v\f\r\0]+/, '').replace(/(?<![ \t\n\v\f\r\0])[ \t\n\v\f\r\0]+$/, '');
  const quote =
    trimmed.length > 1 && /^["']/.test(trimmed) && trimmed.endsWith(trimmed.charAt(0)) ? trimmed[0] : '';
  const content = quote === '' ? trimmed : trimmed.slice(1, -1);
  if (quote === "'") return content;
  const plain = (quote === '"' ? withLineBreaks(content, variables) : content).replace(/\\([^$])/g, '$1');
  const withoutCode = withoutCommands(plain);
  if (withoutCode === undefined) return { kind: 'runsCode' };
  return withVariables(withoutCode, variables, expansion) ?? { kind: 'refused' };
}

/** `\n` and `\r` in double quotes stay as they are, unless a variable asks for line breaks. */
function withLineBreaks(text: string, variables: ReadonlyMap<string, string>): string {
  if (variables.get(legacyMode) === 'legacy') return text.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
  return text.replace(/\\([nr])/g, '\\\\$1');
}
