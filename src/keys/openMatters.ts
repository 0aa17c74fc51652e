import type { CreationEntry, Creations } from './creations';
import { isHeldFor, isUnfinished, type RotationEntry, type Rotations } from './rotations';
import type { WaitingKey, WaitingSecrets } from './waitingSecrets';

/** What waits for the user: nothing of it is lost, and nothing of it goes on by itself. */
export interface OpenMatters {
  readonly secrets: readonly WaitingKey[];
  readonly creations: readonly CreationEntry[];
  readonly rotations: readonly RotationEntry[];
}

/** Reads SecretStorage only; asks nobody. @throws SecretStorageError */
export async function openMatters({
  waiting,
  creations,
  rotations,
}: {
  readonly waiting: WaitingSecrets;
  readonly creations: Creations;
  readonly rotations: Rotations;
}): Promise<OpenMatters> {
  const [secrets, unfinished, rotating] = await Promise.all([
    waiting.list(),
    creations.unfinished(),
    rotations.list(),
  ]);
  return {
    secrets: secrets.filter(key => !rotating.some(entry => isHeldFor(entry, key))),
    creations: unfinished.filter(({ progress }) => progress === 'interrupted'),
    rotations: rotating.filter(entry => isUnfinished(entry) && entry.progress === 'interrupted'),
  };
}

export function countOf({ secrets, creations, rotations }: OpenMatters): number {
  return secrets.length + creations.length + rotations.length;
}
