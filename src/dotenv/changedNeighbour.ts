import { isBuiltAnew } from './builtAnew';
import { isPortableName } from './knownNames';
import type { Before, Misread, Variables } from './misread';
import type { Reader } from './readers/reader';

/** The first variable of those that aren't edited which a program reads differently now. */
export function changedNeighbour(
  reader: Reader,
  { was, stops }: Before,
  now: Variables,
  values: Variables,
  { before, own }: { readonly before: string; readonly own: Variables },
): Misread | undefined {
  const isUsed = ([name]: readonly [string, string]): boolean => new RegExp(`\\$\\{?${name}\\b`).test(before);
  const used = before.includes('$') ? [...values].filter(isUsed) : [];
  const changes = used.map(([name]) => [was.get(name) ?? '', now.get(name) ?? ''] as const);
  /** Whether a value has the line of an edited variable in it. */
  const takesLine = (value = ''): boolean =>
    [...values.keys()].some(name => new RegExp(`\\b${name}\\s*=`).test(value));
  const isSame = (name: string): boolean =>
    withoutReturn(was.get(name)) === withoutReturn(now.get(name)) ||
    (used.length > 0 && isBuiltAnew(was.get(name) ?? '', now.get(name) ?? '', changes)) ||
    // What was hidden may come to light: as others have read it all along, or where the program reads on further.
    (!was.has(name) && (now.get(name) === own.get(name) || (!takesLine(now.get(name)) && stops())));
  const names = new Set([...was.keys(), ...now.keys()]);
  const name = [...names].find(each => !values.has(each) && isVariable(each) && !isSame(each));
  return name === undefined ? undefined : { kind: 'neighbour', reader: reader.name, name };
}

/** Shells keep the carriage return of a line, which the last line gets once another follows it. */
function withoutReturn(value: string | undefined): string | undefined {
  return value?.endsWith('\r') ? value.slice(0, -1) : value;
}

/** Whether a name is one that a program can use, not the rest of a line that a program misunderstands. */
export function isVariable(name: string): boolean {
  return isPortableName(name) && name !== 'export';
}
