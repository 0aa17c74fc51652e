import { type GenericSchema, safeParse } from 'valibot';
import type { Logger } from '../ui/log';

/** A keyring that doesn't answer (some Linux desktops) may keep a call waiting for minutes. */
const answerWithin = 10_000;

/** SecretStorage did not do what it was asked: it refused, gave no answer in time, or lost the value. */
export class SecretStorageError extends Error {
  override readonly name = 'SecretStorageError';

  constructor(
    readonly action: 'read' | 'store' | 'delete' | 'list',
    options?: { readonly cause?: unknown },
  ) {
    super(`SecretStorage failed: ${action}`, options);
  }
}

/** Ends when disposed. */
export interface Subscription {
  dispose(): void;
}

/** What is used of VS Code's SecretStorage. */
export interface SecretVault {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  keys(): PromiseLike<readonly string[]>;
  onDidChange(listener: (change: { readonly key: string }) => void): Subscription;
}

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

interface Held<T> {
  readonly value: T;
  /**
   * What stood in SecretStorage, and what this window tried to store: no newer, whenever it comes to be stored.
   * Undefined where nobody can say what stood there.
   */
  readonly older: ReadonlySet<string | undefined> | undefined;
}

/**
 * Values of one kind in SecretStorage, one entry each, so that two windows can't overwrite each other's.
 * Where SecretStorage can't keep a value, this window holds it in memory until it is deleted, or until another window
 * stores one.
 */
export class SecretEntries<T> {
  private readonly unkept = new Map<string, Held<T>>();
  private readonly listeners = new Set<(id: string) => void>();

  constructor(private readonly options: SecretEntriesOptions<T>) {}

  /** @throws SecretStorageError */
  async get(id: string): Promise<T | undefined> {
    const held = this.unkept.get(id);
    if (held) return held.value;
    const stored = await this.stored(id);
    if (stored === undefined) return undefined;
    const value = this.parse(stored);
    // Another version of the extension may be able to read it, and it may hold what can be had nowhere else.
    if (value === undefined) this.options.log.warn(`Entry ${this.key(id)} is unreadable and was left alone.`);
    return value;
  }

  /**
   * Keeps `value`, and reads it back to be sure.
   * @returns where it is now: in SecretStorage, or in this window's memory only.
   */
  async set(id: string, value: T): Promise<'stored' | 'heldInMemory'> {
    const { secrets, log } = this.options;
    const text = JSON.stringify(value);
    // Asked for at once, so that a keyring that hangs is waited for once.
    const before = this.stored(id).then(
      stood => [stood],
      () => undefined,
    );
    try {
      await this.answered('store', secrets.store(this.key(id), text));
      if ((await this.stored(id)) !== text) throw new SecretStorageError('store');
      this.unkept.delete(id);
      return 'stored';
    } catch (error) {
      log.error(`Entry ${this.key(id)} could not be stored.`, error);
      const stood = await before;
      const held = this.unkept.get(id);
      const earlier = held ? held.older : [];
      this.unkept.set(id, { value, older: stood && earlier && new Set([...earlier, ...stood, text]) });
      this.touch(id);
      return 'heldInMemory';
    }
  }

  /** @throws SecretStorageError */
  async delete(id: string): Promise<void> {
    if (this.unkept.delete(id)) this.touch(id);
    await this.answered('delete', this.options.secrets.delete(this.key(id)));
  }

  /** The ids of all entries, sorted. @throws SecretStorageError */
  async ids(): Promise<readonly string[]> {
    const keys = await this.answered('list', this.options.secrets.keys());
    const { prefix } = this.options;
    const stored = keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
    return [...new Set([...stored, ...this.unkept.keys()])].sort();
  }

  /** Calls back with the id of an entry that may have changed, here or in another window: look again. */
  onDidChange(listener: (id: string) => void): Subscription {
    const { secrets, prefix } = this.options;
    const stored = secrets.onDidChange(({ key }) => {
      if (!key.startsWith(prefix)) return;
      const id = key.slice(prefix.length);
      if (!this.unkept.has(id)) listener(id);
      else
        void this.giveWay(id).finally(() => {
          listener(id);
        });
    });
    this.listeners.add(listener);
    return {
      dispose: () => {
        this.listeners.delete(listener);
        stored.dispose();
      },
    };
  }

  /** Tells the listeners of this window that an entry is to be looked at again. */
  touch(id: string): void {
    for (const listener of this.listeners) listener(id);
  }

  /** Lets go of a held value where another window has stored one since. Never rejects. */
  private async giveWay(id: string): Promise<void> {
    try {
      const stored = await this.stored(id);
      if (stored === undefined || this.parse(stored) === undefined) return;
      if (this.unkept.get(id)?.older?.has(stored) === false) this.unkept.delete(id);
    } catch (error) {
      this.options.log.error(`Entry ${this.key(id)} could not be looked at again.`, error);
    }
  }

  private stored(id: string): Promise<string | undefined> {
    return this.answered('read', this.options.secrets.get(this.key(id)));
  }

  private parse(stored: string): T | undefined {
    const result = safeParse(this.options.schema, parseJson(stored));
    return result.success ? result.output : undefined;
  }

  private key(id: string): string {
    return this.options.prefix + id;
  }

  private async answered<R>(action: SecretStorageError['action'], answer: PromiseLike<R>): Promise<R> {
    const limit = this.options.answerWithin ?? answerWithin;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`no answer within ${limit} ms`));
      }, limit);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (cause) {
      throw new SecretStorageError(action, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
