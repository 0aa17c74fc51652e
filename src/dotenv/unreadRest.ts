import { acceptedBy, type Reader } from './readers/reader';

/**
 * The first of the other variables, with their lines, from which on a program reads none: it ends there with an error,
 * as shells do, or is out of step. `undefined` if it reads the last one, or passes over the rest for their notation.
 */
export function firstUnread(
  reader: Reader,
  foreign: readonly (readonly [name: string, line: string])[],
  was: ReadonlyMap<string, string>,
): string | undefined {
  const rest = foreign.slice(foreign.findLastIndex(([name]) => was.has(name)) + 1);
  const found = rest.find(([name, line]) => {
    const alone = probed(reader, line);
    return alone.some(variables => variables.has(name)) || !alone.some(hasProbe);
  });
  return found?.[0];
}

/** Whether a program that accepts a text stops somewhere in it, and would read nothing below. */
export function stopsBefore(reader: Reader, text: string): boolean {
  const readings = probed(reader, `${text}\n`);
  return readings.length > 0 && !readings.some(hasProbe);
}

/** A variable that shows whether a program reads on; the line above it may be lost without that. */
const probe = 'SINCH_PROBE';

/** What a program finds in a text with the variable below it, exported or not, for some read only one of these. */
function probed(reader: Reader, text: string): readonly ReadonlyMap<string, string>[] {
  return ['export ', ''].flatMap(
    command => acceptedBy(reader, `${text}${command}${probe}_0=1\n${command}${probe}=1\n`) ?? [],
  );
}

function hasProbe(variables: ReadonlyMap<string, string>): boolean {
  return variables.has(probe);
}

/** Where a variable is first assigned. */
export function placeOf(name: string, text: string): number {
  const at = text.search(new RegExp(`^\\s*(?:export\\s+)?${name}\\s*[=:]`, 'm'));
  return at === -1 ? Infinity : at;
}
