import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stageProject } from './stageProject';

/**
 * For a `describe`: a copy of the project, built for users.
 * @returns the copy's absolute path; to be called inside a test.
 */
export function useStagedProject(): () => string {
  let folder: string | undefined;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sinch-package-'));
    await stageProject(folder);
  });

  after(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  return () => {
    if (folder === undefined) throw new Error('The project has not been copied.');
    return folder;
  };
}
