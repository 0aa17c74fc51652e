/** What a program finds in the text of a `.env` file. */
export type Reading =
  | { readonly kind: 'variables'; readonly variables: ReadonlyMap<string, string> }
  /** The program reports an error and gives its user no variables. */
  | { readonly kind: 'refused' }
  /** The text makes the program run commands or code, so what it finds is not decided by the text alone. */
  | { readonly kind: 'runsCode' };

/** A model of a program that reads `.env` files: pure, and in time linear in the length of the text. */
export interface Reader {
  /** The program's name as a sentence says it, with its version where versions differ: “Node.js 22”. */
  readonly name: string;
  /** What the program finds in `text` with an empty environment. */
  read(text: string): Reading;
  /** Another way to read texts in which the program runs code: what stands around that. */
  readonly aroundCode?: Reader;
}

/** Texts read in the same way: the first in which no code runs in any of them, or else the last. */
export interface Alike {
  readonly way: Reader;
  readonly readings: readonly Reading[];
}

export function readAlike(way: Reader, texts: readonly string[]): Alike {
  const readings = texts.map(text => way.read(text));
  const runsCode = readings.some(({ kind }) => kind === 'runsCode');
  return runsCode && way.aroundCode ? readAlike(way.aroundCode, texts) : { way, readings };
}

/** What the program finds, or `undefined` if it refuses the text or runs code in it. */
export function acceptedBy(reader: Reader, text: string): ReadonlyMap<string, string> | undefined {
  const reading = reader.read(text);
  return reading.kind === 'variables' ? reading.variables : undefined;
}
