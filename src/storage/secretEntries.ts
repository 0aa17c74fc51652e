import type { GenericSchema } from 'valibot';
import type { Logger } from '../ui/log';
import { HeldValues, type Look } from './heldValues';
import { Listeners } from './listeners';
import { AnsweringVault, SecretStorageError, type SecretVault, type Subscription } from './secretVault';
import { parseStored } from './storedText';

export interface SecretEntriesOptions<T> {
  readonly secrets: SecretVault;
  /** First part of every key; what follows is the entry's id. */
  readonly prefix: string;
  /** What a stored value must look like once parsed from JSON; anything else is left alone as unreadable. */
  readonly schema: GenericSchema<unknown, T>;
  readonly log: Logger;
  /** Milliseconds SecretStorage may take for one call. */
  readonly answerWithin?: number;
}

/**
 * Values of one kind in SecretStorage, one entry each, so that two windows can't overwrite each other's.
 * A value that SecretStorage can't keep is held in this window's memory until it is deleted or another window stores one.
 */
export class SecretEntries<T> {
  private readonly unkept = new HeldValues<T>();
  /** The ids of those that are being stored again. */
  private readonly retried = new Set<string>();
  private readonly listeners = new Listeners<string>();
  private readonly vault: AnsweringVault;

  constructor(private readonly options: SecretEntriesOptions<T>) {
    this.vault = new AnsweringVault(options.secrets, options.answerWithin);
  }

  /** @throws SecretStorageError */
  async get(id: string): Promise<T | undefined> {
    return (await this.look(id)).value;
  }

  /** The value that `get` finds, and what SecretStorage has. @throws SecretStorageError */
  async look(id: string): Promise<Look<T>> {
    const held = this.unkept.get(id);
    if (held) return { value: held.value, stored: undefined };
    const stored = await this.stored(id);
    const value = stored === undefined ? undefined : this.parse(stored);
    // Another version of the extension may be able to read it, and it may hold what can be had nowhere else.
    if (stored !== undefined && value === undefined)
      this.options.log.warn(`Entry ${this.key(id)} is unreadable and was left alone.`);
    return { value, stored: [stored] };
  }

  /**
   * Keeps `value`, and reads it back to be sure. @returns where it is: in SecretStorage, or in this window's memory only
   * @param stood what a look right before found in SecretStorage; read here by default
   */
  async set(id: string, value: T, stood?: Look<T>['stored']): Promise<'stored' | 'heldInMemory'> {
    const text = JSON.stringify(value);
    // Both calls start at once, so that a hanging keyring costs one time-out instead of two.
    const before =
      stood ??
      this.stored(id)
        .then(found => [found] as const)
        .catch(() => undefined);
    try {
      await this.store(id, value);
      this.unkept.delete(id);
      return 'stored';
    } catch (error) {
      this.options.log.error(`Entry ${this.key(id)} could not be stored.`, error);
      this.unkept.hold(id, value, text, await before);
      this.touch(id);
      return 'heldInMemory';
    }
  }

  /** Stores `value`, and holds it nowhere else. @throws SecretStorageError if it doesn't read back */
  async store(id: string, value: T): Promise<void> {
    const text = JSON.stringify(value);
    // At once, which saves a round trip to VS Code's window: that carries out the calls for one entry in their order.
    const [, found] = await Promise.all([this.vault.store(this.key(id), text), this.stored(id)]);
    if (found !== text && (await this.stored(id)) !== text) throw new SecretStorageError('store');
  }

  /** Stores a copy of what is kept elsewhere, without a look whether it arrived. Never rejects. */
  async note(id: string, value: T): Promise<void> {
    try {
      await this.vault.store(this.key(id), JSON.stringify(value));
    } catch (error) {
      this.options.log.warn(`Entry ${this.key(id)} could not be noted: ${String(error)}`);
    }
  }

