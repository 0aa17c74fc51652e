import { object } from 'valibot';
import { secretPrefixes } from '../ids';
import type { Creations } from './creations';
import { deleteAll, deleteUnreadable, projectOf, startOf } from '../storage/entryIds';
import { SecretEntries } from '../storage/secretEntries';
import type { SecretVault, Subscription } from '../storage/secretVault';
import { filled } from '../storage/storedText';
import type { Logger } from '../ui/log';

/** The secret of a new key that is neither inserted nor discarded yet. Sinch showed it once. */
export interface PendingSecret {
  readonly projectId: string;
  readonly accessKeyId: string;
  readonly displayName: string;
  readonly secret: string;
}

/** A key with a pending secret, without that secret: what may be shown. */
export type PendingKey = Omit<PendingSecret, 'secret'>;

const storedKey = object({ projectId: filled, accessKeyId: filled, displayName: filled });

const storedSecret = object({ ...storedKey.entries, secret: filled });

/**
 * The pending secrets, an entry each in SecretStorage; they survive a restart. What may be shown of each is noted
 * beside it, so that its secret is read only to be used. A secret that SecretStorage didn't keep is held in memory, and
 * storing it is tried again whenever it is read or listed.
 */
export class PendingSecrets {
  private readonly entries: SecretEntries<PendingSecret>;
  /** What may be shown of the entries; those of earlier versions have none until they are listed. */
  private readonly notes: SecretEntries<PendingKey>;
  /** Secrets whose keys Sinch didn't name, by the ID of the create that made them. */
  private readonly unclaimed: SecretEntries<{ readonly secret: string }>;

  constructor(
    secrets: SecretVault,
    private readonly log: Logger,
    private readonly creations: Pick<Creations, 'finishThoseOf'>,
  ) {
    const { unclaimedSecret, pendingSecret, pendingKey } = secretPrefixes;
    const unclaimed = object({ secret: filled });
    this.unclaimed = new SecretEntries({ secrets, prefix: unclaimedSecret, schema: unclaimed, log });
    this.entries = new SecretEntries({ secrets, prefix: pendingSecret, schema: storedSecret, log });
    this.notes = new SecretEntries({ secrets, prefix: pendingKey, schema: storedKey, log });
  }

  /** @returns whether it is in SecretStorage, or in this window's memory only. */
  async keep(secret: PendingSecret): Promise<'stored' | 'heldInMemory'> {
    const noted = this.note(secret);
    const kept = await this.entries.set(idOf(secret), secret);
    await noted;
    return kept;
  }

  /** Keeps the secret of a key that Sinch made without saying which, until it is claimed for that key. */
  async keepUnclaimed(createId: string, secret: string): Promise<void> {
    await this.unclaimed.set(createId, { secret });
  }

  /** True if the secret of a create is kept and its key isn't found yet. @throws SecretStorageError */
  async isUnclaimed(createId: string): Promise<boolean> {
    void this.unclaimed.storeHeld(createId);
    return (await this.unclaimed.get(createId)) !== undefined;
  }

  /** True if the secret of a create whose key isn't found yet is in this window's memory only. */
  isUnclaimedHeld(createId: string): boolean {
    return this.unclaimed.isHeld(createId);
  }

  /**
   * The pending secret of the key that a create turned out to have made; undefined where there is none, or the key has
   * another, and so was made by another create. From now on it is kept for that key only.
   * @throws SecretStorageError where it is still kept under the create
   */
  async claim(createId: string, key: PendingKey): Promise<PendingSecret | undefined> {
    const { projectId, accessKeyId, displayName } = key;
    const known = await this.get(projectId, accessKeyId);
    const found = await this.unclaimed.get(createId);
    if (!found) return known;
    if (known && known.secret !== found.secret) return undefined;
    const secret = known ?? { projectId, accessKeyId, displayName, ...found };
    if (this.unclaimed.isHeld(createId)) {
      await this.keep(secret);
    } else {
      // What is stored under the create survives a crash, and stays until it is stored for the key.
      await this.note(secret);
      await this.entries.store(idOf(secret), secret);
    }
    await this.unclaimed.delete(createId);
    return secret;
  }

