import type { Reader } from './reader';

/*
 * Node.js reads `.env` files itself (`--env-file`, `process.loadEnvFile`, `util.parseEnv`), by the rules of its
 * src/node_dotenv.cc, which changed between 20 and 22: of 20.20.2 here, and of 22.23.3, 24.21.0 and 26.12.1, which
 * read alike.
 */
export const node20: Reader = {
  name: 'Node.js 20',
  read: text => ({ kind: 'variables', variables: parseAsNode20(text) }),
};

export const node22: Reader = {
  name: 'Node.js 22 and later',
  read: text => ({ kind: 'variables', variables: parseAsNode22(text) }),
};

const quotes = '"\'`';

export function parseAsNode20(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const content = trimSpaces(text.replaceAll('\r', ''));
  const end = content.length;
  let at = 0;
  while (at < end) {
    const next = content.charAt(at);
    const newline = content.indexOf('\n', at);
    // A comment in the last line, with no line break behind it, is none.
    if ((next === '\n' || next === '#') && newline !== -1) {
      at = newline + 1;
      continue;
    }
    const sign = content.indexOf('=', at);
    if (sign === -1) break;
    const key = content.slice(at, sign);
    if (key === '') break;
    // It trims a name of nothing but spaces to the line break above it.
    const name = trimSpaces(key).replace(/^export /, '') || '\n';
    at = sign + 1;
    while (content.charAt(at) === ' ') at += 1;
    const value = valueAt(content, at);
    // A last line whose quote nothing closes is read once more, as a name.
    if (value.form === 'open' && value.end === end) continue;
    found.set(name, value.form === 'plain' ? trimSpaces(withoutComment(value.text)) : value.text);
    at = value.end;
  }
  return found;
}

export function parseAsNode22(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const content = trimBlanks(text.replaceAll('\r', ''));
  const nextOf = nextIn(content);
  let at = 0;
  while (at < content.length) {
    const next = content.charAt(at);
    if (next === '\n' || next === '#') {
      at = nextOf('\n', at) + 1;
      continue;
    }
    const [sign, newline] = [nextOf('=', at), nextOf('\n', at)];
    if (newline <= sign) {
      at = skipBlanks(content, newline + 1);
      continue;
    }
    const key = trimBlanks(content.slice(at, sign));
    at = sign + 1;
    if (at === content.length || content.charAt(at) === '\n') {
      if (key !== '') found.set(key, '');
      continue;
    }
    at = skipBlanks(content, at);
    if (key === '') continue;
    const name = key.startsWith('export ') ? trimBlanks(key.slice(7)) : key;
    const value = valueAt(content, at);
    found.set(name, value.form === 'plain' ? trimBlanks(withoutComment(value.text)) : value.text);
    at = value.form === 'quoted' ? afterLine(content, value.end) : skipBlanks(content, value.end + 1);
  }
  return found;
}

/** Where a character is next, or the length of the content: places asked for must grow, so that each is found once. */
function nextIn(content: string): (character: '=' | '\n', from: number) => number {
  const found = { '=': -1, '\n': -1 };
  return (character, from) => {
    if (found[character] < from) {
      const index = content.indexOf(character, from);
      found[character] = index === -1 ? content.length : index;
    }
    return found[character];
  };
}

interface Value {
  readonly text: string;
  /** Where the line ends behind it. */
  readonly end: number;
  /** Open is a value that starts with a quote which nothing closes: the rest of the line, as it is. */
  readonly form: 'plain' | 'quoted' | 'open';
}

function valueAt(content: string, at: number): Value {
  const quote = content.charAt(at);
  const close = quote !== '' && quotes.includes(quote) ? content.indexOf(quote, at + 1) : -1;
  const end = lineEnd(content, close === -1 ? at : close + 1);
  if (close === -1) {
    const line = content.slice(at, end);
    return { text: line, end, form: quote !== '' && quotes.includes(quote) ? 'open' : 'plain' };
  }
  const inside = content.slice(at + 1, close);
  return { text: quote === '"' ? inside.replaceAll('\\n', '\n') : inside, end, form: 'quoted' };
}

function withoutComment(line: string): string {
  const hash = line.indexOf('#');
  return hash === -1 ? line : line.slice(0, hash);
}

function lineEnd(content: string, from: number): number {
  const newline = content.indexOf('\n', from);
  return newline === -1 ? content.length : newline;
}

function afterLine(content: string, from: number): number {
  return Math.min(lineEnd(content, from) + 1, content.length);
}

function skipBlanks(content: string, from: number): number {
  let at = from;
  while (at < content.length && ' \t\n'.includes(content.charAt(at))) at += 1;
  return at;
}

function trimSpaces(text: string): string {
  return trim(text, ' ');
}

function trimBlanks(text: string): string {
  return trim(text, ' \t\n');
}

function trim(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text.charAt(start))) start += 1;
  while (end > start && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
