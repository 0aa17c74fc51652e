import { secretPrefixes } from '../ids';
import { Journal, type JournalEntry, type JournalOptions, type Kept } from '../storage/journal';
import { deleteAll, projectOf, startOf } from '../storage/entryIds';
import { SecretEntries } from '../storage/secretEntries';
import type { Subscription } from '../storage/secretVault';
import type { PendingKey } from '../keys/pendingSecrets';
import type { Logger } from '../ui/log';
import {
  fromStored,
  type OldSecrets,
  type Rotation,
  type StoredRotation,
  storedRotation,
  storedSecrets,
  toStored,
} from './rotation';

export type RotationEntry = JournalEntry<Rotation>;

/**
 * The stored rotations, unfinished or with a retiring key: one entry per old key, so that none is rotated twice. The old
 * key's secrets are apart, so that rows and lists are drawn without them.
 */
export class Rotations {
  /** By the rotation's ID and `begunAt`, with a slash between. Deleted with the rotation. */
  readonly oldSecrets: SecretEntries<OldSecrets>;
  private readonly journal: Journal<StoredRotation>;
  /** The secrets of the rotations that are over, by the IDs of these: another window may have begun the next one. */
  private readonly ended = new Map<string, string>();
  private readonly log: Logger;

  constructor(options: Omit<JournalOptions<StoredRotation>, 'prefix' | 'schema' | 'afterEnd'>) {
    const { rotation, oldSecret } = secretPrefixes;
    this.log = options.log;
    this.oldSecrets = new SecretEntries({ ...options, prefix: oldSecret, schema: storedSecrets });
    this.journal = new Journal({
      ...options,
      prefix: rotation,
      schema: storedRotation,
      afterEnd: id => this.deleteSecrets(id),
    });
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
  async assertMine(rotation: Rotation): Promise<void> {
    await this.journal.assertMine(entryId(rotation));
  }

  /** Stops working on a rotation for now. @returns the stamp with which it can be resumed */
  leave(rotation: Rotation): string | undefined {
    return this.journal.leave(entryId(rotation));
  }

  /** Ends a rotation that is done. @throws TakenOverError */
  finish(rotation: Rotation): Promise<void> {
    this.ended.set(entryId(rotation), secretsIdOf(rotation));
    return this.journal.finish(entryId(rotation));
  }

  /** Ends a rotation that the user abandons. @throws TakenOverError, SecretStorageError */
  end(rotation: Rotation): Promise<void> {
    this.ended.set(entryId(rotation), secretsIdOf(rotation));
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

  /** The IDs of all entries, unreadable ones too: `projectId/oldKeyId`. @throws SecretStorageError */
  ids(): Promise<readonly string[]> {
    return this.journal.ids();
  }

  /** Deletes what no list shows of a project, or of all: unreadable entries and secrets. @throws SecretStorageError */
  async endUnreadable(projectId?: string): Promise<void> {
    await this.journal.endUnreadable(startOf(projectId));
    await deleteAll(this.oldSecrets, startOf(projectId));
  }

  /** Never rejects: the rotation is over, and what stays of it is deleted later. */
  private async deleteSecrets(id: string): Promise<void> {
    const secretsId = this.ended.get(id);
    if (secretsId === undefined) return;
    this.ended.delete(id);
    try {
      await this.oldSecrets.delete(secretsId);
    } catch (error) {
      this.log.error(`The old secrets of the rotation ${id} could not be deleted.`, error);
    }
  }

  /** Calls back with the project whose rotations may have changed, here or in another window. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.journal.onDidChange(id => {
      listener(projectOf(id));
    });
  }
}

/** True unless the rotation is running in this window, or done except for its retiring old key. */
export function isUnfinished({ value, progress }: RotationEntry): boolean {
  return value.step !== 'retire' && progress !== 'here';
}

/** What has replaced a key that still lives. */
export interface Retiring {
  readonly newName: string;
  readonly newKeyId: string | undefined;
  readonly since: Date;
}

/** What has replaced the key `accessKeyId` by one of its project's rotations; undefined if it isn't retiring. */
export function retiringBy(rotations: readonly RotationEntry[], accessKeyId: string): Retiring | undefined {
  const value = rotations.find(
    entry => entry.value.oldKeyId === accessKeyId && entry.value.step === 'retire',
  )?.value;
  return (
    value && {
      newName: value.newName,
      newKeyId: value.newKey.kind === 'created' ? value.newKey.keyId : undefined,
      since: new Date(value.retiringSince ?? value.begunAt),
    }
  );
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

/** The ID of the entry with the old secrets of a rotation. */
export function secretsIdOf(rotation: Pick<Rotation, 'projectId' | 'oldKeyId' | 'begunAt'>): string {
  return `${entryId(rotation)}/${rotation.begunAt}`;
}

function entryId({ projectId, oldKeyId }: Pick<Rotation, 'projectId' | 'oldKeyId'>): string {
  return `${projectId}/${oldKeyId}`;
}
