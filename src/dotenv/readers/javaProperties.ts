import type { Reader, Reading } from './reader';

/**
 * java.util.Properties of Java 17 (its documentation of `load(Reader)`, and OpenJDK's Properties.java), given the text
 * as UTF-8.
 */
export const javaProperties: Reader = { name: 'Java properties', read };

function read(text: string): Reading {
  const variables = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const [name, value] = splitLine(line).map(unescaped);
    if (name === undefined || value === undefined) return { kind: 'refused' };
    variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

/** The lines that are no comments, without the white space before them, each with those it goes on in. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const natural of text.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/)) {
    const line = natural.replace(/^[ \t\f]+/, '');
    if (length === 0 && /^(?:[#!]|$)/.test(line)) {
      parts = [];
      continue;
    }
    const isContinued = endsInBackslash(line);
    parts.push(isContinued ? line.slice(0, -1) : line);
    length += line.length - (isContinued ? 1 : 0);
    if (isContinued) continue;
    lines.push(parts.join(''));
    parts = [];
    length = 0;
  }
  // A lone backslash at the very end is a name without characters, save before a CRLF.
  const isLast = parts.length > 0 && (length > 0 || !text.endsWith('\r\n'));
  return isLast ? [...lines, parts.join('')] : lines;
}

function endsInBackslash(line: string): boolean {
  let start = line.length;
  while (line[start - 1] === '\\') start -= 1;
  return (line.length - start) % 2 === 1;
}

function splitLine(line: string): readonly [string, string] {
  const [name = ''] = /^(?:[^\\=: \t\f]|\\.)*/s.exec(line) ?? [];
  const [separator = ''] = /^[ \t\f]*[=:]?[ \t\f]*/.exec(line.slice(name.length)) ?? [];
  return [name, line.slice(name.length + separator.length)];
}

const escapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', f: '\f' };

/** `undefined` where a `\u` is not followed by four hexadecimal digits. */
function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  if (/(?<!\\)(?:\\\\)*\\u(?![0-9A-Fa-f]{4})/.test(text)) return undefined;
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|(.)|$)/gs, (_, hex?: string, character = '') =>
    hex === undefined
      ? (escapes[String(character)] ?? String(character))
      : String.fromCharCode(parseInt(hex, 16)),
  );
}
