import path from 'node:path';
import { runQuietly } from './runQuietly';
import type { TemporaryPlace } from './temporaryPlace';

/** Where the packaged extension is, once it is packaged. */
export function packagedVsix(root: string): string {
  return path.join(root, 'dist', 'sinch-access-keys.vsix');
}

/**
 * Builds the extension for users and packages it.
 * @returns the absolute path of the `.vsix`.
 * @throws with the output where it fails, or where the packager warns about what it packs.
 */
export async function packageVsix(root: string, place: TemporaryPlace): Promise<string> {
  const output = await runQuietly(
    'npm run package',
    place.spawn('npm', ['run', '--silent', 'package'], { cwd: root, shell: process.platform === 'win32' }),
  );
  if (/\bWARNING\b/.test(output)) throw new Error(`npm run package warned:\n${output.trim()}`);
  return packagedVsix(root);
}
