import type { Rotation, RotationStep } from './rotation';
import { deleteIfThere } from '../sinch/deleteIfThere';
import { isAbsence } from '../sinch/errors';
import { create } from './create';
import { moveCredentials, newPairOf, signsInWith, newKeyId } from './credentials';
import { replace } from './replace';
import type { RotationParts } from './rotationParts';
import type { Step, StepOptions, StepResult } from './step';
import { undo } from './undo';

/**
 * The functions that carry out the steps. After any interruption, a step can be repeated with the same result. If a
 * step rejects, the rotation stays at it.
 */
export const steps: Readonly<Record<RotationStep, Step>> = {
  deleteFirst: onceWritten(deleteFirst),
  create: onceWritten(create),
  prove,
  signIn: onceWritten(signIn),
  replace,
  release,
  retire: (_, rotation) => Promise.resolve({ rotation, outcome: { kind: 'retiring' } }),
  deleteOld: onceWritten(deleteOld),
  undo: onceWritten(undo),
};

/** A step that does nothing before the journal has it. */
function onceWritten(step: Step): Step {
  return async (parts, rotation, options) => {
    await options.written;
    return step(parts, rotation, options);
  };
}

async function deleteFirst(
  parts: RotationParts,
  rotation: Rotation,
  { signal }: StepOptions,
): Promise<StepResult> {
  // Without the old key, the extension couldn't create the new one.
  if (await signsInWith(parts, rotation, rotation.oldKeyId))
    return { rotation, outcome: { kind: 'secretGone' } };
  await deleteOldKey(parts, rotation, signal);
  return { rotation: { ...rotation, step: 'create' } };
}

/** Reads only, so that it needn't wait for the journal. */
async function prove(parts: RotationParts, rotation: Rotation, { signal }: StepOptions): Promise<StepResult> {
  const pair = await newPairOf(parts, rotation);
  if (!pair) return { rotation, outcome: { kind: 'secretGone' } };
  await parts.prove(rotation.projectId, pair, signal);
  return { rotation: { ...rotation, step: rotation.signIn ? 'signIn' : 'replace' } };
}

/** Switches the sign-in to the new key: the old one is about to retire. */
async function signIn(
  parts: RotationParts,
  rotation: Rotation,
  { signal }: StepOptions,
): Promise<StepResult> {
  return (await moveSignIn(parts, rotation, signal))
    ? { rotation: { ...rotation, step: 'replace' } }
    : { rotation, outcome: { kind: 'secretGone' } };
}

/** @returns false if the extension has to sign in with the new key, but VS Code no longer has its secret */
async function moveSignIn(parts: RotationParts, rotation: Rotation, signal: AbortSignal): Promise<boolean> {
  const pair = await newPairOf(parts, rotation);
  const isDue = await signsInWith(parts, rotation, rotation.oldKeyId);
  if (!pair) return !isDue;
  // The new key may have been deleted since it was proved.
  if (isDue) await parts.prove(rotation.projectId, pair, signal);
  await moveCredentials(parts, rotation, rotation.oldKeyId, pair);
  return true;
}

/** Removes the pending secret if every file has it; otherwise the user still needs it. */
async function release(
  { pendingSecrets, rotations }: RotationParts,
  rotation: Rotation,
  { now, written }: StepOptions,
): Promise<StepResult> {
  const { projectId, newName, files, ending } = rotation;
  const keyId = newKeyId(rotation);
  const isPlaced = files.length > 0 && files.every(({ state }) => state === 'replaced');
  if (isPlaced && keyId !== undefined)
    await pendingSecrets.settle({ projectId, accessKeyId: keyId, displayName: newName }, written);
  await written;
  if (ending === 'deleteFirst') {
    await rotations.finish(rotation);
    return { rotation, outcome: { kind: 'done' } };
  }
  const deletesNow = ending === 'deleteNow' || (ending === 'deleteAfter' && isPlaced);
  return {
    rotation: deletesNow
      ? { ...rotation, step: 'deleteOld' }
      : { ...rotation, step: 'retire', retiringSince: now },
  };
}

async function deleteOld(
  parts: RotationParts,
  rotation: Rotation,
  { signal, isResumed, now }: StepOptions,
): Promise<StepResult> {
  // A leaked key is deleted at once. Only after an interruption may the new key have been deleted meanwhile.
  const mayBeGone = isResumed || rotation.ending !== 'deleteNow';
  if (mayBeGone && !(await hasSuccessor(parts, rotation, signal))) {
    const { retiringSince = now } = rotation;
    return { rotation: { ...rotation, step: 'retire', retiringSince }, outcome: { kind: 'newKeyGone' } };
  }
  if (!(await moveSignIn(parts, rotation, signal))) return { rotation, outcome: { kind: 'secretGone' } };
  await deleteOldKey(parts, rotation, signal);
  await parts.rotations.finish(rotation);
  return { rotation, outcome: { kind: 'done' } };
}

/** Whether the new key exists, or the user gave it up. @throws SinchError if that can't be told */
async function hasSuccessor(
  { connections }: RotationParts,
  { projectId, newKey }: Rotation,
  signal: AbortSignal,
): Promise<boolean> {
  if (newKey.kind !== 'created') return newKey.kind === 'givenUp';
  const api = await connections.to(projectId);
  try {
    await api.get(newKey.keyId, { signal });
    return true;
  } catch (error) {
    if (isAbsence(error)) return false;
    throw error;
  }
}

async function deleteOldKey(
  { rotations, connections, keys, pendingSecrets }: RotationParts,
  rotation: Rotation,
  signal: AbortSignal,
): Promise<void> {
  const { projectId, oldKeyId } = rotation;
  const api = await connections.to(projectId);
  await rotations.assertMine(rotation);
  await deleteIfThere(api, oldKeyId, { signal });
  keys.drop(projectId, oldKeyId);
  await pendingSecrets.drop(projectId, oldKeyId);
}
