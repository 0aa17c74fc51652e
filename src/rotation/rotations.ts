import { array, number, object, optional, picklist, string } from 'valibot';
import { secretPrefixes } from '../ids';
import { Journal, type JournalEntry, type JournalOptions, type Kept } from '../storage/journal';
import type { Subscription } from '../storage/secretVault';
import { filled } from '../storage/storedText';
import type { PendingKey } from '../keys/pendingSecrets';

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

export interface RotationFile {
  /** Its address. */
  readonly uri: string;
  /** The secret that stood beside the old key's ID, where there was one. */
  readonly oldSecret?: string | undefined;
  /**
   * `idOnly`: it holds the new key's ID, and its secret is kept elsewhere. `left`: it could not be changed, and was given
   * up. `notRestored`: the same of one that an undo could not put back.
   */
  readonly state: RotationFileState;
}

const fileStates = ['open', 'replaced', 'idOnly', 'left', 'notRestored'] as const;

export type RotationFileState = (typeof fileStates)[number];

export interface SignIn {
  /** The projects it signs in to with the old key: that of the key, and subprojects of it. */
  readonly projectIds: readonly string[];
  /** To go back to the old key. */
  readonly oldSecret: string;
}

/** A key takes the place of another. The secret of the new one waits like any other until the files hold it. */
export interface Rotation {
  readonly projectId: string;
  readonly oldKeyId: string;
  readonly oldName: string;
  readonly newName: string;
  /** Known once the new key was created. */
  readonly newKeyId?: string | undefined;
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

export type RotationEntry = JournalEntry<Rotation>;

const storedRotation = object({
  projectId: filled,
  oldKeyId: filled,
  oldName: string(),
  newName: filled,
  newKeyId: optional(filled),
  begunAt: number(),
  retiringSince: optional(number()),
  ending: picklist(rotationEndings),
  step: picklist(rotationSteps),
  signIn: optional(object({ projectIds: array(filled), oldSecret: filled })),
  files: array(
    object({
      uri: filled,
      oldSecret: optional(string()),
      state: picklist(fileStates),
    }),
  ),
});

/** The rotations under way and the keys that retire: one for each old key, so that none is rotated twice. */
export class Rotations {
  private readonly journal: Journal<Rotation>;

  constructor(options: Omit<JournalOptions<Rotation>, 'prefix' | 'schema'>) {
    this.journal = new Journal({ ...options, prefix: secretPrefixes.rotation, schema: storedRotation });
  }

  /** Writes what is to be done next. @throws TakenOverError, SecretStorageError */
  write(rotation: Rotation): Promise<Kept> {
    return this.journal.write(entryId(rotation), rotation);
  }

  /** The same for one that was left when its entry had that stamp. @throws TakenOverError, SecretStorageError */
  resume(rotation: Rotation, stamp: string): Promise<Kept> {
    return this.journal.resume(entryId(rotation), rotation, stamp);
  }

  /** @throws TakenOverError where another window went on with it; SecretStorageError where nobody can say */
  assertMine(rotation: Rotation): Promise<void> {
    return this.journal.assertMine(entryId(rotation));
  }

  /** This window does nothing more about it for now. @returns the stamp with which it can be resumed */
  leave(rotation: Rotation): string | undefined {
    return this.journal.leave(entryId(rotation));
  }

  /** Nothing is left to do. @throws TakenOverError */
  finish(rotation: Rotation): Promise<void> {
    return this.journal.finish(entryId(rotation));
  }

  /** Gives it up as it is. @throws TakenOverError, SecretStorageError */
  end(rotation: Rotation): Promise<void> {
    return this.journal.end(entryId(rotation));
  }

  /** @throws SecretStorageError */
  get(projectId: string, oldKeyId: string): Promise<RotationEntry | undefined> {
    return this.journal.get(entryId({ projectId, oldKeyId }));
  }

  /** Of a project, or of all. @throws SecretStorageError */
  list(projectId?: string): Promise<readonly RotationEntry[]> {
    return this.journal.list(projectId === undefined ? '' : `${projectId}/`);
  }

  /** Of a project, or of all: forgets those nobody can read. @throws SecretStorageError */
  endUnreadable(projectId?: string): Promise<void> {
    return this.journal.endUnreadable(projectId === undefined ? '' : `${projectId}/`);
  }

  /** Calls back with the project whose rotations may have changed, here or in another window. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.journal.onDidChange(id => {
      listener(id.slice(0, id.indexOf('/')));
    });
  }
}

/** True where somebody should go on with it: it neither rests nor is being worked on here. */
export function isUnfinished({ value, progress }: RotationEntry): boolean {
  return value.step !== 'retire' && progress !== 'here';
}

/** True where a key is the new one of a rotation that is not at rest: its secret waits for the files of that. */
export function isNewKeyOf({ value }: RotationEntry, key: PendingKey): boolean {
  const { projectId, step, newKeyId, newName } = value;
  if (step === 'retire' || key.projectId !== projectId) return false;
  return newKeyId === undefined ? key.displayName === newName : key.accessKeyId === newKeyId;
}

/**
 * True where a rotation was cut off before it knew that it had made this key: it finds the key by its secret, which nobody
 * else may place until it has.
 */
export function awaitsKey({ value }: RotationEntry, { projectId, displayName }: PendingKey): boolean {
  const { newKeyId, newName, step } = value;
  return (
    newKeyId === undefined && step !== 'retire' && projectId === value.projectId && displayName === newName
  );
}

/** Neither ID holds a slash: both are path segments of the API. */
function entryId({ projectId, oldKeyId }: Pick<Rotation, 'projectId' | 'oldKeyId'>): string {
  return `${projectId}/${oldKeyId}`;
}
