import { type GenericSchema, number, object, string } from 'valibot';
import type { Logger } from '../ui/log';
import { SecretEntries, type SecretVault, type Subscription } from './secretEntries';

/**
 * What is known of the work an entry stands for. `here`: this window does it now. `elsewhere`: another window may be
 * doing it. `interrupted`: nobody is.
 */
export type Progress = 'here' | 'elsewhere' | 'interrupted';

/**
 * Where an entry is: in SecretStorage, or in this window's memory only. `outdated`: there, and SecretStorage holds an
 * earlier one, which is what a crash leaves.
 */
export type Kept = 'stored' | 'heldInMemory' | 'outdated';

export interface JournalEntry<T> {
  readonly id: string;
  readonly value: T;
  readonly progress: Progress;
  /** Milliseconds since the epoch of the last write. */
  readonly writtenAt: number;
  /** Of the last write: whoever goes on with the work says with it what it saw. */
  readonly stamp: string;
}

/** Somebody else went on with the work since it was last looked at here, or ended it. */
export class TakenOverError extends Error {
  override readonly name = 'TakenOverError';

  constructor() {
    super('The work goes on elsewhere, or is over.');
  }
}

export interface JournalOptions<T> {
  readonly secrets: SecretVault;
  readonly prefix: string;
  readonly schema: GenericSchema<unknown, T>;
  readonly log: Logger;
  /** Names the extension host that writes, and no other that lives. */
  readonly session: string;
  /** Whether the extension host of that name lives; undefined where nobody can say, as by default. */
  readonly isAlive?: (session: string) => boolean | undefined;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
  /** Milliseconds SecretStorage may take for one call. */
  readonly answerWithin?: number;
}

interface Stored<T> {
  /** The session that wrote it. */
  readonly by: string;
  readonly at: number;
  readonly value: T;
}

/** Hardly a step takes longer, in milliseconds: an entry that was not written for so long is nobody's. */
const longestStep = 120_000;

/** The same where its writer lives: with retries a step may take as long. Later, another process has its number. */
const longestLife = 15 * 60_000;

/**
 * Work that must not be forgotten half done: an entry is written before each step and goes with the last one. What an
 * extension host leaves behind when it dies is found by the next.
 */
export class Journal<T> {
  private readonly entries: SecretEntries<Stored<T>>;
  private readonly mine = new Set<string>();
  /** Where the entries this window has seen are, by ID. */
  private readonly kept = new Map<string, Kept>();
  /** The stamps of what this window wrote last, by ID. */
  private readonly stamps = new Map<string, string>();
  private readonly now: () => number;

  constructor(private readonly options: JournalOptions<T>) {
    const { secrets, prefix, log, answerWithin } = options;
    this.now = options.now ?? Date.now;
    this.entries = new SecretEntries({
      secrets,
      prefix,
      schema: object({ by: string(), at: number(), value: options.schema }),
      log,
      ...(answerWithin !== undefined && { answerWithin }),
    });
  }

  /**
   * Writes what is about to be done, and takes it for this window's work.
   * @throws TakenOverError where it was, and another window went on with it; SecretStorageError where nobody can say
   */
  async write(id: string, value: T): Promise<Kept> {
    if (this.mine.has(id)) await this.assertMine(id);
    return this.put(id, value);
  }

  /**
   * The same for work that an earlier run left, as it was when the entry had that stamp.
   * @throws TakenOverError where it has another now; SecretStorageError where nobody can say
   */
  async resume(id: string, value: T, stamp: string): Promise<Kept> {
    const stored = await this.entries.get(id);
    if (!stored || stampOf(stored) !== stamp) throw new TakenOverError();
    return this.put(id, value);
  }

  /** @throws TakenOverError where another window went on with this window's work; SecretStorageError where nobody can say */
  async assertMine(id: string): Promise<void> {
    const stored = await this.entries.get(id);
    if (stored?.by !== this.options.session) throw new TakenOverError();
  }

  /**
   * Stops working on an entry without having finished: it stays, and anybody may go on with it.
   * @returns the stamp of what this window wrote last
   */
  leave(id: string): string | undefined {
    this.mine.delete(id);
    this.entries.touch(id);
    return this.stamps.get(id);
  }

  /**
   * The work is done, or given up.
   * @throws TakenOverError where it was this window's, and another went on with it; SecretStorageError, where it will be
   * found again although there is nothing left to do
   */
  async end(id: string): Promise<void> {
    if (this.mine.has(id)) await this.assertMine(id);
    this.mine.delete(id);
    await this.entries.delete(id);
    this.kept.delete(id);
    this.stamps.delete(id);
  }

  /** @throws SecretStorageError */
  async get(id: string): Promise<JournalEntry<T> | undefined> {
    const stored = await this.entries.get(id);
    if (stored && !this.kept.has(id)) this.kept.set(id, 'stored');
    return stored && this.entry(id, stored);
  }

  /** The entries whose IDs start with `start`, by ID. @throws SecretStorageError */
  async list(start = ''): Promise<readonly JournalEntry<T>[]> {
    const ids = (await this.entries.ids()).filter(id => id.startsWith(start));
    const found = await Promise.all(ids.map(id => this.get(id)));
    return found.filter(entry => entry !== undefined);
  }

  /** Calls back with the id of an entry that may have changed, here or in another window. */
  onDidChange(listener: (id: string) => void): Subscription {
    return this.entries.onDidChange(listener);
  }

  private async put(id: string, value: T): Promise<Kept> {
    const written = { by: this.options.session, at: this.now(), value };
    this.mine.add(id);
    this.stamps.set(id, stampOf(written));
    const kept = await this.entries.set(id, written);
    const before = this.kept.get(id) ?? kept;
    const now = kept === 'heldInMemory' && before !== 'heldInMemory' ? 'outdated' : kept;
    this.kept.set(id, now);
    return now;
  }

  private entry(id: string, stored: Stored<T>): JournalEntry<T> {
    const { by, at, value } = stored;
    return { id, value, writtenAt: at, progress: this.progress(id, by, at), stamp: stampOf(stored) };
  }

  private progress(id: string, by: string, at: number): Progress {
    if (this.mine.has(id)) return 'here';
    const { session, isAlive } = this.options;
    const isWriterAlive = isAlive?.(by);
    if (by === session || isWriterAlive === false) return 'interrupted';
    const patience = isWriterAlive ? longestLife : longestStep;
    return Math.abs(this.now() - at) < patience ? 'elsewhere' : 'interrupted';
  }
}

function stampOf({ by, at }: Stored<unknown>): string {
  return `${by} ${at}`;
}
