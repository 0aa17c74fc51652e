import { array, object, optional } from 'valibot';
import { secretPrefixes } from '../ids';
import { Journal, type JournalEntry, type JournalOptions, type Kept } from '../storage/journal';
import { projectOf, startOf } from '../storage/entryIds';
import type { Subscription } from '../storage/secretVault';
import { filled } from '../storage/storedText';

/** A key that is being created, or may have been although the answer was lost. */
export interface Creation {
  readonly projectId: string;
  readonly displayName: string;
  /**
   * IDs of the keys that the project had before, or whose secrets were pending, or that another create of the name made:
   * the new key is told from them. Undefined in entries of earlier versions, and if not all are known.
   */
  readonly keyIdsBefore?: readonly string[] | undefined;
}

export type CreationEntry = JournalEntry<Creation>;

/** Identifies a key, with the name it had at first. */
interface MadeKey {
  readonly projectId: string;
  readonly accessKeyId: string;
  readonly displayName: string;
}

type IsUnclaimed = (createId: string) => Promise<boolean>;

/** Whether a create may have made this key, which wasn't there before: names are unique in a project. */
export function mayHaveMade({ projectId, displayName, keyIdsBefore }: Creation, key: MadeKey): boolean {
  const isNamedSo = projectId === key.projectId && displayName === key.displayName;
  return isNamedSo && keyIdsBefore?.includes(key.accessKeyId) === false;
}

const storedCreation = object({
  projectId: filled,
  displayName: filled,
  keyIdsBefore: optional(array(filled)),
});

/**
 * Running and unconfirmed creates: an entry each, from before the request until the secret is kept or known to be lost.
 */
export class Creations {
  private readonly journal: Journal<Creation>;
  /** The ends under way of creates whose keys were made. */
  private ends: Promise<unknown> = Promise.resolve();

  constructor(options: Omit<JournalOptions<Creation>, 'prefix' | 'schema'>) {
    this.journal = new Journal({ ...options, prefix: secretPrefixes.creation, schema: storedCreation });
  }

  /** Two creates never share an entry, whatever their names and windows. */
  async begin(
    projectId: string,
    displayName: string,
    keyIdsBefore?: readonly string[],
  ): Promise<{ readonly id: string; readonly kept: Kept }> {
    const id = `${projectId}/${crypto.randomUUID()}`;
    return { id, kept: await this.journal.write(id, { projectId, displayName, keyIdsBefore }) };
  }

  /** Stops working on a create whose outcome isn't known yet: its entry stays. */
  leave(id: string): void {
    this.journal.leave(id);
  }

  /** Ends a create whose outcome is known. @throws TakenOverError */
  finish(id: string): Promise<void> {
    return this.journal.finish(id);
  }

  /**
   * Ends a create whose key was made, and all other creates of that name, in any window, running ones too: names are
   * unique in a project, so these made none. If the secret of one is kept, it made a key that was renamed since: its
   * entry stays, since nothing else leads to that secret.
   * @param isUnclaimed whether the secret of a create is kept without its key; may throw SecretStorageError
   * @throws TakenOverError, SecretStorageError
   */
  finishMade(id: string, made: MadeKey, isUnclaimed: IsUnclaimed): Promise<void> {
    const isOfName = ({ displayName }: Creation): boolean => displayName === made.displayName;
    const ended = this.finish(id).then(() => this.finishAll(made, isOfName, isUnclaimed));
    this.ends = Promise.allSettled([this.ends, ended]);
    return ended;
  }

  /**
   * Ends the creates that may have made this key, after those that end already. The entry of one whose secret is kept
   * stays.
   * @throws TakenOverError, SecretStorageError
   */
  async finishThoseOf(key: MadeKey, isUnclaimed: IsUnclaimed): Promise<void> {
    await this.ends;
    await this.finishAll(key, creation => mayHaveMade(creation, key), isUnclaimed);
  }

  private async finishAll(
    key: MadeKey,
    isMeant: (creation: Creation) => boolean,
    isUnclaimed: IsUnclaimed,
  ): Promise<void> {
    for (const entry of await this.list(key.projectId)) {
      if (!isMeant(entry.value)) continue;
      if (await isUnclaimed(entry.id)) await this.ruleOut(entry, key.accessKeyId);
      else await this.finish(entry.id);
    }
  }

  /** Writes down that a create whose key isn't found yet didn't make this one, whose name it has. */
  private async ruleOut({ id, value, stamp }: CreationEntry, keyId: string): Promise<void> {
    const { keyIdsBefore } = value;
    if (!keyIdsBefore || keyIdsBefore.includes(keyId)) return;
    await this.journal.resume(id, { ...value, keyIdsBefore: [...keyIdsBefore, keyId] }, stamp);
    this.journal.leave(id);
  }

  /** Ends a create that the user gives up. @throws TakenOverError, SecretStorageError */
  end(id: string): Promise<void> {
    return this.journal.end(id);
  }

  /** @throws SecretStorageError */
  get(id: string): Promise<CreationEntry | undefined> {
    return this.journal.get(id);
  }

  /** Of a project, or of all. @throws SecretStorageError */
  list(projectId?: string): Promise<readonly CreationEntry[]> {
    return this.journal.list(startOf(projectId));
  }

  /** The creates that this window isn't carrying out itself: of a project, or of all. @throws SecretStorageError */
  async unfinished(projectId?: string): Promise<readonly CreationEntry[]> {
    return (await this.list(projectId)).filter(({ progress }) => progress !== 'here');
  }

  /** Deletes the unreadable entries of a project, or of all. @throws SecretStorageError */
  endUnreadable(projectId?: string): Promise<void> {
    return this.journal.endUnreadable(startOf(projectId));
  }

  /** Calls back with the project whose creates may have changed, here or in another window. */
  onDidChange(listener: (projectId: string) => void): Subscription {
    return this.journal.onDidChange(id => {
      listener(projectOf(id));
    });
  }
}
