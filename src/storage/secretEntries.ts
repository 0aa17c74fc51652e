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

/**
 * Values of one kind in SecretStorage, one entry each, so that two windows can't overwrite each other's.
 * Where SecretStorage can't keep a value, this window holds it in memory until it is deleted.
 */
export class SecretEntries<T> {
  private readonly unkept = new Map<string, T>();
  private readonly listeners = new Set<(id: string) => void>();

  constructor(private readonly options: SecretEntriesOptions<T>) {}

  /** @throws SecretStorageError */
  async get(id: string): Promise<T | undefined> {
    const held = this.unkept.get(id);
    if (held !== undefined) return held;
    const { secrets, schema, log } = this.options;
    const stored = await this.answered('read', secrets.get(this.key(id)));
    if (stored === undefined) return undefined;
    const result = safeParse(schema, parseJson(stored));
    if (result.success) return result.output;
    // Another version of the extension may be able to read it, and it may hold what can be had nowhere else.
    log.warn(`Entry ${this.key(id)} is unreadable and was left alone.`);
    return undefined;
  }

  /**
   * Keeps `value`, and reads it back to be sure.
   * @returns where it is now: in SecretStorage, or in this window's memory only.
   */
  async set(id: string, value: T): Promise<'stored' | 'heldInMemory'> {
    const { secrets, log } = this.options;
    const text = JSON.stringify(value);
    try {
      await this.answered('store', secrets.store(this.key(id), text));
      if ((await this.answered('read', secrets.get(this.key(id)))) !== text)
        throw new SecretStorageError('store');
      this.unkept.delete(id);
      return 'stored';
    } catch (error) {
      log.error(`Entry ${this.key(id)} could not be stored.`, error);
      this.unkept.set(id, value);
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
      if (key.startsWith(prefix)) listener(key.slice(prefix.length));
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
