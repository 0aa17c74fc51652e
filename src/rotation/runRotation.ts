import type { Rotation, RotationOutcome } from './rotation';
import { type Kept, TakenOverError } from '../storage/journal';
import { SecretStorageError } from '../storage/secretVault';
import type { RotationParts } from './rotationParts';
import { steps } from './steps';

export interface RunOptions {
  readonly signal: AbortSignal;
  /**
   * The stamp of the entry that an earlier run left. It was interrupted at this step, or at a later one if the journal
   * failed.
   */
  readonly resumes?: string | undefined;
  /** Called when a step is written. */
  readonly onStep?: (rotation: Rotation) => void;
}

export interface RunResult {
  readonly rotation: Rotation;
  readonly outcome: RotationOutcome;
  /** True if this run created the new key and its secret is in this window's memory only. */
  readonly isSecretHeld: boolean;
  /** The stamp with which the rotation can be resumed. */
  readonly stamp?: string | undefined;
}

/**
 * Runs a rotation until it is done or stops. Each step is written to the journal before it changes anything. If that
 * fails while an earlier step is stored, it stops: after a crash, the earlier step would be continued. Never rejects:
 * the error of a step, or an abort, is in the outcome.
 */
export async function runRotation(
  parts: RotationParts,
  begun: Rotation,
  { resumes, ...options }: RunOptions,
): Promise<RunResult> {
  let kept: Kept | undefined;
  try {
    // Stored before anything else, so that the user's decision, such as to undo, survives a crash.
    if (resumes !== undefined) kept = await parts.rotations.resume(begun, resumes);
  } catch (error) {
    return { rotation: begun, outcome: outcomeFor(error), isSecretHeld: false, stamp: resumes };
  }
  const result = await carryOut(parts, begun, { ...options, kept });
  return { ...result, stamp: parts.rotations.leave(begun) };
}

async function carryOut(
  parts: RotationParts,
  begun: Rotation,
  { signal, kept: resumed, onStep }: Omit<RunOptions, 'resumes'> & { readonly kept: Kept | undefined },
): Promise<Omit<RunResult, 'stamp'>> {
  const { now = Date.now } = parts;
  const isResumed = resumed !== undefined;
  let rotation = begun;
  let isSecretHeld = false;
  const enter = async (writing: Promise<Kept | undefined>): Promise<void> => {
    if ((await writing) === 'outdated') throw new SecretStorageError('store');
    signal.throwIfAborted();
    onStep?.(rotation);
  };
  try {
    let written = enter(Promise.resolve(resumed));
    for (;;) {
      const running = steps[rotation.step](parts, rotation, { signal, isResumed, now: now(), written });
      await Promise.allSettled([written, running]);
      await written;
      const result = await running;
      const { outcome } = result;
      if (result.kept === 'heldInMemory') isSecretHeld = true;
      if (outcome && isOver(outcome)) return { rotation, outcome, isSecretHeld };
      const isChanged = result.rotation !== rotation;
      rotation = result.rotation;
      const writing = isChanged ? parts.rotations.write(rotation) : Promise.resolve(undefined);
      if (outcome) {
        await writing;
        return { rotation, outcome, isSecretHeld };
      }
      written = enter(writing);
    }
  } catch (error) {
    return { rotation, outcome: outcomeFor(error), isSecretHeld };
  }
}

function outcomeFor(error: unknown): RotationOutcome {
  return error instanceof TakenOverError ? { kind: 'takenOver' } : { kind: 'failed', error };
}

function isOver({ kind }: RotationOutcome): boolean {
  return kind === 'done' || kind === 'undone' || kind === 'refused';
}
