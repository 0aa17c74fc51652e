import { l10n } from 'vscode';
import type { Rotation } from '../../rotation/rotations';
import { runRotation, type RunResult } from '../../rotation/runRotation';
import { withProgress } from '../../ui/progress';
import { warnHeldInMemory } from '../warnHeldInMemory';
import { isWaiting } from './isWaiting';
import type { RotatingParts } from './rotatingParts';
import { settleOutcome } from './settleOutcome';
import { stepWords } from './stepWords';

/**
 * Goes on with a rotation, and settles with the user whatever stops it.
 * @param from the stamp of its entry, save where it begins
 * @throws UserError
 */
export async function continueRotation(parts: RotatingParts, begun: Rotation, from?: string): Promise<void> {
  let [next, resumes]: readonly [Rotation | undefined, string | undefined] = [begun, from];
  while (next) {
    const { rotation, outcome, isSecretHeld, stamp } = await runWithProgress(parts, next, resumes);
    if (isSecretHeld && (await isWaiting(parts, rotation))) warnHeldInMemory(parts, rotation.newName);
    [next, resumes] = [await settleOutcome(parts, rotation, outcome), stamp];
  }
}

function runWithProgress(
  parts: RotatingParts,
  begun: Rotation,
  resumes: string | undefined,
): Thenable<RunResult> {
  const title =
    begun.step === 'undo'
      ? l10n.t('Undoing the rotation of “{0}”', begun.oldName)
      : l10n.t('Rotating “{0}”', begun.oldName);
  return withProgress(title, (signal, report) =>
    runRotation(parts.rotation, begun, {
      signal,
      resumes,
      onStep: rotation => {
        const words = stepWords(rotation);
        if (words !== undefined) report(words);
      },
    }),
  );
}
