import { secretPrefixes } from '../ids';
import { Journal, type JournalEntry, type JournalOptions, type Kept } from '../storage/journal';
import type { Subscription } from '../storage/secretVault';
import type { PendingKey } from '../keys/pendingSecrets';
import { fromStored, type Rotation, type StoredRotation, storedRotation, toStored } from './rotation';

export type RotationEntry = JournalEntry<Rotation>;

/** The stored rotations, unfinished or with a retiring key: one entry per old key, so that none is rotated twice. */
export class Rotations {
  private readonly journal: Journal<StoredRotation>;

  constructor(options: Omit<JournalOptions<StoredRotation>, 'prefix' | 'schema'>) {
    this.journal = new Journal({ ...options, prefix: secretPrefixes.rotation, schema: storedRotation });
  }

  /** Writes the rotation with its next step. @throws TakenOverError, SecretStorageError */
  write(rotation: Rotation): Promise<Kept> {
    return this.journal.write(entryId(rotation), toStored(rotation));
  }

  /**
   * Writes the next step of a rotation that an earlier run left, provided that its entry still has that stamp.
   * @throws TakenOverError, SecretStorageError
   */
  resume(rotation: Rotation, stamp: string): Promise<Kept> {
    return this.journal.resume(entryId(rotation), toStored(rotation), stamp);
  }

  /** @throws TakenOverError if another window continued it; SecretStorageError if that can't be told */
  assertMine(rotation: Rotation): Promise<void> {
    return this.journal.assertMine(entryId(rotation));
  }

  /** Stops working on a rotation for now. @returns the stamp with which it can be resumed */
  leave(rotation: Rotation): string | undefined {
    return this.journal.leave(entryId(rotation));
  }

  /** Ends a rotation that is done. @throws TakenOverError */
  finish(rotation: Rotation): Promise<void> {
    return this.journal.finish(entryId(rotation));
  }

  /** Ends a rotation that the user abandons. @throws TakenOverError, SecretStorageError */
  end(rotation: Rotation): Promise<void> {
    return this.journal.end(entryId(rotation));
  }

  /** @throws SecretStorageError */
  async get(projectId: string, oldKeyId: string): Promise<RotationEntry | undefined> {
    const entry = await this.journal.get(entryId({ projectId, oldKeyId }));
    return entry && readEntry(entry);
  }

  /** The rotations of a project, or of all projects. @throws SecretStorageError */
  async list(projectId?: string): Promise<readonly RotationEntry[]> {
    return (await this.journal.list(startOf(projectId))).map(readEntry);
  }

  /** Deletes the unreadable entries of a project, or of all projects. @throws SecretStorageError */
  endUnreadable(projectId?: string): Promise<void> {
    return this.journal.endUnreadable(startOf(projectId));
  }

  /** Calls back with the project whose rotations may have changed, here or in another window. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.journal.onDidChange(id => {
      listener(id.slice(0, id.indexOf('/')));
    });
  }
}

/** True unless the rotation is running in this window, or done except for its retiring old key. */
export function isUnfinished({ value, progress }: RotationEntry): boolean {
  return value.step !== 'retire' && progress !== 'here';
}

/** True if a key is the new one of a rotation that hasn't reached `retire`: its secret is for the rotation's files. */
export function isNewKeyOf({ value }: RotationEntry, key: PendingKey): boolean {
  const { projectId, step, newKey, newName } = value;
  if (step === 'retire' || key.projectId !== projectId) return false;
  return newKey.kind === 'created' ? key.accessKeyId === newKey.keyId : key.displayName === newName;
}

function readEntry(entry: JournalEntry<StoredRotation>): RotationEntry {
  return { ...entry, value: fromStored(entry.value) };
}

/** The entry's ID. Neither part can contain a slash: both are path segments of the API. */
function entryId({ projectId, oldKeyId }: Pick<Rotation, 'projectId' | 'oldKeyId'>): string {
  return `${projectId}/${oldKeyId}`;
}

/** The start of the entry IDs of a project, or of all projects. */
function startOf(projectId: string | undefined): string {
  return projectId === undefined ? '' : `${projectId}/`;
}
