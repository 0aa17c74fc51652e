import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';

/**
 * The Python extension of VS Code, which reads the files of its setting `python.envFile`: microsoft/vscode-python,
 * src/client/common/variables/environment.ts of 2024. Not run by the tests.
 */
export const vscodePython: Reader = { name: 'VS Code Python', read };

function read(text: string): Reading {
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (const line of text.split('\n')) {
    const [start, name] = /^\s*(_*[A-Za-z]\w*)\s*=/.exec(line) ?? [];
    const written = start === undefined ? '' : line.slice(start.length).trim();
    if (name === undefined || /[\r\u2028\u2029]/.test(written)) continue;
    const value = expanded(unquoted(written), variables, expansion);
    if (value === undefined) return { kind: 'refused' };
    variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

function unquoted(value: string): string {
  const isQuoted = value.length > 1 && /^["']/.test(value) && value.endsWith(value.charAt(0));
  return isQuoted ? value.slice(1, -1).replace(/\\n/g, '\n') : value;
}

/** The value with `${name}` replaced, unless it holds a `${…}` of another kind; `undefined` where it gets too long. */
function expanded(
  value: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const parts: string[] = [];
  let start = 0;
  for (const { from, to, name } of references(value)) {
    if (value[from - 1] === '\\') continue;
    if (name === undefined) return value.replaceAll('\\$', '$');
    const replacement = variables.get(name) ?? '';
    if (!expansion.fits(replacement)) return undefined;
    parts.push(value.slice(start, from), replacement);
    start = to;
  }
  return (parts.join('') + value.slice(start)).replaceAll('\\$', '$');
}

interface Reference {
  readonly from: number;
  readonly to: number;
  /** `undefined` in a `${…}` that is more or less than a name. */
  readonly name: string | undefined;
}

/** One that is more than a name goes on to the last `}` of its line. */
function* references(value: string): Generator<Reference> {
  const opening = /\$\{([A-Za-z]\w*)?/g;
  let endOfBarrenLine = 0;
  for (let match = opening.exec(value); match; match = opening.exec(value)) {
    const end = opening.lastIndex;
    if (value[end] === '}') {
      yield { from: match.index, to: end + 1, name: match[1] };
      opening.lastIndex = end + 1;
    } else if (end < value.length && end >= endOfBarrenLine && !/\w/.test(value.charAt(end))) {
      const endOfLine = lineEnd(value, end + 1);
      const last = value.lastIndexOf('}', endOfLine - 1);
      if (last > end) {
        yield { from: match.index, to: last + 1, name: undefined };
        opening.lastIndex = last + 1;
      } else {
        endOfBarrenLine = endOfLine;
      }
    }
  }
}

function lineEnd(value: string, from: number): number {
  const end = value.slice(from).search(/[\n\r\u2028\u2029]/);
  return end === -1 ? value.length : from + end;
}
