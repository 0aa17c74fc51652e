import type { ProjectList } from '../projects/projectList';
import type { Logger } from '../ui/log';
import { readOr } from '../storage/readOr';
import type { CreationEntry, Creations } from '../keys/creations';
import { isNewKeyOf, isUnfinished, type RotationEntry, type Rotations } from '../rotation/rotations';
import type { PendingKey, PendingSecrets } from '../keys/pendingSecrets';

/** What needs the user's attention: none of it is lost, and none of it continues by itself. */
export interface UnfinishedWork {
  readonly secrets: readonly PendingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

export interface UnfinishedWorkParts {
  readonly projects: Pick<ProjectList, 'all' | 'get'>;
  readonly pendingSecrets: PendingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/**
 * The unfinished work of the projects in the list; SecretStorage is shared with profiles that have other projects. Reads
 * SecretStorage only, and sends nothing. Never rejects: what SecretStorage doesn't answer is left out, and the log says so.
 */
export async function findUnfinishedWork({
  projects,
  pendingSecrets,
  creations,
  rotations,
  log,
}: UnfinishedWorkParts): Promise<UnfinishedWork> {
  // Without a project there is nothing to find, and no reason to unlock a keyring.
  if (projects.all().length === 0) return { secrets: [], creations: [], rotations: [] };
  const [secrets, unfinished, rotating] = await Promise.all([
    readOr(log, { what: 'secrets' }, pendingSecrets.list(), []),
    readOr(log, { what: 'creations' }, creations.unfinished(), []),
    readOr(log, { what: 'rotations' }, rotations.list(), []),
  ]);
  const isKnown = ({ projectId }: { readonly projectId: string }) => projects.get(projectId) !== undefined;
  return {
    secrets: secrets.filter(key => isKnown(key) && !rotating.some(entry => isNewKeyOf(entry, key))),
    creations: unfinished.filter(({ progress, value }) => isKnown(value) && progress === 'interrupted'),
    rotations: rotating.filter(
      entry => isKnown(entry.value) && isUnfinished(entry) && entry.progress === 'interrupted',
    ),
  };
}

export function countOf({ secrets, creations, rotations }: UnfinishedWork): number {
  return secrets.length + creations.length + rotations.length;
}
