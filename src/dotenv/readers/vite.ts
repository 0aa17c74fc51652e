import { expandReferences, TooMuchWork, unescapeDollars, Work } from './expand';
import { parseAsNode20, parseAsNode22 } from './node';
import type { Reader, Reading } from './reader';

/*
 * Vite 8.3.8, `loadEnv`: the `util.parseEnv` of the Node.js it runs on, and dotenv-expand 12 as bundled with it. It
 * never ends where a reference to itself was written with a backslash and is used by another variable: such a text
 * counts as code.
 */
export const viteOnNode20: Reader = {
  name: 'Vite on Node.js 20',
  read: text => readAsVite(text, parseAsNode20(text)),
};

export const viteOnNode22: Reader = {
  name: 'Vite on Node.js 22 and later',
  read: text => readAsVite(text, parseAsNode22(text)),
};

function readAsVite(text: string, parsed: ReadonlyMap<string, string>): Reading {
  const variables = new Map(parsed);
  const work = new Work(text);
  try {
    for (const name of namesInOrder(parsed)) {
      const value = parsed.get(name) ?? '';
      if (value.includes('$')) variables.set(name, unescapeDollars(expandAsVite(value, variables, work)));
    }
  } catch (error) {
    if (error instanceof TooMuchWork) return { kind: 'runsCode' };
    throw error;
  }
  return { kind: 'variables', variables };
}

function expandAsVite(value: string, variables: ReadonlyMap<string, string>, work: Work): string {
  const seen = new Set<string>();
  return expandReferences(
    value,
    {
      valueOf: ({ name, operator, rest }, soFar) => {
        seen.add(soFar);
        const found = variables.get(name) ?? '';
        if (operator.endsWith('+')) return found === '' ? '' : rest;
        return found === '' || seen.has(found) ? rest : found;
      },
      isDone: ({ name }, expanded) => expanded === variables.get(name),
    },
    work,
  );
}

/** Node.js sorts the variables by their bytes, and JavaScript puts whole numbers first. */
function namesInOrder(parsed: ReadonlyMap<string, string>): readonly string[] {
  const sorted = [...parsed.keys()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  return inObjectOrder(sorted);
}

function isBefore(a: string, b: string): boolean {
  if (!surrogate.test(a + b)) return a < b;
  const [ours, theirs] = [Array.from(a), Array.from(b)];
  const at = ours.findIndex((character, index) => character !== theirs[index]);
  return at === -1 || (ours[at]?.codePointAt(0) ?? 0) < (theirs[at]?.codePointAt(0) ?? -1);
}

/** Characters that are ordered otherwise by their bytes in UTF-8 than by their code units. */
const surrogate = /[\uD800-\uDFFF]/;

/** The names in the order in which JavaScript lists them where they were put into an object in this one. */
export function inObjectOrder(names: readonly string[]): readonly string[] {
  return Object.keys(Object.fromEntries(names.map(name => [name, true])));
}
