import type { NewPair } from '../envFiles/replacePair';
import type { Rotation } from './rotation';
import { SecretStorageError } from '../storage/secretVault';
import type { RotationParts } from './rotationParts';

/**
 * Makes the extension sign in with `pair` wherever it signed in with the key `from`.
 * @throws SecretStorageError if that can't be stored: after a restart it would sign in with `from` again;
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
    // A credential that already has the new pair is stored again: it may be in this window's memory only.
    if (current.keyId !== from && current.keyId !== pair.keyId) continue;
    await rotations.assertMine(rotation);
    const credential = { ...current, ...pair };
    // Connect before storing: otherwise the tree takes it for a changed credential and drops the keys.
    connections.using(projectId, credential);
    if ((await credentials.set(projectId, credential)) === 'heldInMemory')
      throw new SecretStorageError('store');
  }
}

/** Whether the extension signs in with the key to one of the rotation's projects. @throws SecretStorageError */
export async function signsInWith(
  { credentials }: Pick<RotationParts, 'credentials'>,
  rotation: Rotation,
  keyId: string,
): Promise<boolean> {
  return (await secretInUse({ credentials }, rotation, keyId)) !== undefined;
}

/** The secret of a key, if the extension signs in with it to a project of the rotation. @throws SecretStorageError */
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
 * The new key with its secret: it is pending, or the extension signs in with it. Undefined if it is neither.
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

/** The ID of the new key; undefined if it isn't known to be created. */
export function newKeyId({ newKey }: Rotation): string | undefined {
  return newKey.kind === 'created' ? newKey.keyId : undefined;
}
