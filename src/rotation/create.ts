import { lookUpCreated, type CreateLookup, createAndKeep, type KeyToCreate } from '../keys/createAndKeep';
import type { Rotation } from './rotation';
import { ApiError } from '../sinch/errors';
import type { RotationParts } from './rotationParts';
import type { StepOptions, StepResult } from './step';
import { newKeyName } from './newKeyName';

/** Creates the new key. If an earlier request may have created it, looks for that key first. */
export async function create(
  parts: RotationParts,
  rotation: Rotation,
  { signal, isResumed, now }: StepOptions,
): Promise<StepResult> {
  const wanted = newKeyOf(rotation);
  if (isResumed) {
    const found = await lookUpCreated(parts, wanted);
    if (found.kind !== 'notMade') return created(rotation, found);
  }
  signal.throwIfAborted();
  const making = await createAndKeep(parts, wanted, signal);
  switch (making.kind) {
    case 'made':
      return { ...created(rotation, making), kept: making.kept };
    case 'refused':
      return refused(parts, rotation, { error: making.error, isResumed, now });
    case 'lost':
      return making.found.kind === 'notMade'
        ? { rotation, outcome: { kind: 'failed', error: making.error } }
        : created(rotation, making.found);
  }
}

/** Ends the rotation, unless the old key is already deleted or an earlier request did create the new key. */
async function refused(
  parts: RotationParts,
  rotation: Rotation,
  { error, isResumed, now }: Pick<StepOptions, 'isResumed' | 'now'> & { readonly error: unknown },
): Promise<StepResult> {
  if (isResumed) {
    const found = await lookUpCreated(parts, newKeyOf(rotation));
    if (found.kind !== 'notMade') return created(rotation, found);
  }
  if (rotation.ending === 'deleteFirst') {
    return {
      rotation: isTaken(error) ? renamed(rotation, now) : rotation,
      outcome: { kind: 'failed', error },
    };
  }
  await parts.rotations.finish(rotation);
  return { rotation, outcome: { kind: 'refused', error } };
}

/** The key that a rotation creates: the same one in every attempt. */
export function newKeyOf({ projectId, oldKeyId, newName, keyIdsBefore, begunAt }: Rotation): KeyToCreate {
  return { createId: `${projectId}/${oldKeyId}`, projectId, displayName: newName, keyIdsBefore, begunAt };
}

function isTaken(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409;
}

/** The rotation with another name for the new key: another key has the name, and must not be taken for the new one. */
function renamed(rotation: Rotation, now: number): Rotation {
  const { newName } = rotation;
  return { ...rotation, newName: newKeyName(newName, new Date(now), new Set([newName])) };
}

function created(rotation: Rotation, found: Exclude<CreateLookup, { readonly kind: 'notMade' }>): StepResult {
  switch (found.kind) {
    case 'made':
      return {
        rotation: {
          ...rotation,
          newKey: { kind: 'created', keyId: found.secret.accessKeyId },
          step: 'prove',
        },
      };
    case 'orphaned':
      return { rotation, outcome: found };
    case 'unknown':
      return { rotation, outcome: { kind: 'failed', error: found.error } };
  }
}
