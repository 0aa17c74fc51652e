import type { NewPair, Replacement } from '../envFiles/replacePair';
import { lookUpCreated } from '../keys/createAndKeep';
import type { OldSecrets, Rotation } from './rotation';
import { deleteIfThere } from '../sinch/deleteIfThere';
import { newKeyOf } from './create';
import { moveCredentials, newPairOf, signsInWith, newKeyId } from './credentials';
import { inFiles } from './inFiles';
import { oldSecretsOf, secretIn } from './oldSecrets';
import type { RotationParts } from './rotationParts';
import type { StepOptions, StepResult } from './step';

/** True if the state before the rotation can be restored: the old key exists, and its secret is known. */
export function canUndo({ step, ending, files }: Rotation): boolean {
  const oldLives = step !== 'deleteOld' && ending !== 'deleteFirst';
  return (
    oldLives && files.every(({ state, oldSecret }) => state !== 'replaced' || oldSecret.kind !== 'unknown')
  );
}

/**
 * Restores the old pair in the files and the credential, and then deletes the new key, unless the user leaves it in a
 * file. If the old key doesn't work any more, everything stays as it is.
 */
export async function undo(
  parts: RotationParts,
  rotation: Rotation,
  { signal }: StepOptions,
): Promise<StepResult> {
  const keyId = newKeyId(rotation) ?? (await findNewKey(parts, rotation));
  if (keyId !== undefined) {
    const known: KnownKey = { ...rotation, newKey: { kind: 'created', keyId } };
    const isNeeded = rotation.signIn !== undefined || (await signsInWith(parts, rotation, keyId));
    const secrets = await oldSecretsOf(parts.rotations, rotation);
    const oldPair = oldPairOf(rotation, secrets);
    if (isNeeded && !oldPair) return { rotation: known, outcome: { kind: 'secretGone' } };
    const signIn = isNeeded ? oldPair : undefined;
    await proveOldKey(parts, rotation, { signIn, signal });
    const results = await restoreFiles(parts, known, { secrets, signal });
    signal.throwIfAborted();
    if (results.size > 0) return { rotation: known, outcome: { kind: 'filesLeft', results } };
    if (signIn) await moveCredentials(parts, known, keyId, signIn);
    const isLeft = rotation.files.some(({ state }) => state === 'notRestored');
    if (!isLeft) await deleteNewKey(parts, known, signal);
  }
  await parts.rotations.finish(rotation);
  return { rotation, outcome: { kind: 'undone' } };
}

/** A rotation whose new key is known. */
type KnownKey = Rotation & { readonly newKey: { readonly keyId: string } };

/** The ID of a key that was created before its ID could be recorded. @throws if that can't be told */
async function findNewKey(parts: RotationParts, rotation: Rotation): Promise<string | undefined> {
  const found = await lookUpCreated(parts, newKeyOf(rotation));
  switch (found.kind) {
    case 'made':
      return found.secret.accessKeyId;
    case 'orphaned':
      return found.key.accessKeyId;
    case 'notMade':
      return undefined;
    case 'unknown':
      throw found.error;
  }
}

/** The old pair; undefined if its secret isn't known from the sign-in or a file. */
function oldPairOf({ oldKeyId }: Rotation, { signIn, files }: OldSecrets): NewPair | undefined {
  const keySecret = signIn ?? files.map(({ secret }) => secret).find(Boolean);
  return keySecret === undefined ? undefined : { keyId: oldKeyId, keySecret };
}

/**
 * Checks that the old key still exists and, given `signIn`, that it works.
 * @param signIn the old pair, if the extension has to sign in with it again
 * @throws SinchError if the old key is deleted, rejected, or can't be checked
 */
async function proveOldKey(
  { connections, prove }: RotationParts,
  { projectId, oldKeyId }: Rotation,
  { signIn, signal }: { readonly signIn: NewPair | undefined; readonly signal: AbortSignal },
): Promise<void> {
  if (signIn) return prove(projectId, signIn, signal);
  const api = await connections.to(projectId);
  await api.get(oldKeyId, { signal });
}

/** Restores the old pair in the files. @returns the results for the files that couldn't be restored, by address */
async function restoreFiles(
  parts: RotationParts,
  rotation: KnownKey,
  { secrets, signal }: { readonly secrets: OldSecrets; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, Replacement>> {
  const { oldKeyId, newKey, files } = rotation;
  const current = await newPairOf(parts, rotation);
  return inFiles(files, async ({ uri, state, agreed = [] }) => {
    // An interrupted run may have changed a file without recording it.
    const keySecret = secretIn(secrets, uri);
    if (keySecret === undefined || state === 'notRestored') return undefined;
    await parts.rotations.assertMine(rotation);
    if (signal.aborted) return undefined;
    const fresh = { keyId: newKey.keyId, keySecret: current?.keySecret };
    const result = await parts.replace(uri, fresh, { keyId: oldKeyId, keySecret }, agreed);
    const isRestored = ['replaced', 'alreadyThere', 'idReplaced'].includes(result.kind);
    const mayBeUnchanged = state === 'open' || state === 'left';
    return isRestored || (mayBeUnchanged && isUntouched(result)) ? undefined : result;
  });
}

/** True if the file holds neither key any more, or doesn't exist: there is nothing to restore. */
function isUntouched(result: Replacement): boolean {
  return result.kind === 'failed' && (result.why.code === 'gone' || result.why.code === 'notHeld');
}

async function deleteNewKey(
  { rotations, connections, keys, pendingSecrets }: RotationParts,
  rotation: KnownKey,
  signal: AbortSignal,
): Promise<void> {
  const { projectId, newKey } = rotation;
  const { keyId } = newKey;
  const api = await connections.to(projectId);
  await rotations.assertMine(rotation);
  await deleteIfThere(api, keyId, { signal });
  keys.drop(projectId, keyId);
  await pendingSecrets.drop(projectId, keyId);
}
