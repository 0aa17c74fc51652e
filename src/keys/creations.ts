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
   * IDs of the keys that the project had before, or whose secrets were pending, so that the new key is told from them.
   * Undefined in entries of earlier versions, and if not all are known.
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
   * unique in a project, so these made none.
   * @throws TakenOverError, SecretStorageError
   */
  finishMade(id: string, made: Pick<Creation, 'projectId' | 'displayName'>): Promise<void> {
    const { projectId, displayName } = made;
    const isOfName = (other: Creation): boolean => other.displayName === displayName;
    const ended = this.finish(id).then(() => this.finishAll(projectId, isOfName));
    this.ends = Promise.allSettled([this.ends, ended]);
    return ended;
  }

  /** Ends the creates that may have made this key, after those that end already. @throws TakenOverError, SecretStorageError */
  async finishThoseOf(key: MadeKey): Promise<void> {
    await this.ends;
    await this.finishAll(key.projectId, creation => mayHaveMade(creation, key));
  }

  private async finishAll(projectId: string, isMeant: (creation: Creation) => boolean): Promise<void> {
    for (const { id, value } of await this.list(projectId)) if (isMeant(value)) await this.finish(id);
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
