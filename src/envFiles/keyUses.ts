import pMap from 'p-map';
import type { Uri } from 'vscode';
import { type HeldPair, heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { countLineBreaks } from '../dotenv/lineBreak';

/** A file that holds the ID of an access key. */
export interface KeyUse {
  readonly uri: Uri;
  readonly accessKeyId: string;
  /** `env`: a `.env` file that may hold secrets. `text`: any other file, templates included; never changed. */
  readonly kind: SearchedFile['kind'];
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

export interface FindOptions {
  readonly signal: AbortSignal;
  /** Called about once per percent with how many files were searched, and of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  /** The known secrets, by key ID. */
  readonly knownSecrets?: ReadonlyMap<string, string> | undefined;
  /** How many files are searched; 20,000 by default. */
  readonly maxFiles?: number | undefined;
}

export interface SearchedFile {
  readonly uri: Uri;
  /** `env`: a `.env` file that may hold secrets. */
  readonly kind: 'env' | 'text';
}

export interface SearchedFiles {
  /** `.env` files first, the most recently used before the others; then the other files, by path. */
  readonly files: readonly SearchedFile[];
  /** False if there are or may be more files. */
  readonly complete: boolean;
}

export type Searchable =
  /** A file that holds at least one of the words, or the unsaved text in the editor, whatever it holds. */
  | { readonly kind: 'text'; readonly text: string }
  /** The file holds none of the words, or is binary. */
  | { readonly kind: 'nothing' }
  /** The file is over 1 MiB, isn't a regular file, or can't be read. */
  | { readonly kind: 'unread' };

/** The workspace operations that a search needs. */
export interface SearchParts {
  /** The files to search: at most `max` of them and the `.env` files; none if no folder is open. */
  readonly searchedFiles: (max: number, signal: AbortSignal) => Promise<SearchedFiles>;
  readonly searchableText: (uri: Uri, words: readonly string[]) => Promise<Searchable>;
  /** The variable names that the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

/** High because on most hosts, each call goes through VS Code's window and back, and the search only waits for it. */
const concurrency = 128;

/**
 * Finds the files of the workspace that hold any of the key IDs, which aren't secret. If a file has unsaved changes,
 * the text in the editor is searched. Binary files and files over 1 MiB are skipped.
 * @throws an AbortError once `signal` is aborted
 */
export async function findKeyUses(
  { searchedFiles, searchableText, configured }: SearchParts,
  keyIds: readonly string[],
  { signal, onProgress, knownSecrets, maxFiles = 20_000 }: FindOptions,
): Promise<KeyUses> {
  signal.throwIfAborted();
  const ids = [...new Set(keyIds)].filter(id => id !== '');
  if (ids.length === 0) return { uses: [], incomplete: false };
  const { files, complete } = await searchedFiles(maxFiles, signal);
  const progress = onProgress && steps(files.length, onProgress);
  const look = async (file: SearchedFile): Promise<{ file: SearchedFile; found: Searchable }> => {
    signal.throwIfAborted();
    const found = await searchableText(file.uri, ids);
    progress?.();
    return { file, found };
  };
  const looked = await pMap(files, look, { concurrency });
  const uses = looked.flatMap(({ file: { uri, kind }, found }) => {
    if (found.kind !== 'text') return [];
    const names = kind === 'env' ? configured(uri) : undefined;
    return ids.flatMap(accessKeyId => {
      const lines = linesWith(found.text, accessKeyId);
      if (lines.length === 0) return [];
      const options = { knownSecret: knownSecrets?.get(accessKeyId), configured: names };
      const pairs = kind === 'env' ? heldPairs(found.text, accessKeyId, options) : [];
      return { uri, accessKeyId, kind, lines, pairs };
    });
  });
  return {
    uses,
    incomplete: !complete || looked.some(({ file, found }) => file.kind === 'env' && found.kind === 'unread'),
  };
}

/** Reports progress at the start and after every hundredth of `of` steps. @returns counts one step */
function steps(of: number, report: (done: number, of: number) => void): () => void {
  const stride = Math.ceil(of / 100);
  let done = 0;
  report(done, of);
  return () => {
    done += 1;
    if (done % stride === 0 || done === of) report(done, of);
  };
}

/**
 * The 0-based lines of `text` that hold `id` as a whole, not as a part of a longer run of letters, digits, `_` and `-`.
 * Lines end where VS Code ends them.
 */
export function linesWith(text: string, id: string): readonly number[] {
  if (id === '') return [];
  const lines = new Set<number>();
  const end = id.length;
  let line = 0;
  let counted = 0;
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
    if (isInWord(text[at - 1]) || isInWord(text[at + end])) continue;
    line += countLineBreaks(text.slice(counted, at));
    counted = at;
    lines.add(line);
  }
  return [...lines];
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
