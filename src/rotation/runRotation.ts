import type { Rotation, RotationOutcome } from './rotation';
import { type Kept, TakenOverError } from '../storage/journal';
import { SecretStorageError } from '../storage/secretVault';
import type { RotationParts } from './rotationParts';
import { steps } from './steps';

export interface RunOptions {
  readonly signal: AbortSignal;
  /**
   * The stamp of the entry that an earlier run left; it was cut off at this step or, where the journal failed, at a
   * later one.
   */
  readonly resumes?: string | undefined;
  /** Told of each step before it is carried out. */
  readonly onStep?: (rotation: Rotation) => void;
}

export interface RunResult {
  readonly rotation: Rotation;
  readonly outcome: RotationOutcome;
  /** True if this run created the new key and its secret is in this window's memory only. */
  readonly isSecretHeld: boolean;
  /** With which it can be resumed. */
  readonly stamp?: string | undefined;
}

/**
 * Runs a rotation until it is done or can't go further; the journal holds each step before it begins. It stops where that
 * can't be stored while an earlier step is: after a crash, that one would be continued. Never rejects: what a step fails
 * with, an abort too, is its outcome.
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
  try {
    assertCurrent(resumed);
    for (;;) {
      onStep?.(rotation);
      const result = await steps[rotation.step](parts, rotation, {
        signal,
        isResumed,
        now: now(),
      });
      const { outcome } = result;
      if (result.kept === 'heldInMemory') isSecretHeld = true;
      if (outcome && isOver(outcome)) return { rotation, outcome, isSecretHeld };
      const isChanged = result.rotation !== rotation;
      rotation = result.rotation;
      const kept = isChanged ? await parts.rotations.write(rotation) : undefined;
      if (outcome) return { rotation, outcome, isSecretHeld };
      assertCurrent(kept);
      signal.throwIfAborted();
    }
  } catch (error) {
    return { rotation, outcome: outcomeFor(error), isSecretHeld };
  }
}

function outcomeFor(error: unknown): RotationOutcome {
  return error instanceof TakenOverError ? { kind: 'takenOver' } : { kind: 'failed', error };
}

function assertCurrent(kept: Kept | undefined): void {
  if (kept === 'outdated') throw new SecretStorageError('store');
}

function isOver({ kind }: RotationOutcome): boolean {
  return kind === 'done' || kind === 'undone' || kind === 'refused';
}
