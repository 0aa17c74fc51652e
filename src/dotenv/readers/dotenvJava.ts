import type { Reader, Reading } from './reader';

/**
 * cdimascio/dotenv-java 3.2.0: src/main/java/io/github/cdimascio/dotenv/internal/DotenvParser.java, which refuses
 * malformed lines unless told not to.
 */
export const dotenvJava: Reader = { name: 'dotenv-java', read };

function read(text: string): Reading {
  const variables = new Map<string, string>();
  const lines = text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (isSkipped(line)) continue;
    const [start, name = ''] = /^[ \t\n\v\f\r]*([\w.-]+)[ \t\n\v\f\r]*=[ \t\n\v\f\r]*/.exec(line) ?? [''];
    const value = start === '' ? undefined : valueFrom(line.slice(start.length), lines, index);
    if (!value) return { kind: 'refused' };
    if (value.text !== undefined) variables.set(name, value.text);
    index = value.lastLine;
  }
  return { kind: 'variables', variables };
}

/** Comments, and what Java's `trim` leaves nothing of. */
function isSkipped(line: string): boolean {
  return /^(?:#|\/{4}|[\0- ]*$)/.test(line);
}

interface Value {
  /** `undefined` where the text ends inside it: then it is dropped. */
  readonly text: string | undefined;
  /** The index of the line it ends in. */
  readonly lastLine: number;
}

/** The value that starts with `first` in line `index`; `undefined` where it is malformed. */
function valueFrom(first: string, lines: readonly string[], index: number): Value | undefined {
  const [quoted = ''] = /^(?:'[^']*'|"[^"]*")/.exec(first) ?? [];
  if (quoted !== '' && isBehindValue(first.slice(quoted.length))) return checked(quoted, index);
  const hash = first.indexOf('#');
  if (hash !== -1 && !isBehindValue(first.slice(hash))) return undefined;
  const value = hash === -1 ? first : first.slice(0, hash);
  return isOpen(value) ? valueOverLines(first, lines, index) : checked(value, index);
}

function isOpen(value: string): boolean {
  return value.startsWith('"') && !value.endsWith('"');
}

/** A value in double quotes takes lines until one makes it end in a quote. */
function valueOverLines(first: string, lines: readonly string[], index: number): Value | undefined {
  const parts = [first];
  let isQuoteSeen = first.includes('"', 1);
  let isCommented = first.includes('#');
  for (let lastLine = index + 1; lastLine < lines.length; lastLine += 1) {
    const line = lines[lastLine] ?? '';
    const quote = isQuoteSeen ? -1 : line.indexOf('"');
    if (quote !== -1 && isBehindValue(line.slice(quote + 1)))
      return checked([...parts, line.slice(0, quote + 1)].join('\n'), lastLine);
    isQuoteSeen ||= quote !== -1;
    const hash = line.indexOf('#');
    // A comment ends with its line, and the value with it.
    if (isCommented || (hash !== -1 && !isBehindValue(line.slice(hash)))) return undefined;
    isCommented = hash !== -1;
    const content = hash === -1 ? line : line.slice(0, hash);
    if (content.endsWith('"')) return checked([...parts, content].join('\n'), lastLine);
    parts.push(line);
  }
  return { text: undefined, lastLine: lines.length };
}

/** Whether only white space and a comment stand here. Java takes more characters than others for line breaks. */
function isBehindValue(text: string): boolean {
  return /^[ \t\n\v\f\r]*(?:#[^\n\r\u0085\u2028\u2029]*)?$/.test(text);
}

function checked(value: string, lastLine: number): Value | undefined {
  const text = value.replace(/^[\0- ]+/, '').replace(/(?<![\0- ])[\0- ]+$/, '');
  if (!text.startsWith('"') && !text.endsWith('"')) return { text, lastLine };
  if (!/^".*"$/s.test(text)) return undefined;
  const content = text.slice(1, -1);
  return /(?<!\\)"/.test(content) ? undefined : { text: content, lastLine };
}