  /** True where it is in this window's memory only. */
  isHeld(key: Pick<PendingKey, 'projectId' | 'accessKeyId'>): boolean {
    return this.entries.isHeld(idOf(key));
  }

  /** @throws SecretStorageError */
  get(projectId: string, accessKeyId: string): Promise<PendingSecret | undefined> {
    const id = idOf({ projectId, accessKeyId });
    void this.storeHeld(id);
    return this.entries.get(id);
  }

  /**
   * Removes a secret that the user has now, or doesn't want. The unconfirmed creates that may have made its key end
   * first: without the secret, each would take the key for one whose secret is lost, and offer to delete it.
   * @param due the secret stays until this is fulfilled
   * @throws what `due` rejects with; TakenOverError, SecretStorageError if the secret is still pending
   */
  async settle(key: PendingKey, due = Promise.resolve()): Promise<void> {
    await Promise.all([due, this.endCreatesOf(key)]);
    await this.drop(key.projectId, key.accessKeyId);
  }

  private async endCreatesOf({ projectId, accessKeyId, displayName }: PendingKey): Promise<void> {
    try {
      await this.creations.finishThoseOf({ projectId, accessKeyId, displayName }, id => this.isUnclaimed(id));
    } catch (error) {
      // Without a keyring there is nothing to end, and a secret in memory can be let go all the same.
      if (!this.isHeld({ projectId, accessKeyId })) throw error;
    }
  }

  /** Removes the secret of a key that is deleted or forgotten. @throws SecretStorageError where it is still stored */
  async drop(projectId: string, accessKeyId: string): Promise<void> {
    const id = idOf({ projectId, accessKeyId });
    const isHeld = this.entries.isHeld(id);
    // At once: a secret without a note is noted again, and a note without a secret is never shown.
    const ends = await Promise.allSettled([this.entries.delete(id), this.notes.delete(id)]);
    if (!isHeld && ends[0].status === 'rejected') throw ends[0].reason;
    for (const end of ends) {
      if (end.status === 'rejected')
        this.log.error(`What is stored of the secret of ${accessKeyId} was not deleted.`, end.reason);
    }
  }

  /** Deletes the secrets of a project, or of all, that no list shows. @throws SecretStorageError */
  async dropUnlisted(projectId?: string): Promise<void> {
    const start = startOf(projectId);
    await deleteUnreadable(this.entries, start);
    await deleteAll(this.unclaimed, start);
    await deleteAll(this.notes, start);
  }

  /**
   * The keys of a project, or of all projects, with pending secrets. If SecretStorage doesn't answer, those held in
   * memory, if any.
   * @throws SecretStorageError
   */
  list(projectId?: string): Promise<readonly PendingKey[]> {
    return this.entries.list(startOf(projectId), id => this.shown(id));
  }

  /** Calls back with the project whose pending secrets may have changed, here or in another window. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.entries.onDidChange(id => {
      listener(projectOf(id));
    });
  }

  /** What may be shown of an entry. Where it isn't noted, the entry is read, once. */
  private async shown(id: string): Promise<PendingKey | undefined> {
    void this.storeHeld(id);
    const isHeld = this.entries.isHeld(id);
    const noted = isHeld ? undefined : await this.notes.get(id);
    if (noted) return noted;
    const secret = await this.entries.get(id);
    if (secret && !isHeld) await this.note(secret);
    return secret && withoutSecret(secret);
  }

  /** Tries again to store a secret that is held in memory. Never rejects. */
  private async storeHeld(id: string): Promise<void> {
    const held = this.entries.isHeld(id) ? await this.entries.get(id) : undefined;
    if (!held) return;
    void this.note(held);
    await this.entries.storeHeld(id);
  }

  /** Notes what may be shown. Begun before the secret is stored, so that no window reads that for its rows. */
  private note(secret: PendingSecret): Promise<void> {
    return this.notes.note(idOf(secret), withoutSecret(secret));
  }
}

function withoutSecret({ projectId, accessKeyId, displayName }: PendingSecret): PendingKey {
  return { projectId, accessKeyId, displayName };
}

function idOf({ projectId, accessKeyId }: Pick<PendingKey, 'projectId' | 'accessKeyId'>): string {
  return `${projectId}/${accessKeyId}`;
}
