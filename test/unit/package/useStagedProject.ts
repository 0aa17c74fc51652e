import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../run/projectFolders';

const leftOut = ['.git', '.vscode-test', 'dist', 'node_modules'];

/**
 * For a `describe`: a copy of the project as a fresh clone has it, built for users. Building the project itself would
 * disturb whoever else uses its `dist`.
 * @returns the copy's absolute path; to be called inside a test.
 */
export function useStagedProject(): () => string {
  let folder: string | undefined;

  before(async function () {
    this.timeout(30_000);
    folder = await mkdtemp(path.join(tmpdir(), 'sinch-package-'));
    await cp(projectRoot, folder, {
      recursive: true,
      filter: source => !leftOut.includes(path.relative(projectRoot, source)),
    });
    await symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    await promisify(execFile)(process.execPath, ['esbuild.js', '--production'], { cwd: folder });
  });

  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  return () => {
    if (folder === undefined) throw new Error('The project has not been copied.');
    return folder;
  };
}
