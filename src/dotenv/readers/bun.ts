import { TooMuchWork, Work } from './expand';
import type { Reader } from './reader';

/**
 * Bun 1.4.5, as `bun` loads the `.env` of its working folder: by trial, and by src/env_loader.zig of older versions.
 */
export const bun: Reader = {
  name: 'Bun',
  read: text => {
    const variables = parseAsBun(text);
    const work = new Work(text);
    try {
      for (const [name, value] of variables) variables.set(name, expandAsBun(value, variables, work));
    } catch (error) {
      if (error instanceof TooMuchWork) return { kind: 'runsCode' };
      throw error;
    }
    return { kind: 'variables', variables };
  },
};

const space = /[\t\v\f \n\r]*/y;
const word = /[A-Za-z0-9_.-]+/y;
const sign = /[\t\v\f \n\r]*=|[\t\v\f \n\r]*:[\t\v\f \n\r]/y;
const lineBreak = /[\n\r]|$/g;
const restOfLine = /[^\n\r]*/y;
const plainValue = /[^#\n\r]*/y;

/** Bun's `util.parseEnv`, which expands nothing. */
export const bunParseEnv: Reader = {
  name: 'util.parseEnv of Bun',
  read: text => ({ kind: 'variables', variables: parseAsBun(text) }),
};

function parseAsBun(source: string): Map<string, string> {
  const text = source.replace(/^\uFEFF/, '');
  const found = new Map<string, string>();
  let at = 0;
  for (;;) {
    const start = endOf(space, text, at);
    if (start >= text.length) return found;
    const assigned = assignmentAt(text, start);
    if (!assigned) {
      lineBreak.lastIndex = start;
      lineBreak.test(text);
      at = Math.max(lineBreak.lastIndex, start + 1);
      continue;
    }
    const { name, valueAt } = assigned;
    const quotedAt = endOf(space, text, valueAt);
    const close = closingQuote(text, quotedAt);
    at = endOf(restOfLine, text, close ?? valueAt);
    found.set(
      name,
      close === undefined
        ? trim(text.slice(valueAt, endOf(plainValue, text, valueAt)))
        : unescape(text.slice(quotedAt + 1, close), text.charAt(quotedAt)),
    );
  }
}

function assignmentAt(
  text: string,
  start: number,
): { readonly name: string; readonly valueAt: number } | undefined {
  const end = endOf(word, text, start);
  if (end === start) return undefined;
  const name = text.slice(start, end);
  const behind = endOf(space, text, end);
  if (name === 'export' && behind > end) {
    const exported = endOf(word, text, behind);
    const valueAt = exported === behind ? exported : endOf(sign, text, exported);
    if (valueAt > exported) return { name: text.slice(behind, exported), valueAt };
  }
  const valueAt = endOf(sign, text, end);
  return valueAt === end ? undefined : { name, valueAt };
}

function closingQuote(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  if (quote === '' || !'"\'`'.includes(quote)) return undefined;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === quote) return at;
  }
  return undefined;
}

function unescape(inside: string, quote: string): string {
  const special = quote === '"' ? /\\[^]|\r\n?/g : /\r\n?/g;
  return inside.replace(special, found => {
    if (found === '\\r') return '\r';
    return found === '\\n' || found.startsWith('\r') ? '\n' : found;
  });
}

type Variables = ReadonlyMap<string, string>;

const dollar = /\\\$|\$(\w+)|\$\{/g;

/** With what the other variables are by then; what is put in is not expanded again. */
function expandAsBun(value: string, variables: Variables, work: Work): string {
  let expanded = '';
  let from = 0;
  dollar.lastIndex = 0;
  for (let match = dollar.exec(value); match; match = dollar.exec(value)) {
    const [whole, name] = match;
    expanded += value.slice(from, match.index);
    from = dollar.lastIndex;
    if (whole === '${') {
      const close = closingBrace(value, from, work);
      // Nothing behind an open brace is expanded.
      if (close === -1) return expanded + value.slice(match.index);
      expanded += valueInBraces(value.slice(from, close), variables, work);
      from = close + 1;
    } else {
      const found = name === undefined ? '$' : (variables.get(name) ?? '');
      work.spend(found.length);
      expanded += found;
    }
    dollar.lastIndex = from;
  }
  return expanded + value.slice(from);
}

function valueInBraces(inside: string, variables: Variables, work: Work): string {
  const [, name = '', rest = ''] = /^(\w*)([^]*)$/.exec(inside) ?? [];
  if (rest !== '' && !rest.startsWith(':-')) return `\${${inside}}`;
  const found = variables.get(name) ?? expandAsBun(rest.slice(2), variables, work);
  work.spend(found.length);
  return found;
}

function closingBrace(value: string, from: number, work: Work): number {
  let depth = 1;
  for (let at = from; at < value.length; at += 1) {
    work.spend(1);
    const character = value.charAt(at);
    if (character === '\\') at += 1;
    else if (value.startsWith('${', at)) depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function trim(text: string): string {
  let end = text.length;
  while (end > 0 && '\t\v\f \n\r'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(endOf(space, text, 0), end);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
