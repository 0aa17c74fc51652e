import { type Uri, workspace } from 'vscode';
import { type HeldPair, heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { linesWith } from './linesWith';
import { searchableText } from './searchableText';
import { type SearchedFile, searchedFiles } from './searchedFiles';
import { someAtATime } from './someAtATime';
import type { Targets } from './targets';

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

export interface SearchParts {
  readonly targets: Targets;
  /** The names the settings ask for in a file. */
  readonly configured: (uri: Uri) => VariableNames | undefined;
}

/** Many, for on most hosts each call goes through VS Code's window and back: to wait for it is all there is to do. */
const maxAtATime = 128;

/**
 * Finds the files of the workspace that hold any of the key IDs, which are no secrets. Text that is shown and not saved
 * counts instead of what the disk holds. Binary files are skipped, and files over 1 MiB.
 * @throws an AbortError once `signal` is aborted
 */
export async function findKeyUses(
  { targets, configured }: SearchParts,
  keyIds: readonly string[],
  { signal, onProgress, knownSecrets, maxFiles = 20_000 }: FindOptions,
): Promise<KeyUses> {
  signal.throwIfAborted();
  const ids = [...new Set(keyIds)].filter(id => id !== '');
  if (ids.length === 0 || !workspace.workspaceFolders?.length) return { uses: [], incomplete: false };
  const { files, complete } = await searchedFiles(targets, maxFiles, signal);
  const progress = onProgress && steps(files.length, onProgress);
  const looked = await someAtATime(maxAtATime, files, async file => {
    signal.throwIfAborted();
    const found = await searchableText(file.uri, ids);
    progress?.();
    return { file, found };
  });
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
