import { l10n } from 'vscode';
import type { Rotation } from '../../keys/rotations';
import { runRotation, type RunResult } from '../../rotation/runRotation';
import { withProgress } from '../../ui/progress';
import { warnHeld } from '../warnHeld';
import type { RotatingParts } from './rotatingParts';
import { settleHalt } from './settleHalt';
import { stepWords } from './stepWords';

/** Goes on with a rotation, and settles with the user whatever stops it. @throws UserError */
export async function carryOn(
  parts: RotatingParts,
  begun: Rotation,
  { isResumed }: { readonly isResumed: boolean },
): Promise<void> {
  let next: Rotation | undefined = begun;
  for (let mayRepeat = isResumed; next; mayRepeat = true) {
    const { rotation, halt, isSecretHeld } = await runWithProgress(parts, next, mayRepeat);
    if (isSecretHeld && (await isWaiting(parts, rotation))) warnHeld(parts, rotation.newName);
    next = await settleHalt(parts, rotation, halt);
  }
}

function runWithProgress(parts: RotatingParts, begun: Rotation, isResumed: boolean): Thenable<RunResult> {
  const title =
    begun.step === 'undo'
      ? l10n.t('Undoing the rotation of “{0}”', begun.oldName)
      : l10n.t('Rotating “{0}”', begun.oldName);
  return withProgress(title, (signal, report) =>
    runRotation(parts.rotation, begun, {
      signal,
      isResumed,
      onStep: rotation => {
        const words = stepWords(rotation);
        if (words !== undefined) report(words);
      },
    }),
  );
}

/** Whether the secret of the new key is still to be placed. */
export async function isWaiting(
  { waiting }: Pick<RotatingParts, 'waiting'>,
  { projectId, newKeyId }: Rotation,
): Promise<boolean> {
  return newKeyId !== undefined && (await waiting.get(projectId, newKeyId)) !== undefined;
}
