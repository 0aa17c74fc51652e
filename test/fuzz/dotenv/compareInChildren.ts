import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compare, portableVariables, type Edited } from './agreement';
import type { ChildOracle, EnvFile } from './oracle';
import type { Tally } from './tally';

/**
 * Has readers that are programs of their own read the texts before and after edits, in a folder `files` that is made for
 * it and removed, and adds what comes of it to `tally`.
 */
export async function compareInChildren(
  edited: readonly Edited[],
  files: string,
  children: readonly ChildOracle[],
  tally: Tally,
): Promise<void> {
  await mkdir(files);
  const pairs = await Promise.all(
    edited.map((each, index) => filesOf(each, path.join(files, String(index)))),
  );
  await Promise.all(
    children.map(async oracle => {
      const count = Math.ceil(pairs.length * oracle.share);
      const readings = await oracle.read(pairs.slice(0, count).flat());
      if (readings.length !== 2 * count)
        throw new Error(`${oracle.name} read ${readings.length} of ${2 * count} files.`);
      edited.slice(0, count).forEach((each, index) => {
        const verdict = compare(oracle, each, readings[2 * index], readings[2 * index + 1]);
        tally.add(oracle.name, each, verdict);
      });
    }),
  );
  await rm(files, { recursive: true });
}

/** Writes the text before and after the edit; to be asked for are the names that stand in either. */
async function filesOf({ before, result }: Edited, base: string): Promise<readonly EnvFile[]> {
  const asked = [...new Set([before, result.text].flatMap(text => [...portableVariables(text).keys()]))];
  await writeFile(`${base}.before.env`, before);
  await writeFile(`${base}.after.env`, result.text);
  return [`${base}.before.env`, `${base}.after.env`].map(file => ({ path: file, names: asked }));
}
