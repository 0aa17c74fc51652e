import type { Rotation } from '../../rotation/rotations';
import type { RotatingParts } from './rotatingParts';

/** Whether the secret of the new key is still to be placed; true where nobody can say. Never rejects. */
export async function isWaiting(
  { pendingSecrets, log }: Pick<RotatingParts, 'pendingSecrets' | 'log'>,
  { projectId, newKeyId }: Rotation,
): Promise<boolean> {
  if (newKeyId === undefined) return false;
  try {
    return (await pendingSecrets.get(projectId, newKeyId)) !== undefined;
  } catch (error) {
    log.error(`Nobody can say whether the secret of the access key ${newKeyId} waits.`, error);
    return true;
  }
}
