import type { Rotation, RotationOutcome } from './rotation';
import type { RotationParts } from './rotationParts';

/** The result of a step: the rotation after it and, if the rotation stops here, the outcome. */
export interface StepResult {
  readonly rotation: Rotation;
  readonly outcome?: RotationOutcome;
  /** Where the secret of the key that this step created is kept. */
  readonly kept?: 'stored' | 'heldInMemory';
}

export interface StepOptions {
  readonly signal: AbortSignal;
  /** True if an interrupted run may already have carried out the step. */
  readonly isResumed: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * Fulfilled once the journal has the step; rejected where the step must not be carried out. A step may read before
   * that, and changes nothing of the rotation.
   */
  readonly written: Promise<void>;
}

export type Step = (parts: RotationParts, rotation: Rotation, options: StepOptions) => Promise<StepResult>;
