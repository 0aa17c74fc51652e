import type { Replacement } from '../envFiles/replacePair';
import type { AccessKey } from '../sinch/types';

/** Where a rotation stopped. Save for `done`, `undone` and `refused` its entry stays, and it can be gone on with. */
export type RotationOutcome =
  /** The new key is in place; the old one lives until the user deletes it. */
  | { readonly kind: 'retiring' }
  /** The new key is in place, and the old one is deleted. */
  | { readonly kind: 'done' }
  /** Everything is as before: the new key is deleted. */
  | { readonly kind: 'undone' }
  /** The new key was refused before anything was done. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Somebody else went on with it, or ended it. */
  | { readonly kind: 'takenOver' }
  /** The new key was created, and its secret was lost on the way. */
  | { readonly kind: 'orphaned'; readonly key: AccessKey }
  /** The new key was deleted elsewhere: the old one may be all there is. */
  | { readonly kind: 'newKeyGone' }
  /** The secret of a key that is needed now is not kept here: it was placed by hand, or dropped. */
  | { readonly kind: 'secretGone' }
  /** Some files could not be changed; each with what became of it, by address. */
  | { readonly kind: 'filesLeft'; readonly results: ReadonlyMap<string, Replacement> };
