import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../run/projectFolders';

const leftOut = ['.git', '.vscode-test', 'dist', 'node_modules'];

/**
 * Makes `folder` a copy of the project as a fresh clone has it, built for users. Building the project itself would
 * disturb whoever else uses its `dist`.
 */
export async function stageProject(folder: string): Promise<void> {
  await cp(projectRoot, folder, {
    recursive: true,
    filter: source => !leftOut.includes(path.relative(projectRoot, source)),
  });
  await symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  await promisify(execFile)(process.execPath, ['esbuild.js', '--production'], { cwd: folder });
}
