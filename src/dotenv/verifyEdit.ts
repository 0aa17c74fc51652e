import { withPlainSpaces } from './unusualSpaces';
import { readVariables } from './readValue';

/**
 * The first variable that does not read as it should after an edit: one of `values` that doesn't read back, or another
 * one that is lost, changed or has appeared. `undefined` when all is well, whether unusual white space is taken for
 * white space or not.
 */
export function misread(
  before: string,
  after: string,
  values: ReadonlyMap<string, string>,
): string | undefined {
  const failing = difference(before, after, values);
  const [plainBefore, plainAfter] = [withPlainSpaces(before), withPlainSpaces(after)];
  if (failing !== undefined || (plainBefore === before && plainAfter === after)) return failing;
  const plainValues = new Map([...values].map(([name, value]) => [name, withPlainSpaces(value)]));
  return difference(plainBefore, plainAfter, plainValues);
}

function difference(before: string, after: string, values: ReadonlyMap<string, string>): string | undefined {
  const expected = new Map([...readVariables(before), ...values]);
  const actual = readVariables(after);
  const names = new Set([...expected.keys(), ...actual.keys()]);
  return [...names].find(name => expected.get(name) !== actual.get(name));
}
