import type { ProjectList } from '../projects/projectList';
import { isUnfinished } from '../rotation/rotations';
import { noWork, readStoredWork, type StoredWork, type StoredWorkParts } from './storedWork';

export interface UnfinishedWorkParts extends StoredWorkParts {
  readonly projects: Pick<ProjectList, 'all' | 'get'>;
}

/**
 * What needs the user's attention: none of it is lost, and none of it continues by itself. Of the projects in the list
 * only; SecretStorage is shared with profiles that have other projects. Reads SecretStorage only, and sends nothing.
 * Never rejects: what SecretStorage doesn't answer is left out, and the log says so.
 */
export async function findUnfinishedWork({ projects, ...parts }: UnfinishedWorkParts): Promise<StoredWork> {
  // Without a project there is nothing to find, and no reason to unlock a keyring.
  if (projects.all().length === 0) return noWork;
  const { secrets, creations, rotations } = await readStoredWork(parts);
  const isKnown = ({ projectId }: { readonly projectId: string }) => projects.get(projectId) !== undefined;
  return {
    secrets: secrets.filter(isKnown),
    creations: creations.filter(({ progress, value }) => isKnown(value) && progress === 'interrupted'),
    rotations: rotations.filter(
      entry => isKnown(entry.value) && isUnfinished(entry) && entry.progress === 'interrupted',
    ),
  };
}

export function countOf({ secrets, creations, rotations }: StoredWork): number {
  return secrets.length + creations.length + rotations.length;
}
