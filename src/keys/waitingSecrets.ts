import { minLength, object, pipe, string } from 'valibot';
import { secretPrefixes } from '../ids';
import { SecretEntries, type SecretVault, type Subscription } from '../storage/secretEntries';
import type { Logger } from '../ui/log';

/** A secret the API gave away once and that the user has neither placed nor dropped yet. */
export interface WaitingSecret {
  readonly projectId: string;
  readonly accessKeyId: string;
  readonly displayName: string;
  readonly secret: string;
}

/** The same without the secret: what may be shown. */
export type WaitingKey = Omit<WaitingSecret, 'secret'>;

const filled = pipe(string(), minLength(1));
const storedSecret = object({ projectId: filled, accessKeyId: filled, displayName: filled, secret: filled });

/** The secrets that wait to be placed, an entry each in SecretStorage; they survive a restart. */
export class WaitingSecrets {
  private readonly entries: SecretEntries<WaitingSecret>;

  constructor(secrets: SecretVault, log: Logger) {
    this.entries = new SecretEntries({
      secrets,
      prefix: secretPrefixes.waitingSecret,
      schema: storedSecret,
      log,
    });
  }

  /** @returns whether it is in SecretStorage, or in this window's memory only. */
  keep(secret: WaitingSecret): Promise<'stored' | 'heldInMemory'> {
    return this.entries.set(entryId(secret.projectId, secret.accessKeyId), secret);
  }

  /** @throws SecretStorageError */
  get(projectId: string, accessKeyId: string): Promise<WaitingSecret | undefined> {
    return this.entries.get(entryId(projectId, accessKeyId));
  }

  /** Gives the secret up for good. @throws SecretStorageError */
  drop(projectId: string, accessKeyId: string): Promise<void> {
    return this.entries.delete(entryId(projectId, accessKeyId));
  }

  /** The keys of a project, or of all projects, whose secrets wait. @throws SecretStorageError */
  async list(projectId?: string): Promise<readonly WaitingKey[]> {
    const ids = (await this.entries.ids()).filter(
      id => projectId === undefined || id.startsWith(`${projectId}/`),
    );
    const secrets = await Promise.all(ids.map(id => this.entries.get(id)));
    return secrets
      .filter(secret => secret !== undefined)
      .map(({ projectId, accessKeyId, displayName }) => ({ projectId, accessKeyId, displayName }));
  }

  /** Calls back with the project whose waiting secrets may have changed, here or in another window. */
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
