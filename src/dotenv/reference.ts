import { leadsElsewhere } from './elsewhere';
import { isPlaceholder } from './placeholder';

const variable = /\$\{?([A-Za-z_]\w*)/g;

/**
 * Whether a value means another one, which is kept elsewhere: in a secret manager, in another variable, in what a
 * command prints. `${VALUE}` and the like, which keep a place for a value, mean a variable only if there is one of that
 * name.
 * @param value with or without its quotes
 * @param names the variables of the file
 */
export function isReference(value: string, names: Pick<ReadonlySet<string>, 'has'> = new Set()): boolean {
  const meant = value.replace(/^(["'])(.*)\1$/s, '$2').trim();
  if (leadsElsewhere(meant)) return true;
  const variables = [...meant.matchAll(variable)].flatMap(([, name]) => name ?? []);
  return variables.length > 0 && (!isPlaceholder(meant) || variables.some(name => names.has(name)));
}

/**
 * Whether a value only leads to the one that is meant: it is a reference, or that value encrypted by dotenvx.
 * @param names the variables of the file
 */
export function isIndirect(value: string, names?: Pick<ReadonlySet<string>, 'has'>): boolean {
  return value.startsWith('encrypted:') || isReference(value, names);
}
