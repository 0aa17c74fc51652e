import { deleteOrphan } from '../keys/createAndKeep';
import type { AccessKey } from '../sinch/types';
import type { Rotation, RotationOutcome } from './rotation';
import { newKeyId } from './credentials';
import { canUndo } from './undo';
import { agreeToRisks, leaveFiles } from './replace';
import type { RotationParts } from './rotationParts';
import type { RotationQuestions } from './rotationQuestions';
import { runRotation } from './runRotation';

/**
 * Runs a rotation. Whenever it stops, asks the user what to do, and continues with that.
 * @param from the stamp of its entry; undefined if the rotation begins
 */
export async function continueRotation(
  parts: RotationParts,
  questions: RotationQuestions,
  begun: Rotation,
  from?: string,
): Promise<void> {
  let resumes = from;
  for (let next: Rotation | undefined = begun; next;) {
    const current = next;
    const options = resumes === undefined ? {} : { resumes };
    const { rotation, outcome, isSecretHeld, stamp } = await questions.whileRotating(current, running =>
      runRotation(parts, current, { ...running, ...options }),
    );
    if (isSecretHeld && (await isSecretPending(parts, rotation))) questions.tellHeldInMemory(rotation);
    next = await decideNext(parts, questions, rotation, outcome);
    resumes = stamp;
  }
}

/** Whether the secret of the new key is pending; true if that can't be told. Never rejects. */
export async function isSecretPending(
  { pendingSecrets, log }: Pick<RotationParts, 'pendingSecrets' | 'log'>,
  rotation: Rotation,
): Promise<boolean> {
  const keyId = newKeyId(rotation);
  if (keyId === undefined) return false;
  try {
    return (await pendingSecrets.get(rotation.projectId, keyId)) !== undefined;
  } catch (error) {
    log.error(`It is not known whether the secret of the access key ${keyId} is pending.`, error);
    return true;
  }
}

/** Shows an outcome, and asks what to do. @returns the rotation to continue with; undefined to stop */
async function decideNext(
  parts: RotationParts,
  questions: RotationQuestions,
  rotation: Rotation,
  outcome: RotationOutcome,
): Promise<Rotation | undefined> {
  switch (outcome.kind) {
    case 'done':
    case 'undone':
    case 'refused':
    case 'takenOver':
      await questions.tell(rotation, outcome);
      return undefined;
    case 'retiring': {
      const isPending = await isSecretPending(parts, rotation);
      const isDue = await questions.decideOnRetiring(rotation, isPending);
      return isDue ? askOldKey(questions, rotation) : undefined;
    }
    case 'failed':
      return afterFailure(questions, rotation, outcome.error);
    case 'orphaned':
      return afterOrphan(parts, questions, rotation, outcome.key);
    case 'newKeyGone':
      return afterNewKeyGone(questions, rotation);
    case 'secretGone':
      if (rotation.step === 'prove' || rotation.step === 'replace')
        return (await questions.decideOnSecretGone(rotation)) && leaveFiles(rotation);

      await questions.tell(rotation, outcome);
      return undefined;
    case 'filesLeft': {
      const answer = await questions.decideOnFilesLeft(rotation, outcome.results);
      if (answer === 'replaceAnyway') return agreeToRisks(rotation, outcome.results);
      return answer === 'leaveFiles' ? leaveFiles(rotation, outcome.results) : answer && rotation;
    }
  }
}

/** Asks whether to delete the old key. @returns the rotation with that as its next step; undefined if it is declined */
export async function askOldKey(
  questions: Pick<RotationQuestions, 'confirmDeleteOldKey'>,
  rotation: Rotation,
): Promise<Rotation | undefined> {
  return (await questions.confirmDeleteOldKey(rotation)) ? { ...rotation, step: 'deleteOld' } : undefined;
}

async function afterFailure(
  questions: RotationQuestions,
  rotation: Rotation,
  error: unknown,
): Promise<Rotation | undefined> {
  const mayUndo = rotation.step !== 'undo' && canUndo(rotation);
  const answer = await questions.decideOnFailure(
    rotation,
    error,
    mayUndo ? ['continue', 'undo'] : ['continue'],
  );
  if (answer === 'undo') return mayUndo ? { ...rotation, step: 'undo' } : undefined;
  return answer && rotation;
}

async function afterOrphan(
  parts: RotationParts,
  questions: RotationQuestions,
  rotation: Rotation,
  { accessKeyId, displayName }: AccessKey,
): Promise<Rotation | undefined> {
  const orphan = { projectId: rotation.projectId, accessKeyId, displayName };
  if (!(await questions.confirmDeleteOrphan(orphan))) return undefined;
  await questions.whileDeletingOrphan(orphan, signal => deleteOrphan(parts, orphan, signal));
  return rotation;
}

async function afterNewKeyGone(
  questions: RotationQuestions,
  rotation: Rotation,
): Promise<Rotation | undefined> {
  const mayUndo = canUndo(rotation);
  const ways = mayUndo ? (['undo', 'deleteOldKey'] as const) : (['deleteOldKey'] as const);
  switch (await questions.decideOnNewKeyGone(rotation, ways)) {
    case 'undo':
      return mayUndo ? { ...rotation, step: 'undo' } : undefined;
    case 'deleteOldKey':
      return { ...rotation, step: 'deleteOld', newKey: { kind: 'givenUp' } };
    case undefined:
      return undefined;
  }
}
