import type { Reading } from './oracle';

/**
 * `docker run --env-file`: the rules of `pkg/kvfile` in github.com/docker/cli. A line is a variable from its first
 * character that is no white space on; what stands behind the first `=` is the value as it is. Lines that are empty
 * or start with `#` don't count. A name that is empty or holds white space is an error. A name without `=` takes its
 * value from the environment, which is empty here.
 */
export function dockerEnvFile(text: string): Reading {
  const found = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const content = line.replace(/^[\s\u0085]+/, '');
    if (content === '' || content.startsWith('#')) continue;
    const sign = content.indexOf('=');
    const name = sign === -1 ? content : content.slice(0, sign);
    if (name === '' || /\s/.test(name)) return undefined;
    if (sign !== -1) found.set(name, content.slice(sign + 1));
  }
  return found;
}

/**
 * `java.util.Properties.load(Reader)`, by its documentation: lines end at LF, CR or CRLF and continue behind an odd
 * number of backslashes; a key ends at the first `=`, `:` or white space that no backslash precedes.
 */
export function javaProperties(text: string): Reading {
  const found = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const match = /^((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*(.*)$/s.exec(line);
    const [, key, value] = match ?? [];
    if (key === undefined || value === undefined) return undefined;
    const parts = [unescaped(key), unescaped(value)] as const;
    if (parts[0] === undefined || parts[1] === undefined) return undefined;
    found.set(parts[0], parts[1]);
  }
  return found;
}

function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let begun: string | undefined;
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const content = natural.replace(/^[ \t\f]+/, '');
    if (begun === undefined && (content === '' || /^[#!]/.test(content))) continue;
    const whole: string = (begun ?? '') + content;
    const continues = (/\\*$/.exec(content)?.[0].length ?? 0) % 2 === 1;
    if (!continues) lines.push(whole);
    begun = continues ? whole.slice(0, -1) : undefined;
  }
  return begun === undefined ? lines : [...lines, begun];
}

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescaped(text: string): string | undefined {
  if (/(?<!\\)(?:\\\\)*\\u(?![0-9A-Fa-f]{4})/.test(text)) return undefined;
  return text.replace(/\\(u([0-9A-Fa-f]{4})|[^])/g, (_, escape: string, code: string | undefined) =>
    code === undefined ? (controls[escape] ?? escape) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
