import type { NewPair, Replacement } from '../envFiles/replacePair';
import { lookUpCreated } from '../keys/createAndKeep';
import { type Rotation, textOf } from './rotation';
import { deleteIfThere } from '../sinch/deleteIfThere';
import { newKeyOf } from './create';
import { moveCredentials, newPairOf, signsInWith, newKeyId } from './credentials';
import type { RotationParts } from './rotationParts';
import type { StepOptions, StepResult } from './steps';

/** True where everything can be put back as it was before the rotation: the old key lives, and its secret is known. */
export function canUndo({ step, ending, files }: Rotation): boolean {
  const oldLives = step !== 'deleteOld' && ending !== 'deleteFirst';
  return (
    oldLives && files.every(({ state, oldSecret }) => state !== 'replaced' || oldSecret.kind !== 'unknown')
  );
}

/**
 * Puts the old pair back into the files and the credential, and deletes the new key last: until then it works, and it
 * stays where the user leaves it in a file. Where the old key doesn't work any more, everything stays as it is.
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
    const oldPair = oldPairOf(rotation);
    if (isNeeded && !oldPair) return { rotation: known, outcome: { kind: 'secretGone' } };
    const signIn = isNeeded ? oldPair : undefined;
    await proveOldKey(parts, rotation, { signIn, signal });
    const results = await restoreFiles(parts, known, signal);
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

/** The old pair as far as its secret is known: the extension signed in with it, or it stood in a file. */
function oldPairOf({ oldKeyId, signIn, files }: Rotation): NewPair | undefined {
  const keySecret = signIn?.oldSecret ?? files.map(({ oldSecret }) => textOf(oldSecret)).find(Boolean);
  return keySecret === undefined ? undefined : { keyId: oldKeyId, keySecret };
}

/**
 * @param signIn where the extension is to sign in with it
 * @throws SinchError where the old key is deleted, or can't be asked for
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

/** @returns the files that do not hold the old pair now */
async function restoreFiles(
  parts: RotationParts,
  rotation: KnownKey,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Replacement>> {
  const { oldKeyId, newKey, files } = rotation;
  const current = await newPairOf(parts, rotation);
  const failed = new Map<string, Replacement>();
  for (const { uri, oldSecret, state, agreed = [] } of files) {
    if (signal.aborted) break;
    // A file that isn't known to be changed may have been, by a run that was cut off.
    const keySecret = textOf(oldSecret);
    if (keySecret === undefined || state === 'notRestored') continue;
    await parts.rotations.assertMine(rotation);
    const fresh = { keyId: newKey.keyId, keySecret: current?.keySecret };
    const result = await parts.replace(uri, fresh, { keyId: oldKeyId, keySecret }, agreed);
    const isRestored = ['replaced', 'alreadyThere', 'idReplaced'].includes(result.kind);
    const mayBeUnchanged = state === 'open' || state === 'left';
    if (!isRestored && !(mayBeUnchanged && isUntouched(result))) failed.set(uri, result);
  }
  return failed;
}

/** The file holds neither key any more, or is gone: there is nothing to put back. */
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
