import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runQuietly } from './runQuietly';
import type { TemporaryPlace } from './temporaryPlace';

/** Copies the sample project into `place` and, where Git is installed, makes it a repository that ignores `.env`. */
export async function copySampleWorkspace(place: TemporaryPlace): Promise<string> {
  const folder = path.join(place.folder, 'sample-project');
  await cp(path.join(import.meta.dirname, '..', 'sample'), folder, { recursive: true });
  // Not kept among the sample's files, where it would hide the sample's own `.env` from this project's repository.
  await writeFile(path.join(folder, '.gitignore'), '.env\n');
  const git = async (...args: string[]): Promise<unknown> =>
    runQuietly(`git ${args.join(' ')}`, place.spawn('git', args, { cwd: folder, env: gitEnvironment() }));
  const installed = await git('--version').then(
    () => true,
    () => false,
  );
  if (installed) {
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--quiet', '--message=A sample project');
  }
  return folder;
}

/** The developer's own configuration (signing, hooks) has no say in a sample. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return {
    PATH,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_AUTHOR_NAME: 'Sample',
    GIT_AUTHOR_EMAIL: 'sample@example.com',
    GIT_COMMITTER_NAME: 'Sample',
    GIT_COMMITTER_EMAIL: 'sample@example.com',
  };
}
