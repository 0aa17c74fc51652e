import { object } from 'valibot';
import { secretPrefixes } from '../ids';
import type { Creations } from './creations';
import type { AccessKey } from '../sinch/types';
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

/** Gives `key` its current name, if that is known: it may have been renamed since. */
export function withCurrentName<K extends PendingKey>(
  keys: { find(projectId: string, accessKeyId: string): AccessKey | undefined },
  key: K,
): K {
  const displayName = keys.find(key.projectId, key.accessKeyId)?.displayName;
  return displayName === undefined ? key : { ...key, displayName };
}

const storedSecret = object({ projectId: filled, accessKeyId: filled, displayName: filled, secret: filled });

/**
 * The pending secrets, an entry each in SecretStorage; they survive a restart. A secret that SecretStorage didn't keep is
 * held in memory, and storing it is tried again whenever it is read.
 */
export class PendingSecrets {
  private readonly entries: SecretEntries<PendingSecret>;
  /** Secrets whose keys Sinch didn't name, by the ID of the create that made them. */
  private readonly unclaimed: SecretEntries<{ readonly secret: string }>;

  constructor(
    secrets: SecretVault,
    private readonly log: Logger,
    private readonly creations: Pick<Creations, 'finishThoseOf'>,
  ) {
    this.unclaimed = new SecretEntries({
      secrets,
      prefix: secretPrefixes.unclaimedSecret,
      schema: object({ secret: filled }),
      log,
    });
    this.entries = new SecretEntries({
      secrets,
      prefix: secretPrefixes.pendingSecret,
      schema: storedSecret,
      log,
    });
  }

  /** @returns whether it is in SecretStorage, or in this window's memory only. */
  keep(secret: PendingSecret): Promise<'stored' | 'heldInMemory'> {
    return this.entries.set(entryId(secret.projectId, secret.accessKeyId), secret);
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
   * Keeps the secret of a create for the key that turned out to be its own.
   * @returns undefined where there is none
   * @throws SecretStorageError
   */
  async claim(createId: string, key: PendingKey): Promise<PendingSecret | undefined> {
    const found = await this.unclaimed.get(createId);
    if (!found) return undefined;
    const { projectId, accessKeyId, displayName } = key;
    const pending = { projectId, accessKeyId, displayName, ...found };
    if ((await this.keep(pending)) === 'stored') await this.unclaimed.delete(createId);
    return pending;
  }

  /** True where it is in this window's memory only. */
  isHeld({ projectId, accessKeyId }: Pick<PendingKey, 'projectId' | 'accessKeyId'>): boolean {
    return this.entries.isHeld(entryId(projectId, accessKeyId));
  }

  /** @throws SecretStorageError */
  get(projectId: string, accessKeyId: string): Promise<PendingSecret | undefined> {
    const id = entryId(projectId, accessKeyId);
    void this.entries.storeHeld(id);
    return this.entries.get(id);
  }

  /**
   * Removes a secret that the user has now, or doesn't want. The unconfirmed creates that may have made its key end first:
   * without the secret, each would take the key for one whose secret is lost, and offer to delete it.
   * @throws TakenOverError, SecretStorageError if the secret is still pending
   */
  async settle({ projectId, accessKeyId, displayName }: PendingKey): Promise<void> {
    try {
      await this.creations.finishThoseOf({ projectId, accessKeyId, displayName });
    } catch (error) {
      // Without a keyring there is nothing to end, and a secret in memory can be let go all the same.
      if (!this.isHeld({ projectId, accessKeyId })) throw error;
    }
    await this.drop(projectId, accessKeyId);
  }

  /** Removes the secret of a key that is deleted or forgotten. @throws SecretStorageError where it is still stored */
  async drop(projectId: string, accessKeyId: string): Promise<void> {
    const isHeld = this.isHeld({ projectId, accessKeyId });
    try {
      await this.entries.delete(entryId(projectId, accessKeyId));
    } catch (error) {
      if (!isHeld) throw error;
      this.log.error(`The secret of ${accessKeyId} was in memory only; SecretStorage did not answer.`, error);
    }
  }

  /** Deletes the secrets of a project, or of all, that no list shows. @throws SecretStorageError */
  async dropUnlisted(projectId?: string): Promise<void> {
    const start = projectId === undefined ? '' : `${projectId}/`;
    await this.entries.deleteUnreadable(start);
    for (const createId of await this.unclaimed.ids(start)) await this.unclaimed.delete(createId);
  }

  /**
   * The keys of a project, or of all projects, with pending secrets. If SecretStorage doesn't answer, those held in memory,
   * if any.
   * @throws SecretStorageError
   */
  async list(projectId?: string): Promise<readonly PendingKey[]> {
    const found = await this.entries.list(projectId === undefined ? '' : `${projectId}/`);
    return found.map(([id, { projectId, accessKeyId, displayName }]) => {
      void this.entries.storeHeld(id);
      return { projectId, accessKeyId, displayName };
    });
  }

  /** Calls back with the project whose pending secrets may have changed, here or in another window. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.entries.onDidChange(id => {
      listener(id.slice(0, id.indexOf('/')));
    });
  }
}

/** Neither ID holds a slash: both are path segments of the API. */
function entryId(projectId: string, accessKeyId: string): string {
  return `${projectId}/${accessKeyId}`;
}
