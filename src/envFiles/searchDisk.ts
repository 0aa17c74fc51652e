import { Worker } from 'node:worker_threads';
import { untilAborted } from '../sinch/untilAborted';
import type { SearchedFolder } from './diskWalk';
import type { Hit } from './searchHit';

/** What a search of folders on disk is about. Handed to its thread: nothing in it is secret. */
export interface DiskSearch {
  readonly folders: readonly SearchedFolder[];
  readonly words: readonly string[];
  /** Paths of files whose text in an editor isn't saved: they are reported unread. */
  readonly unsaved: readonly string[];
  /** Whether the texts of `.env` files, which may hold secrets, are not to be reported. */
  readonly withoutTexts?: boolean;
  /** How many files to find at most. */
  readonly most?: number;
}

export interface DiskHit {
  /** The index of the searched folder. */
  readonly folder: number;
  /** Relative to that folder, with `/` between its parts. */
  readonly path: string;
  /** Undefined for a file with unsaved text, which the caller has. */
  readonly hit: Hit | undefined;
}

export interface DiskResult {
  readonly hits: readonly DiskHit[];
  /** False if there may be more files, or a `.env` file is too big or couldn't be read. */
  readonly complete: boolean;
}

/** What the thread reports; it ends with `complete`. */
export type Report =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'hit'; readonly hit: DiskHit }
  | { readonly kind: 'end'; readonly complete: boolean };

export interface DiskSearchOptions {
  readonly signal: AbortSignal;
  /** Called about once per percent with how many files were searched, and of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** Keeps what the thread leaves behind small: each megabyte lets it grow by about three. */
const resourceLimits = { maxYoungGenerationSizeMb: 2 };

/**
 * Searches folders on disk in a thread of its own, so that the extension host stays free.
 * @param script the built `searchWorker.ts`
 * @throws an AbortError once `signal` is aborted; any other error if the thread can't be started or breaks down
 */
export async function searchDisk(
  script: string,
  search: DiskSearch,
  { signal, onProgress }: DiskSearchOptions,
): Promise<DiskResult> {
  signal.throwIfAborted();
  const worker = new Worker(script, { workerData: search, execArgv: [], resourceLimits });
  const hits: DiskHit[] = [];
  const result = new Promise<DiskResult>((resolve, reject) => {
    worker.on('message', (report: Report) => {
      if (signal.aborted) return;
      if (report.kind === 'hit') hits.push(report.hit);
      else if (report.kind === 'progress') onProgress?.(report.done, report.of);
      else resolve({ hits, complete: report.complete });
    });
    worker.on('error', reject);
    worker.on('exit', code => {
      reject(new Error(`The search ended early (${code}).`));
    });
  });
  try {
    return await untilAborted(result, signal);
  } finally {
    void worker.terminate();
  }
}
