/**
 * What leads to a value kept elsewhere, each by its form, which no ID or secret of Sinch's has: addresses (1Password's
 * `op://`, `ref+vault://` of vals, `arn:aws:secretsmanager:`, `keyring:` without slashes), paths of secrets (Google's
 * `projects/x/secrets/y`), what Azure puts in. What dotenvx has encrypted is here itself.
 */
const addresses: readonly RegExp[] = [
  /^(?!encrypted:)[a-z][a-z0-9+.-]+:(?:\/\/|\S+$)/i,
  /^(?:\S*\/)?secrets?\/\S/i,
  /^@Microsoft\.KeyVault\(/i,
];

/**
 * What the programs of templates put values into. Between their brackets a person writes words, while a program needs
 * signs: quotes, a dot, slash or colon before a word. Words between single brackets may be prose with signs.
 */
const templates: readonly RegExp[] = [
  /<(?:%[=-]|\?=)/,
  /\{\{(?=[^{}]*\}\})(?:-?\s*vault|[^{}]*?(?:["'`|]|[./:][\w/]|\w\())/i,
  /^(?=(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\})$).(?:\s*\S*?[./:][\w/]\S*\s*|[^]*?(?:["`]|[^\p{L}]').*).$/su,
];

/** A command that prints the value. In backticks, a word alone is text to JavaScript. */
const command = /\$\(|`[^`\s]+\s[^`]*`/;

/** Whether an unquoted value is the way to another one, in a secret manager or in what a program prints. */
export function leadsElsewhere(value: string): boolean {
  return [...addresses, ...templates, command].some(form => form.test(value));
}