  /** @throws SecretStorageError */
  async delete(id: string): Promise<void> {
    if (this.unkept.delete(id)) this.touch(id);
    await this.vault.delete(this.key(id));
  }

  /** True where an entry is in this window's memory only. */
  isHeld(id: string): boolean {
    return this.unkept.has(id);
  }

  /**
   * Tries again to store what is held in memory: the keyring may be unlocked by now. An entry that changed in
   * SecretStorage since then is left as it is. Never rejects.
   */
  async storeHeld(id: string): Promise<void> {
    const held = this.unkept.get(id);
    if (!held || this.retried.has(id)) return;
    this.retried.add(id);
    try {
      if (!this.unkept.isNewerThan(id, await this.stored(id)) || this.unkept.get(id) !== held) return;
      await this.store(id, held.value);
      if (this.unkept.get(id) === held) this.unkept.delete(id);
      this.touch(id);
    } catch {
      // The value is still held, and the log already has the error.
    } finally {
      this.retried.delete(id);
    }
  }

  /**
   * The IDs of all entries that start with `start`, sorted. If SecretStorage doesn't answer, the IDs of those held in
   * memory, if any: otherwise the user couldn't reach them any more.
   * @throws SecretStorageError
   */
  async ids(start = ''): Promise<readonly string[]> {
    const held = this.unkept.ids(start);
    try {
      const { prefix } = this.options;
      const keys = await this.vault.keys();
      const stored = keys.filter(key => key.startsWith(prefix + start)).map(key => key.slice(prefix.length));
      return [...new Set([...stored, ...held])].sort();
    } catch (error) {
      return [...this.onlyHeld(held, error)].sort();
    }
  }

  /** What `read` finds for the IDs that start with `start`; if it rejects, for those held in memory. @throws SecretStorageError */
  async list<R>(start: string, read: (id: string) => Promise<R | undefined>): Promise<readonly R[]> {
    const readAll = async (ids: readonly string[]) =>
      (await Promise.all(ids.map(read))).filter(found => found !== undefined);
    const ids = await this.ids(start);
    const held = ids.filter(id => this.isHeld(id));
    return readAll(ids).catch((error: unknown) => readAll(this.onlyHeld(held, error)));
  }

  /** Calls back with the ID of an entry that may have changed, here or in another window. */
  onDidChange(listener: (id: string) => void): Subscription {
    const { secrets, prefix } = this.options;
    const stored = secrets.onDidChange(({ key }) => {
      if (!key.startsWith(prefix)) return;
      const id = key.slice(prefix.length);
      if (!this.unkept.has(id)) listener(id);
      else void this.giveWay(id).finally(listener.bind(undefined, id));
    });
    const told = this.listeners.add(listener);
    return {
      dispose: () => {
        told.dispose();
        stored.dispose();
      },
    };
  }

  /** Tells this window's listeners that an entry may have changed. */
  touch(id: string): void {
    this.listeners.tell(id);
  }

  /** Drops a held value once SecretStorage has it, or another window has stored one. Never rejects. */
  private async giveWay(id: string): Promise<void> {
    try {
      const stored = await this.stored(id);
      if (stored !== undefined && this.parse(stored) && this.unkept.isOverBy(id, stored))
        this.unkept.delete(id);
    } catch (error) {
      this.options.log.error(`Entry ${this.key(id)} could not be looked at again.`, error);
    }
  }

  /** @throws `error` if nothing is held: SecretStorage may hold entries that can't be listed now */
  private onlyHeld(ids: readonly string[], error: unknown): readonly string[] {
    if (ids.length === 0) throw error;
    this.options.log.error(`Of the entries ${this.options.prefix}, only those in memory are known.`, error);
    return ids;
  }

  private stored(id: string): Promise<string | undefined> {
    return this.vault.get(this.key(id));
  }

  private parse(stored: string): T | undefined {
    return parseStored(this.options.schema, stored);
  }

  private key(id: string): string {
    return this.options.prefix + id;
  }
}
