import type { Uri } from 'vscode';
import { type HeldPair, heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { readers } from '../dotenv/readers/all';
import type { Hit } from './searchHit';

/** A file that holds the ID of an access key. */
export interface KeyUse {
  readonly uri: Uri;
  readonly accessKeyId: string;
  /** `env`: a `.env` file that may hold secrets. `text`: any other file, templates included; never changed. */
  readonly kind: Hit['kind'];
  /** The 0-based lines that hold the ID, comments and overridden lines included. */
  readonly lines: readonly number[];
  /** The variables that hold the key, with the secret that was found: never show or log it. Empty for `text`. */
  readonly pairs: readonly HeldPair[];
}

export interface KeyUses {
  /** `.env` files first, the most recently used before the others; the uses in a file are in the order of `keyIds`. */
  readonly uses: readonly KeyUse[];
  /** True if there are or may be more files than were searched, or a `.env` file is too big or couldn't be read. */
  readonly incomplete: boolean;
}

/** What a search found, for whoever learns the keys' secrets only afterwards. */
export interface FoundUses extends KeyUses {
  /** The uses, with the variables that known secrets tell. @param secrets by key ID */
  usesGiven(secrets: ReadonlyMap<string, string>): readonly KeyUse[];
}

export interface SearchOptions {
  readonly signal: AbortSignal;
  /** Called about once per percent with how many files were searched, and of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** A searched file that holds at least one of the words. */
export interface FoundFile {
  readonly uri: Uri;
  readonly hit: Hit;
}

export interface Searched {
  readonly found: readonly FoundFile[];
  /** False if there are or may be more files than were searched, or a `.env` file is too big or couldn't be read. */
  readonly complete: boolean;
}

/** The workspace operations that a search needs. */
export interface SearchParts {
  /**
   * Looks for words in the files of the workspace; finds nothing if no folder is open. `.env` files come first, the
   * most recently used before the others; then the other files, by path.
   */
  readonly search: (words: readonly string[], options: SearchOptions) => Promise<Searched>;
  /** The variable names that the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

/**
 * Finds the files of the workspace that hold any of the key IDs, which aren't secret. If a file has unsaved changes,
 * the text in the editor is searched. Binary files and files over 1 MiB are skipped.
 * @throws an AbortError once `signal` is aborted
 */
export async function findKeyUses(
  { search, configured }: SearchParts,
  keyIds: readonly string[],
  options: SearchOptions,
): Promise<FoundUses> {
  options.signal.throwIfAborted();
  const ids = [...new Set(keyIds)].filter(id => id !== '');
  const { found, complete } = ids.length > 0 ? await search(ids, options) : { found: [], complete: true };
  const usesGiven = (secrets: ReadonlyMap<string, string>) =>
    found.flatMap(({ uri, hit: { kind, lines, text } }) => {
      const names = kind === 'env' ? configured(uri) : undefined;
      return [...lines].map(([accessKeyId, lines]) => {
        const options = { knownSecret: secrets.get(accessKeyId), configured: names, readers };
        const pairs = kind === 'env' ? heldPairs(text, accessKeyId, options) : [];
        return { uri, accessKeyId, kind, lines, pairs };
      });
    });
  let uses: readonly KeyUse[] | undefined;
  return {
    // To look for pairs takes long in long files, and who knows secrets has no use for what is found without.
    get uses() {
      return (uses ??= usesGiven(new Map()));
    },
    incomplete: !complete,
    usesGiven,
  };
}
