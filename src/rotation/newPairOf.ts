import type { NewPair } from '../envFiles/replacePair';
import type { Rotation } from './rotations';
import { secretInUse } from './credentials';
import type { RotationParts } from './rotationParts';

/**
 * The new pair, from where its secret is kept: it waits to be placed, or the extension signs in with it.
 * @throws SecretStorageError
 */
export async function newPairOf(
  { pendingSecrets, credentials }: Pick<RotationParts, 'pendingSecrets' | 'credentials'>,
  rotation: Rotation,
): Promise<NewPair | undefined> {
  const { projectId, newKeyId } = rotation;
  if (newKeyId === undefined) return undefined;
  const keySecret =
    (await pendingSecrets.get(projectId, newKeyId))?.secret ??
    (await secretInUse({ credentials }, rotation, newKeyId));
  return keySecret === undefined ? undefined : { keyId: newKeyId, keySecret };
}
