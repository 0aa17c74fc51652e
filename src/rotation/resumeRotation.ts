import type { AccessKey } from '../sinch/types';
import { askOldKey, continueRotation } from './continueRotation';
import type { Rotation } from './rotation';
import { canUndo } from './undo';
import type { RotationParts } from './rotationParts';
import type { ResumeQuestions, Way } from './rotationQuestions';
import { isNewKeyOf, type RotationEntry } from './rotations';

/**
 * Asks how to proceed with a paused rotation, or one whose old key is retiring, and does that. Only tells the user if
 * the rotation is still running.
 */
export async function resumeRotation(
  parts: RotationParts,
  questions: ResumeQuestions,
  entry: RotationEntry,
): Promise<void> {
  const { value: rotation, progress } = entry;
  if (rotation.step !== 'retire' && progress !== 'interrupted') {
    questions.tellUnderWay(rotation, progress);
    return;
  }
  const way = await questions.decideOnResume(rotation, waysOn(rotation));
  if (way) await takeWay(parts, questions, entry, way);
}

/** The ways to proceed with a rotation that isn't running. */
export function waysOn(rotation: Rotation): readonly Way[] {
  const ahead = rotation.step === 'retire' ? 'deleteOldKey' : 'continue';
  return rotation.step !== 'undo' && canUndo(rotation) ? [ahead, 'undo', 'abandon'] : [ahead, 'abandon'];
}

/** Proceeds with a rotation as the user chose, if that is possible, and asks for confirmation where needed. */
export async function takeWay(
  parts: RotationParts,
  questions: ResumeQuestions,
  { value: rotation, stamp }: RotationEntry,
  way: Way,
): Promise<void> {
  if (!waysOn(rotation).includes(way)) return;
  switch (way) {
    case 'continue':
      return continueRotation(parts, questions, rotation, stamp);
    case 'deleteOldKey': {
      const next = await askOldKey(questions, rotation);
      return next && continueRotation(parts, questions, next, stamp);
    }
    case 'undo':
      return isUntouched(rotation) || (await questions.confirmUndo(rotation))
        ? continueRotation(parts, questions, { ...rotation, step: 'undo' }, stamp)
        : undefined;
    case 'abandon':
      return (await questions.confirmAbandon(rotation)) ? parts.rotations.end(rotation) : undefined;
  }
}

/** True if nothing is known to be done yet that an undo would revert. */
function isUntouched({ newKey, files }: Rotation): boolean {
  return newKey.kind !== 'created' && files.every(({ state }) => state === 'open');
}

/** The rotation in which a key is the old one or, until the old one retires, the new one. @throws SecretStorageError */
export async function rotationOf(
  { rotations }: Pick<RotationParts, 'rotations'>,
  key: AccessKey,
): Promise<RotationEntry | undefined> {
  return (await rotationsBeside({ rotations }, key)).own;
}

/** The rotations of a key's project, and that of the key as `rotationOf` finds it. @throws SecretStorageError */
export async function rotationsBeside(
  { rotations }: Pick<RotationParts, 'rotations'>,
  key: AccessKey,
): Promise<{ readonly own: RotationEntry | undefined; readonly all: readonly RotationEntry[] }> {
  const [replaced, all] = await Promise.all([
    rotations.get(key.projectId, key.accessKeyId),
    rotations.list(key.projectId),
  ]);
  return { own: replaced ?? all.find(entry => isNewKeyOf(entry, key)), all };
}
