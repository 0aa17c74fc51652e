import type { Rotation } from './rotations';
import type { RotationOutcome } from './rotationOutcome';
import type { RotationParts } from './rotationParts';

/** What a step came to: the rotation as it stands now, and why it goes no further, where it doesn't. */
export interface StepResult {
  readonly rotation: Rotation;
  readonly outcome?: RotationOutcome;
  /** Where the secret of the key that was just created is. */
  readonly kept?: 'stored' | 'heldInMemory';
}

export interface StepOptions {
  readonly signal: AbortSignal;
  /** True where the step may have been carried out before, by a run that was cut off. */
  readonly isResumed: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type Step = (parts: RotationParts, rotation: Rotation, options: StepOptions) => Promise<StepResult>;
