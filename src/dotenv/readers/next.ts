import { parseAsDotenv } from './dotenv';
import { unescapeDollars, Work, TooMuchWork } from './expand';
import type { Reader } from './reader';
import { inObjectOrder } from './vite';

/** More references than this in one value come of one that refers to itself: Next.js runs out of stack. */
const deepest = 5000;

/**
 * @next/env 16.4.6: dotenv 16.3.1 and dotenv-expand 10 as bundled with it. A file in which a reference leads back to
 * itself is left out as a whole.
 */
export const next: Reader = {
  name: 'Next.js',
  read: text => {
    const variables = parseAsDotenv(text);
    const work = new Work(text);
    try {
      for (const name of inObjectOrder([...variables.keys()])) {
        const value = variables.get(name) ?? '';
        if (value.includes('$')) variables.set(name, unescapeDollars(expandAsNext(value, variables, work)));
      }
    } catch (error) {
      if (error instanceof TooMuchWork) return { kind: 'refused' };
      throw error;
    }
    return { kind: 'variables', variables };
  },
};

/** The last reference first; nothing more is expanded once the last dollar sign starts none. */
function expandAsNext(value: string, variables: ReadonlyMap<string, string>, work: Work): string {
  let expanded = value;
  for (let depth = 0; ; depth += 1) {
    if (depth > deepest) throw new TooMuchWork();
    work.spend(expanded.length + 10);
    const start = lastDollar(expanded);
    const match = start === -1 ? null : /^\$\{?(\w+)(?::-([^}\\]*))?\}?/.exec(expanded.slice(start));
    if (!match) return expanded;
    const [whole, name = '', otherwise] = match;
    // As there: the first text like it is replaced, and `$&` in what replaces it stands for that text.
    expanded = expanded.replace(whole, (variables.get(name) ?? '') || (otherwise ?? ''));
  }
}

/** The last dollar sign with no backslash before it, or -1. */
function lastDollar(text: string): number {
  let at = text.lastIndexOf('$');
  while (at > 0 && text.charAt(at - 1) === '\\') at = text.lastIndexOf('$', at - 1);
  return at;
}
