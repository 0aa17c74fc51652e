import pMap from 'p-map';
import {
  type CancellationToken,
  CancellationTokenSource,
  FileSystemError,
  type Uri,
  workspace,
} from 'vscode';
import { maxTextBytes } from '../dotenv/hazards';
import { untilAborted } from '../sinch/untilAborted';
import { readAtMost } from './fileSystem';
import { filesOfWorkspace } from './filesOfWorkspace';
import type { Searched, SearchOptions } from './keyUses';
import { progressSteps } from './progressSteps';
import { type Hit, hitIn, kindOf } from './searchHit';
import type { Targets } from './targets';
import { fileName } from './uriParts';

export interface FilesToSearch {
  /** As for `filesOfWorkspace`. */
  readonly roots: readonly Uri[];
  /** Globs of what is left out save `.env` files. */
  readonly excluded: readonly string[];
  readonly targets: Targets;
  /** Files beyond this number, `.env` files apart, aren't searched; 20,000 by default. */
  readonly max?: number;
}

/** High because on most hosts, each call goes through VS Code's window and back, and the search only waits for it. */
const concurrency = 128;

/**
 * Looks for words in the files of folders through VS Code's file systems, `.env` files first. Needed for folders that
 * are on no disk, and all if no thread can be started.
 * @throws an AbortError once `signal` is aborted
 */
export async function searchFiles(
  { roots, excluded, targets, max = 20_000 }: FilesToSearch,
  words: readonly string[],
  { signal, onProgress }: SearchOptions,
): Promise<Searched> {
  if (roots.length === 0) return { found: [], complete: true };
  const [env, rest] = await untilAborted(
    withToken(signal, token =>
      Promise.all([targets.files(token, roots), filesOfWorkspace('**/*', excluded, max, token, roots)]),
    ),
    signal,
  );
  const each = new Map(
    [...env.files, ...rest.uris.map(uri => ({ uri }))].map(({ uri }) => [uri.toString(), uri]),
  );
  const uris = [...each.values()];
  let complete = env.complete && rest.complete;
  const step = progressSteps(uris.length, onProgress ?? (() => undefined));
  const look = async (uri: Uri): Promise<{ readonly uri: Uri; readonly hit: Hit } | undefined> => {
    const hit = await hitOf(uri, words);
    signal.throwIfAborted();
    if (hit === 'unread') complete &&= kindOf(fileName(uri)) !== 'env';
    step();
    return hit === 'unread' || !hit ? undefined : { uri, hit };
  };
  const looked = await pMap(uris, look, { concurrency, signal });
  return { found: looked.filter(found => found !== undefined), complete };
}

async function withToken<T>(signal: AbortSignal, work: (token: CancellationToken) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const source = new CancellationTokenSource();
  const cancel = (): void => {
    source.cancel();
  };
  signal.addEventListener('abort', cancel);
  try {
    return await work(source.token);
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/**
 * Unsaved changes in the editor take precedence over the disk. `unread` for a file over 1 MiB, one that isn't regular,
 * and one that can't be read; undefined if the file holds none of the words, or is binary.
 */
async function hitOf(uri: Uri, words: readonly string[]): Promise<Hit | 'unread' | undefined> {
  const kind = kindOf(fileName(uri));
  const shown = workspace.textDocuments.find(open => open.isDirty && open.uri.toString() === uri.toString());
  if (shown) return hitIn(shown.getText(), words, kind);
  try {
    const bytes = await readAtMost(uri, maxTextBytes);
    if (!bytes) return 'unread';
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!words.some(word => buffer.includes(word)) || buffer.includes(0)) return undefined;
    return hitIn(new TextDecoder().decode(bytes), words, kind);
  } catch (error) {
    if (error instanceof FileSystemError) return 'unread';
    throw error;
  }
}
