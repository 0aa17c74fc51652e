import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, utimes } from 'node:fs/promises';
import path from 'node:path';
import { removeStale } from '../../../../workbench/installServerWorkbench';
import { runQuietly } from '../../../../workbench/runQuietly';
import { createTemporaryPlaceAt, randomName } from '../../../../workbench/temporaryPlace';
import type { Place } from '../oracle';

const parts = ['package.json', 'package-lock.json'];

/**
 * Installs the programs of this folder's package-lock.json for the machine's platform, once for each state of that
 * file. They appear under the folder's final name only when all of them are there.
 *
 * @returns the absolute path of their `node_modules`; `undefined` where they are missing and none are to be installed.
 */
export async function installReaders({ cache, install }: Place): Promise<string | undefined> {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const part of parts) hash.update(await readFile(path.join(import.meta.dirname, part)));
  const folder = path.join(cache, `readers-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    if (!install) return undefined;
    console.log(
      'Installing Node.js 22, 24 and 26, Bun and Vite (once, about half a minute, 0.8 GB on disk)…',
    );
    await mkdir(cache, { recursive: true });
    await removeStale(cache);
    await installInto(cache, folder);
  }
  const now = new Date();
  await utimes(folder, now, now);
  return path.join(folder, 'node_modules');
}

async function installInto(cache: string, folder: string): Promise<void> {
  const place = createTemporaryPlaceAt(path.join(cache, randomName('partial')));
  try {
    const target = path.join(place.folder, 'readers');
    await mkdir(target);
    for (const part of parts) await copyFile(path.join(import.meta.dirname, part), path.join(target, part));
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const shell = process.platform === 'win32';
    await runQuietly('npm ci', place.spawn('npm', args, { cwd: target, shell }));
    await rename(target, folder).catch((error: unknown) => {
      // Another run was faster.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await place.close();
  }
}
