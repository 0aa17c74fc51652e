import { mkdir, readFile, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { ServerWorkbench } from './installServerWorkbench';
import type { TemporaryPlace } from './temporaryPlace';

/** Those that see the same files as ours. */
const programs: ReadonlySet<string> = new Set(['git', 'git-base']);

/**
 * Makes a folder with the extensions that come with VS Code, but of those that are programs only Git's: each window
 * would start or at least register the others, which takes a quarter of its time. Themes and languages are all there.
 * @returns its absolute path
 */
export async function linkBuiltinExtensions(
  { builtinExtensions }: ServerWorkbench,
  place: TemporaryPlace,
): Promise<string> {
  const folder = path.join(place.folder, 'builtin-extensions');
  await mkdir(folder);
  for (const entry of await readdir(builtinExtensions, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const target = path.join(builtinExtensions, entry.name);
    const manifest = JSON.parse(await readFile(path.join(target, 'package.json'), 'utf8')) as object;
    const isProgram = 'main' in manifest || 'browser' in manifest;
    if (!isProgram || programs.has(entry.name)) await symlink(target, path.join(folder, entry.name));
  }
  return folder;
}
