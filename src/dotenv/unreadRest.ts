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
    const alone = acceptedBy(reader, line + probes);
    return alone === undefined || alone.has(name) || !alone.has(probe);
  });
  return found?.[0];
}

/** A variable that shows whether a program reads on; the line above it may be lost without that. */
const probe = 'SINCH_PROBE';
const probes = `export ${probe}_0=1\nexport ${probe}=1\n`;

/** Whether a program that accepts a text stops somewhere in it, and would read nothing below. */
export function stopsBefore(reader: Reader, text: string): boolean {
  return acceptedBy(reader, `${text}\n${probes}`)?.has(probe) === false;
}

/** Where a variable is first assigned. */
export function placeOf(name: string, text: string): number {
  const at = text.search(new RegExp(`^\\s*(?:export\\s+)?${name}\\s*[=:]`, 'm'));
  return at === -1 ? Infinity : at;
}
