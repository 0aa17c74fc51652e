import { pMapSettled } from 'p-map';
import type { RotationFile } from './rotation';

/** At most so many files are changed at a time: an abort comes before the others. */
const concurrency = 4;

/**
 * Does `work` for several files at a time. Ends only when no file is worked on any more, even if `work` fails for one.
 * @returns the results by file address, without those that are undefined
 * @throws what `work` throws for the first file for which it does
 */
export async function inFiles<T>(
  files: readonly RotationFile[],
  work: (file: RotationFile) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const ended = await pMapSettled(files, work, { concurrency });
  return new Map(
    files.flatMap(({ uri }, index) => {
      const end = ended[index];
      if (end?.status === 'rejected') throw end.reason;
      return end?.value === undefined ? [] : [[uri, end.value] as const];
    }),
  );
}
