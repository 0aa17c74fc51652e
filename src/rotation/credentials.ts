import type { NewPair } from '../envFiles/replacePair';
import type { Rotation } from './rotation';
import { SecretStorageError } from '../storage/secretVault';
import type { RotationParts } from './rotationParts';

/**
 * From now on the extension signs in with `pair` wherever it signed in with the key `from`.
 * @throws SecretStorageError where that can't be kept: after a restart it would sign in with the key before it;
 * TakenOverError
 */
export async function moveCredentials(
  { rotations, connections, credentials }: Pick<RotationParts, 'rotations' | 'connections' | 'credentials'>,
  rotation: Rotation,
  from: string,
  pair: NewPair,
): Promise<void> {
  for (const projectId of signInProjects(rotation)) {
    const current = await credentials.get(projectId);
    if (current?.kind !== 'keyPair') continue;
    // One that moved before may be in this window's memory only: it is kept again.
    if (current.keyId !== from && current.keyId !== pair.keyId) continue;
    await rotations.assertMine(rotation);
    const credential = { ...current, ...pair };
    // Connected before it is kept, so that the tree doesn't take it for another credential and forget the keys.
    connections.using(projectId, credential);
    if ((await credentials.set(projectId, credential)) === 'heldInMemory')
      throw new SecretStorageError('store');
  }
}

/** Whether the extension signs in with the key, in one of the projects the rotation is about. @throws SecretStorageError */
export async function signsInWith(
  { credentials }: Pick<RotationParts, 'credentials'>,
  rotation: Rotation,
  keyId: string,
): Promise<boolean> {
  return (await secretInUse({ credentials }, rotation, keyId)) !== undefined;
}

/** The secret of a key the extension signs in with. @throws SecretStorageError */
async function secretInUse(
  { credentials }: Pick<RotationParts, 'credentials'>,
  rotation: Rotation,
  keyId: string,
): Promise<string | undefined> {
  for (const projectId of signInProjects(rotation)) {
    const current = await credentials.get(projectId);
    if (current?.kind === 'keyPair' && current.keyId === keyId) return current.keySecret;
  }
  return undefined;
}

function signInProjects({ projectId, signIn }: Rotation): ReadonlySet<string> {
  return new Set([projectId, ...(signIn?.projectIds ?? [])]);
}

/**
 * The new pair, from where its secret is kept: it is pending, or the extension signs in with it.
 * @throws SecretStorageError
 */
export async function newPairOf(
  { pendingSecrets, credentials }: Pick<RotationParts, 'pendingSecrets' | 'credentials'>,
  rotation: Rotation,
): Promise<NewPair | undefined> {
  const keyId = newKeyId(rotation);
  if (keyId === undefined) return undefined;
  const keySecret =
    (await pendingSecrets.get(rotation.projectId, keyId))?.secret ??
    (await secretInUse({ credentials }, rotation, keyId));
  return keySecret === undefined ? undefined : { keyId, keySecret };
}

/** The ID of the new key, where it is known to have been created. */
export function newKeyId({ newKey }: Rotation): string | undefined {
  return newKey.kind === 'created' ? newKey.keyId : undefined;
}
