import type { ProjectList } from '../projects/projectList';
import type { Logger } from '../ui/log';
import { asFarAsKnown } from './asFarAsKnown';
import type { CreationEntry, Creations } from './creations';
import { isSuccessorIn, isUnfinished, type RotationEntry, type Rotations } from './rotations';
import type { WaitingKey, WaitingSecrets } from './waitingSecrets';

/** What waits for the user: nothing of it is lost, and nothing of it goes on by itself. */
export interface OpenMatters {
  readonly secrets: readonly WaitingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

export interface MatterParts {
  readonly projects: Pick<ProjectList, 'all' | 'get'>;
  readonly waiting: WaitingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
  readonly log: Logger;
}

/**
 * The matters of the projects in the list: SecretStorage is shared with profiles that have others. Reads SecretStorage
 * only; asks nobody. Never rejects: what SecretStorage doesn't answer is not known, and the log says so.
 */
export async function openMatters({
  projects,
  waiting,
  creations,
  rotations,
  log,
}: MatterParts): Promise<OpenMatters> {
  // Who has no project has nothing here, and a keyring that need not be woken.
  if (projects.all().length === 0) return { secrets: [], creations: [], rotations: [] };
  const [secrets, unfinished, rotating] = await Promise.all([
    asFarAsKnown(log, { what: 'secrets' }, waiting.list(), []),
    asFarAsKnown(log, { what: 'creations' }, creations.unfinished(), []),
    asFarAsKnown(log, { what: 'rotations' }, rotations.list(), []),
  ]);
  const isKnown = ({ projectId }: { readonly projectId: string }) => projects.get(projectId) !== undefined;
  return {
    secrets: secrets.filter(key => isKnown(key) && !rotating.some(entry => isSuccessorIn(entry, key))),
    creations: unfinished.filter(({ progress, value }) => isKnown(value) && progress === 'interrupted'),
    rotations: rotating.filter(
      entry => isKnown(entry.value) && isUnfinished(entry) && entry.progress === 'interrupted',
    ),
  };
}

export function countOf({ secrets, creations, rotations }: OpenMatters): number {
  return secrets.length + creations.length + rotations.length;
}
