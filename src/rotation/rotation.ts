import { array, number, object, optional, picklist, string } from 'valibot';
import type { Replacement } from '../envFiles/replacePair';
import type { AccessKey } from '../sinch/types';
import { filled } from '../storage/storedText';

/**
 * What is to be done next. `retire` is the rest between the two halves: the new key is in place, and the old one lives
 * until the user deletes it. `undo` takes back what was done before it.
 */
export const rotationSteps = [
  'deleteFirst',
  'create',
  'prove',
  'signIn',
  'replace',
  'release',
  'retire',
  'deleteOld',
  'undo',
] as const;

export type RotationStep = (typeof rotationSteps)[number];

/**
 * What becomes of the old key. `keep`: it retires until the user says. `deleteAfter`: it goes once every file is
 * changed. `deleteNow`: it leaked, and goes whether or not every file could be changed. `deleteFirst`: it makes room
 * for the new one.
 */
export const rotationEndings = ['keep', 'deleteAfter', 'deleteNow', 'deleteFirst'] as const;

export type RotationEnding = (typeof rotationEndings)[number];

const fileStates = ['open', 'replaced', 'idOnly', 'left', 'notRestored'] as const;

export type RotationFileState = (typeof fileStates)[number];

/** What stood beside the old key's ID. `blank`: the variable was empty, for the secret is kept elsewhere. */
export type OldSecret =
  | { readonly kind: 'known'; readonly secret: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown' };

export interface RotationFile {
  /** Its address. */
  readonly uri: string;
  readonly oldSecret: OldSecret;
  /**
   * `idOnly`: it holds the new key's ID, and its secret is kept elsewhere. `left`: it could not be changed, and was given
   * up. `notRestored`: the same of one that an undo could not put back.
   */
  readonly state: RotationFileState;
  /** The names of its risks that the user agreed to; none by default. */
  readonly agreed?: readonly string[] | undefined;
}

export interface SignIn {
  /** The projects it signs in to with the old key: that of the key, and subprojects of it. */
  readonly projectIds: readonly string[];
  /** To go back to the old key. */
  readonly oldSecret: string;
}

/**
 * `notCreated`: as far as is known; where a run was cut off, it may have been. `givenUp`: it was deleted elsewhere, and
 * the user wants the old key deleted all the same.
 */
export type NewKey =
  | { readonly kind: 'notCreated' }
  | { readonly kind: 'created'; readonly keyId: string }
  | { readonly kind: 'givenUp' };

/** A new key replaces an old one. The secret of the new one is pending like any other until the files hold it. */
export interface Rotation {
  readonly projectId: string;
  readonly oldKeyId: string;
  readonly oldName: string;
  readonly newName: string;
  readonly newKey: NewKey;
  /** IDs of the keys the project had before, so that the new one is known by its own; entries of version 1 lack them. */
  readonly keyIdsBefore?: readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** Milliseconds since the epoch; since then the old key lives on only until it is deleted. */
  readonly retiringSince?: number | undefined;
  readonly ending: RotationEnding;
  readonly step: RotationStep;
  /** The extension signs in with the old key. */
  readonly signIn?: SignIn | undefined;
  readonly files: readonly RotationFile[];
}

/** Where a rotation stopped. Save for `done`, `undone` and `refused` its entry stays, and it can be continued. */
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
  /** Another window continued it, or ended it. */
  | { readonly kind: 'takenOver' }
  /** The new key was created, and its secret was lost on the way. */
  | { readonly kind: 'orphaned'; readonly key: AccessKey }
  /** The new key was deleted elsewhere: the old one may be all there is. */
  | { readonly kind: 'newKeyGone' }
  /** VS Code doesn't have the secret of a key that is needed now: it was inserted by hand, or discarded. */
  | { readonly kind: 'secretGone' }
  /** Some files could not be changed; each with what became of it, by address. */
  | { readonly kind: 'filesLeft'; readonly results: ReadonlyMap<string, Replacement> };

/** A rotation as its entry holds it: other versions of the extension read and write the same fields. */
export const storedRotation = object({
  projectId: filled,
  oldKeyId: filled,
  oldName: string(),
  newName: filled,
  /** Absent where the key is not created yet and, at the step `deleteOld`, where it was given up. */
  newKeyId: optional(filled),
  keyIdsBefore: optional(array(filled)),
  begunAt: number(),
  retiringSince: optional(number()),
  ending: picklist(rotationEndings),
  step: picklist(rotationSteps),
  signIn: optional(object({ projectIds: array(filled), oldSecret: filled })),
  files: array(
    object({
      uri: filled,
      /** Empty where the variable was blank; absent where nothing is known. */
      oldSecret: optional(string()),
      state: picklist(fileStates),
      agreed: optional(array(string())),
    }),
  ),
});

export type StoredRotation = Omit<Rotation, 'newKey' | 'files'> & {
  readonly newKeyId?: string | undefined;
  readonly files: readonly (Omit<RotationFile, 'oldSecret'> & { readonly oldSecret?: string | undefined })[];
};

export function fromStored({ newKeyId, ...stored }: StoredRotation): Rotation {
  return {
    ...stored,
    newKey: newKeyId
      ? { kind: 'created', keyId: newKeyId }
      : { kind: stored.step === 'deleteOld' ? 'givenUp' : 'notCreated' },
    files: stored.files.map(file => ({ ...file, oldSecret: oldSecretOf(file.oldSecret) })),
  };
}

export function toStored({ newKey, ...fields }: Rotation): StoredRotation {
  return {
    ...fields,
    newKeyId: newKey.kind === 'created' ? newKey.keyId : undefined,
    files: fields.files.map(file => ({ ...file, oldSecret: textOf(file.oldSecret) })),
  };
}

function oldSecretOf(secret: string | undefined): OldSecret {
  return secret ? { kind: 'known', secret } : { kind: secret === undefined ? 'unknown' : 'blank' };
}

/** What stood beside the old key's ID: empty where it was blank, undefined where nothing is known. */
export function textOf(oldSecret: OldSecret): string | undefined {
  return oldSecret.kind === 'known' ? oldSecret.secret : oldSecret.kind === 'blank' ? '' : undefined;
}
