import pMap from 'p-map';
import type { Uri } from 'vscode';
import { type HeldPair, heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { countLineBreaks } from '../dotenv/lineBreak';

/** A file that holds the ID of an access key. */
export interface KeyUse {
  readonly uri: Uri;
  readonly accessKeyId: string;
  /** `env`: a `.env` file that may hold secrets. `text`: any other, templates too; nothing here changes those. */
  readonly kind: SearchedFile['kind'];
  /** The 0-based lines that hold the ID, comments and overridden lines included. */
  readonly lines: readonly number[];
  /** The variables that hold the key, with the secret found: never to be shown or logged. Empty for `text`. */
  readonly pairs: readonly HeldPair[];
}

export interface KeyUses {
  /** `.env` files first, the last used before the others; the uses of a file in the order of the keys asked for. */
  readonly uses: readonly KeyUse[];
  /** There are or may be more files than are looked at, or a `.env` file is too big or could not be read. */
  readonly incomplete: boolean;
}

export interface FindOptions {
  readonly signal: AbortSignal;
  /** Told about once for each percent how many files were looked at, and of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  /** The secrets of the keys by their IDs, as far as they are known. */
  readonly knownSecrets?: ReadonlyMap<string, string> | undefined;
  /** How many files are looked at; 20,000 without it. */
  readonly maxFiles?: number | undefined;
}

export interface SearchedFile {
  readonly uri: Uri;
  /** `env`: a `.env` file that may hold secrets. */
  readonly kind: 'env' | 'text';
}

export interface SearchedFiles {
  /** `.env` files first, in the order of `targets`; the others by path. */
  readonly files: readonly SearchedFile[];
  /** False where there are more than are listed, or may be. */
  readonly complete: boolean;
}

export type Searchable =
  /** Holds at least one of the words; or is what the editor shows and nobody has saved. */
  | { readonly kind: 'text'; readonly text: string }
  /** Holds none of the words, or is binary. */
  | { readonly kind: 'nothing' }
  /** Over 1 MiB, no regular file, or not to be read. */
  | { readonly kind: 'unread' };

/** What a search needs of the workspace. */
export interface SearchParts {
  /** The files to look at, at most `max` of them and the `.env` files; none where no folder is open. */
  readonly searchedFiles: (max: number, signal: AbortSignal) => Promise<SearchedFiles>;
  readonly searchableText: (uri: Uri, words: readonly string[]) => Promise<Searchable>;
  /** The names the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

/** Many, for on most hosts each call goes through VS Code's window and back: to wait for it is all there is to do. */
const concurrency = 128;

/**
 * Finds the files of the workspace that hold any of the key IDs, which are no secrets. Text that is shown and not saved
 * counts instead of what the disk holds. Binary files are skipped, and files over 1 MiB.
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

/** Reports at the start, and whenever another hundredth of `of` steps is done. */
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
 * The 0-based lines of `text` that hold `id` as a whole: inside a longer run of letters, digits, `_` and `-` it is a
 * part of something else. Lines end where VS Code ends them.
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
