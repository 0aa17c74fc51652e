import type { Expansion } from './expansion';
import { replaced } from './replaced';

/*
 * What stands for something else in a value: lib/dotenv/substitutions/variable.rb and command.rb of bkeepers/dotenv,
 * which are alike in 2.4 and 3.2.
 */

/** The value with `$NAME` and `${NAME}` replaced; `undefined` where it gets too long. */
export function withVariables(
  value: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | undefined {
  const reference = /(\\)?\$(?!\()\{?([A-Z0-9_]+)?\}?/giu;
  return replaced(value, reference, expansion, ([written, backslash, name]) => {
    if (backslash !== undefined) return written.slice(1);
    return name === undefined ? written : (variables.get(name) ?? '');
  });
}

/** The value without the backslashes that keep `$(…)` from being a command; `undefined` where one would be run. */
export function withoutCommands(value: string): string | undefined {
  const parts: string[] = [];
  const ends = value.includes('$(') ? commandEnds(value) : [];
  let start = 0;
  for (let at = value.indexOf('$('); at !== -1; at = value.indexOf('$(', at + 1)) {
    const end = ends[at + 1];
    if (end === undefined || at < start) continue;
    if (at === start || value[at - 1] !== '\\') return undefined;
    parts.push(value.slice(start, at - 1), value.slice(at, end));
    start = end;
  }
  return parts.join('') + value.slice(start);
}

/** By the place of a `(`, the one behind the `)` that closes it, if neither it nor one inside it is empty. */
function commandEnds(value: string): readonly (number | undefined)[] {
  const ends: (number | undefined)[] = [];
  const open: { readonly at: number; isFull: boolean; isWrong: boolean }[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const innermost = open.at(-1);
    const character = value[at];
    if (character === '(') {
      open.push({ at, isFull: false, isWrong: false });
    } else if (character === ')') {
      open.pop();
      const isCommand = innermost?.isFull === true && !innermost.isWrong;
      if (innermost && isCommand) ends[innermost.at] = at + 1;
      const outer = open.at(-1);
      if (outer) {
        outer.isFull = true;
        outer.isWrong ||= !isCommand;
      }
    } else if (innermost) {
      innermost.isFull = true;
    }
  }
  return ends;
}
