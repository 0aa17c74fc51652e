import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';

/** direnv's `dotenv`: direnv/direnv 2.32.1 to 2.37.1, pkg/dotenv/parse.go. */
export const direnvDotenv: Reader = { name: 'direnv', read };

const space = '[\\t\\n\\f\\r ]';
const skipped = new RegExp(`^${space}*(?:#.*)?$`, 's');
const assignment = new RegExp(
  `^${space}*(?:export${space}+)?([A-Za-z0-9_.]+)(?:${space}*=${space}*|:${space}+)`,
);
/** A value in quotes goes on to the last such quote with nothing but a comment behind it. */
const behindName = new RegExp(`^((?:'.*'|".*"|[^#\\t\\n\\f\\r ]+)?)${space}*(?:#.*)?$`, 's');

function read(text: string): Reading {
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (const line of text.split(/[\r\n]+/)) {
    if (skipped.test(line)) continue;
    const [start, name] = assignment.exec(line) ?? [];
    const written = start === undefined ? undefined : behindName.exec(line.slice(start.length))?.[1];
    const value = written === undefined ? undefined : valueOf(written, variables, expansion);
    if (name === undefined || value === undefined) return { kind: 'refused' };
    variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

function valueOf(
  written: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  // A sign alone stands for itself.
  if (written.length <= 1) return written;
  const isQuoted = /^["']/.test(written) && written.endsWith(written.charAt(0));
  if (!isQuoted) return withVariables(written, variables, expansion);
  const content = written.slice(1, -1);
  if (written.startsWith("'")) return content;
  const unescaped = content
    .replaceAll('\\n', '\n')
    .replaceAll('\\r', '\r')
    .replace(/\\([^$])/g, '$1');
  return withVariables(unescaped, variables, expansion);
}

/**
 * Go's `os.Expand`, with `${name:-other}`: a `$` before what is no name stays, `${}` goes, and so does a `${` that is
 * never closed.
 */
function withVariables(
  value: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const lastBrace = value.lastIndexOf('}');
  const pattern = /\$(?:\{|([*#$@!?\-0-9]|[A-Za-z_][A-Za-z0-9_]*))/g;
  const parts: string[] = [];
  let start = 0;
  for (let match = pattern.exec(value); match; match = pattern.exec(value)) {
    const opened = pattern.lastIndex;
    const close = match[1] !== undefined || opened > lastBrace ? -1 : value.indexOf('}', opened);
    const reference = match[1] ?? (close === -1 ? '' : value.slice(opened, close));
    const replacement = valueFor(reference, variables);
    if (!expansion.fits(replacement)) return undefined;
    parts.push(value.slice(start, match.index), replacement);
    start = close === -1 ? opened : close + 1;
    pattern.lastIndex = start;
  }
  return parts.join('') + value.slice(start);
}

function valueFor(reference: string, variables: ReadonlyMap<string, string>): string {
  const [name = '', ...others] = reference.split(':-');
  return variables.get(name) ?? others.join(':-');
}
