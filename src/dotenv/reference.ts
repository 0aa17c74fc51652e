import { isPlaceholder } from './placeholder';

/**
 * What leads to a value kept elsewhere, also between `{{` and `}}`: an address such as 1Password's `op://`, Proton
 * Pass's `pass://`, Keeper's `keeper://` or `ref+vault://` of vals, and the addresses without slashes of Bank-Vaults
 * and Azure. No ID or secret of Sinch's is one.
 */
const address = /(?:^|\{\{\s*["']?)(?:[a-z][a-z0-9+.-]*:\/\/|vault:|@Microsoft\.KeyVault\()/i;

/** A command that prints the value, or a variable that has it. In backticks, a word alone is text to JavaScript. */
const command = /\$\(|`[^`\s]+\s[^`]*`/;
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
  if (address.test(meant) || command.test(meant)) return true;
  const variables = [...meant.matchAll(variable)].flatMap(([, name]) => name ?? []);
  return variables.length > 0 && (!isPlaceholder(meant) || variables.some(name => names.has(name)));
}
