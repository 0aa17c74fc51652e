/** Bounds the work on a hostile text, in characters: programs that expand references may run on and on. */
export class Work {
  private left: number;

  constructor(text: string) {
    this.left = 4_000_000 + 4 * text.length;
  }

  /** @throws {TooMuchWork} where it is used up. */
  spend(characters: number): void {
    this.left -= characters;
    if (this.left < 0) throw new TooMuchWork();
  }
}

export class TooMuchWork extends Error {}

/** `${NAME}`, `${NAME:-default}`, `$NAME`, save behind a backslash. */
const reference = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_][A-Za-z0-9_]*)/;

export interface Reference {
  readonly name: string;
  readonly operator: string;
  /** What stands behind the operator. */
  readonly rest: string;
}

export interface Expansion {
  /** What stands for a reference in the value as expanded so far. */
  readonly valueOf: (reference: Reference, soFar: string) => string;
  /** Whether the value is done, though more references may be in it. */
  readonly isDone: (reference: Reference, value: string) => boolean;
}

/**
 * Expands the references in a value as dotenv-expand and dotenvx do: the leftmost first, starting anew with what came
 * of it. As there, what is put in for a reference replaces the first text like it, and `$&` in it stands for that.
 *
 * @throws {TooMuchWork}
 */
export function expandReferences(value: string, { valueOf, isDone }: Expansion, work: Work): string {
  let expanded = value;
  for (let match = reference.exec(expanded); match; match = reference.exec(expanded)) {
    work.spend(expanded.length + 10);
    const found = partsOf(match[1] ?? match[2] ?? '');
    expanded = expanded.replace(match[0], valueOf(found, expanded));
    if (isDone(found, expanded)) break;
  }
  return expanded;
}

export function hasReference(value: string): boolean {
  return /\$\{[^}]+\}|\$[A-Za-z_][A-Za-z0-9_]*/.test(value);
}

export function unescapeDollars(value: string): string {
  return value.replaceAll('\\$', '$');
}

/** Without an operator, both programs split at the word `null`. */
function partsOf(expression: string): Reference {
  const operator = /:\+|\+|:-|-/.exec(expression)?.[0] ?? '';
  const [name = '', ...rest] = expression.split(operator || 'null');
  return { name, operator, rest: rest.join(operator || 'null') };
}
