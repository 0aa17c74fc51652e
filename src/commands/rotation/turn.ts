import type { Rotation } from '../../rotation/rotations';
import type { RotationOutcome } from '../../rotation/rotationOutcome';
import type { ChosenKey } from '../choose';

/** What became of one of several keys. */
export type Turn =
  | {
      readonly kind: 'halted';
      readonly chosen: ChosenKey;
      readonly rotation: Rotation;
      readonly outcome: RotationOutcome;
      /** The secret of the new key is still to be placed. */
      readonly isWaiting: boolean;
    }
  /** It could not be begun. */
  | { readonly kind: 'failed'; readonly chosen: ChosenKey; readonly error: unknown }
  /** It was part of a rotation already; its project is full; or nobody came to it. */
  | { readonly kind: 'rotating' | 'full' | 'notTried'; readonly chosen: ChosenKey };
