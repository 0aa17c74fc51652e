import { array, number, object, optional, picklist, string } from 'valibot';
import type { Replacement } from '../envFiles/replacePair';
import type { AccessKey } from '../sinch/types';
import { filled } from '../storage/storedText';

/**
 * The next step of a rotation. `retire` is the pause between the two halves: the new key is in use, and the old one is
 * retiring until the user deletes it. `undo` reverts the steps before it.
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
 * What happens to the old key. `keep`: it is retiring until the user deletes it. `deleteAfter`: it is deleted once
 * every file is changed. `deleteNow`: it leaked, and is deleted even if some files couldn't be changed. `deleteFirst`:
 * it is deleted before the new one is created, to make room.
 */
export const rotationEndings = ['keep', 'deleteAfter', 'deleteNow', 'deleteFirst'] as const;

export type RotationEnding = (typeof rotationEndings)[number];

const fileStates = ['open', 'replaced', 'idOnly', 'left', 'notRestored'] as const;

export type RotationFileState = (typeof fileStates)[number];

/**
 * The secret beside the old key's ID in a file. `known`: an entry of its own has the secret if it isn't here. `blank`:
 * the variable was empty, as the secret is kept elsewhere.
 */
export type OldSecret =
  | { readonly kind: 'known'; readonly secret?: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown' };

export interface RotationFile {
  /** The file's address. */
  readonly uri: string;
  readonly oldSecret: OldSecret;
  /**
   * `open`: the file is still to be changed. `replaced`: it holds the new pair. `idOnly`: it holds the new key's ID;
   * the secret is kept elsewhere. `left`: it couldn't be changed, and keeps the old key. `notRestored`: an undo
   * couldn't restore it, and it keeps the new key.
   */
  readonly state: RotationFileState;
  /** The names of the file's risks that the user agreed to; none by default. */
  readonly agreed?: readonly string[] | undefined;
}

export interface SignIn {
  /** The projects that the extension signs in to with the old key: the key's project and subprojects of it. */
  readonly projectIds: readonly string[];
  /** The old key's secret, for an undo; undefined if an entry of its own has it. */
  readonly oldSecret?: string | undefined;
}

/**
 * The state of the new key. `notCreated`: as far as is known; an interrupted run may have created it. `givenUp`: it was
 * deleted elsewhere, and the user wants to delete the old key anyway.
 */
export type NewKey =
  | { readonly kind: 'notCreated' }
  | { readonly kind: 'created'; readonly keyId: string }
  | { readonly kind: 'givenUp' };

/** The replacement of an old key with a new one. The new secret is pending until all files hold it. */
export interface Rotation {
  readonly projectId: string;
  readonly oldKeyId: string;
  readonly oldName: string;
  readonly newName: string;
  readonly newKey: NewKey;
  /** IDs of the keys that the project had before, to recognize the new one; entries of version 1 lack them. */
  readonly keyIdsBefore?: readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** Since when the old key is retiring, in milliseconds since the epoch; undefined before that. */
  readonly retiringSince?: number | undefined;
  readonly ending: RotationEnding;
  readonly step: RotationStep;
  /** Set if the extension signs in with the old key. */
  readonly signIn?: SignIn | undefined;
  readonly files: readonly RotationFile[];
  /** Names the entry with the old key's secrets; undefined if they are here, as in entries of version 1. */
  readonly secretsId?: string | undefined;
}

/** The secrets of an old key. */
export interface OldSecrets {
  /** Set if the extension signs in with the key. */
  readonly signIn?: string | undefined;
  /** Those beside the key's ID in the files, by address: empty if blank. Where the secret is unknown, there is none. */
  readonly files: readonly { readonly uri: string; readonly secret: string }[];
}

/** Why a rotation stopped. Its entry stays to be continued, except after `done`, `undone` and `refused`. */
export type RotationOutcome =
  /** The new key is in use; the old one is retiring until the user deletes it. */
  | { readonly kind: 'retiring' }
  /** The new key is in use, and the old one is deleted. */
  | { readonly kind: 'done' }
  /** The files and the sign-in have the old key again; the new one is deleted, unless the user left it in a file. */
  | { readonly kind: 'undone' }
  /** Sinch refused to create the new key, and nothing was changed. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Another window continued or ended the rotation. */
  | { readonly kind: 'takenOver' }
  /** The new key was created, but its secret was lost on the way. */
  | { readonly kind: 'orphaned'; readonly key: AccessKey }
  /** The new key was deleted elsewhere: the old one may be the only one that works. */
  | { readonly kind: 'newKeyGone' }
  /** VS Code no longer has a secret that is needed now: it was inserted by hand, or discarded. */
  | { readonly kind: 'secretGone' }
  /** Some files couldn't be changed; the results are by address. */
  | { readonly kind: 'filesLeft'; readonly results: ReadonlyMap<string, Replacement> };

/** A rotation as its entry holds it: other versions of the extension read and write the same fields. */
export const storedRotation = object({
  projectId: filled,
  oldKeyId: filled,
  oldName: string(),
  newName: filled,
  /** Absent if the key isn't created yet or, at the step `deleteOld`, if it was given up. */
  newKeyId: optional(filled),
  keyIdsBefore: optional(array(filled)),
  begunAt: number(),
  retiringSince: optional(number()),
  ending: picklist(rotationEndings),
  step: picklist(rotationSteps),
  secretsId: optional(filled),
  signIn: optional(object({ projectIds: array(filled), oldSecret: optional(filled) })),
  files: array(
    object({
      uri: filled,
      /** Empty if the variable was blank; absent if the secret is unknown, or in the entry that `secretsId` names. */
      oldSecret: optional(string()),
      state: picklist(fileStates),
      agreed: optional(array(string())),
    }),
  ),
});

export const storedSecrets = object({
  signIn: optional(filled),
  files: array(object({ uri: filled, secret: string() })),
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
    files: stored.files.map(file => ({
      ...file,
      oldSecret: oldSecretOf(file.oldSecret, stored.secretsId !== undefined),
    })),
  };
}

export function toStored({ newKey, ...fields }: Rotation): StoredRotation {
  return {
    ...fields,
    newKeyId: newKey.kind === 'created' ? newKey.keyId : undefined,
    files: fields.files.map(file => ({ ...file, oldSecret: textOf(file.oldSecret) })),
  };
}

function oldSecretOf(secret: string | undefined, isApart: boolean): OldSecret {
  if (secret) return { kind: 'known', secret };
  if (secret === '') return { kind: 'blank' };
  return { kind: isApart ? 'known' : 'unknown' };
}

/** The secret beside the old key's ID in a file: empty if it was blank, undefined if it is unknown or not here. */
export function textOf(oldSecret: OldSecret): string | undefined {
  return oldSecret.kind === 'known' ? oldSecret.secret : oldSecret.kind === 'blank' ? '' : undefined;
}
