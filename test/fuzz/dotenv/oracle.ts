/** The variables a reader finds in a text; `undefined` where it refuses the text. */
export type Reading = ReadonlyMap<string, string> | undefined;

/** A reader of `.env` files, or a model of one. */
export interface Oracle {
  /** With its version where it has one. */
  readonly name: string;
  readonly family: Family;
}

/** Readers that treat a text alike. */
export type Family =
  'dotenv' | 'node' | 'python' | 'ruby' | 'go' | 'direnv' | 'shell' | 'symfony' | 'docker' | 'properties';

/** A reader that runs in this process. */
export interface LocalOracle extends Oracle {
  read(text: string): Reading;
}

/** A text that stands in a file, and the names asked for, for readers that can't list what they found. */
export interface EnvFile {
  readonly path: string;
  readonly names: readonly string[];
}

/** A reader in a process of its own, which is given many files at once. */
export interface ChildOracle extends Oracle {
  /** What fraction of the cases it is given: 1, or less for one that needs a process for each file. */
  readonly share: number;
  read(files: readonly EnvFile[]): Promise<readonly Reading[]>;
}
