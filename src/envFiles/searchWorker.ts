import { closeSync, constants, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { maxTextBytes } from '../dotenv/hazards';
import { anyWordIn } from './anyWord';
import { walkDisk } from './diskWalk';
import { progressSteps } from './progressSteps';
import type { DiskHit, DiskSearch, Report } from './searchDisk';
import { hitIn, kindOf } from './searchHit';

/** Doesn't wait for what comes out of a named pipe that took a file's place. Windows has no such flag. */
const readFlags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** Searches folders, and reports as `searchDisk` expects it. Blocks its thread until it is done. */
function search(
  { folders, words, unsaved, withoutTexts = false, most = Infinity }: DiskSearch,
  report: (report: Report) => void,
): void {
  const isUnsaved = new Set(unsaved);
  const hasAny = anyWordIn(words);
  const room = Buffer.allocUnsafe(maxTextBytes + 1);
  const walked = folders.map(folder => walkDisk(folder));
  let complete = walked.every(({ complete }) => complete);
  const look = (folder: number, file: string, absolute: string): DiskHit | undefined => {
    if (isUnsaved.has(absolute)) return { folder, path: file, hit: undefined };
    const content = contentOf(absolute, room);
    if (!content) complete &&= kindOf(path.basename(file)) !== 'env';
    if (!content || !hasAny(content) || content.includes(0)) return undefined;
    const hit = hitIn(new TextDecoder().decode(content), words, kindOf(path.basename(file)));
    return hit && { folder, path: file, hit: withoutTexts ? { ...hit, text: '' } : hit };
  };
  const count = walked.reduce((sum, { count }) => sum + count, 0);
  const step = progressSteps(count, (done, of) => {
    report({ kind: 'progress', done, of });
  });
  let found = 0;
  for (const [index, { files }] of walked.entries()) {
    const root = folders[index]?.path ?? '';
    for (const { folder, names } of files) {
      const absolute = path.join(root, folder, path.sep);
      for (const name of names) {
        const hit = look(index, folder + name, absolute + name);
        if (hit) report({ kind: 'hit', hit });
        if (hit && (found += 1) >= most) {
          report({ kind: 'end', complete: false });
          return;
        }
        step();
      }
    }
  }
  report({ kind: 'end', complete });
}

/** What is in a file, valid until the next call; undefined if it is too big or can't be read. */
function contentOf(file: string, room: Buffer): Buffer | undefined {
  let opened: number | undefined;
  try {
    opened = openSync(file, readFlags);
    let length = 0;
    let read: number;
    do {
      read = readSync(opened, room, length, room.length - length, null);
      length += read;
    } while (read > 0 && length < room.length);
    return length > maxTextBytes ? undefined : room.subarray(0, length);
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

search(workerData as DiskSearch, report => {
  parentPort?.postMessage(report);
});
