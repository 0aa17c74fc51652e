import { type GenericSchema, number, object, string } from 'valibot';
import type { Logger } from '../ui/log';
import { type Progress, progressOf, type Writing } from './progress';
import { SecretEntries } from './secretEntries';
import { SecretStorageError, type SecretVault, type Subscription } from './secretVault';
import { Watches } from './watches';

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
  /** Milliseconds between looks whether another window is still at work on an entry; 5 s by default. */
  readonly lookEvery?: number;
}

type Stored<T> = Writing & { readonly value: T };

/**
 * Work that must not be forgotten half done: an entry is written before each step and goes with the last one. What an
 * extension host leaves behind when it dies is found by the next.
 */
export class Journal<T> {
  private readonly entries: SecretEntries<Stored<T>>;
  private readonly mine = new Set<string>();
  /** What ended here, and whose entry could not be deleted yet. */
  private readonly over = new Set<string>();
  /** Where the entries this window has seen are, by ID. */
  private readonly kept = new Map<string, Kept>();
  /** The stamps of what this window wrote last, by ID. */
  private readonly stamps = new Map<string, string>();
  private readonly now: () => number;
  private readonly watches: Watches;

  constructor(private readonly options: JournalOptions<T>) {
    const { secrets, prefix, log, answerWithin } = options;
    this.now = options.now ?? Date.now;
    this.watches = new Watches(options.lookEvery ?? 5000);
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
   * Writes what is about to be done in work that an earlier run left, as it was when the entry had that stamp.
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
   * The work is done, or given up: from here on this window shows no more of it.
   * @throws TakenOverError where it was this window's, and another went on with it; SecretStorageError where others will
   * find the entry, and so will this window when it is opened again, although there is nothing left to do
   */
  async end(id: string): Promise<void> {
    if (this.mine.has(id)) await this.assertMine(id);
    this.mine.delete(id);
    this.over.add(id);
    await this.entries.delete(id);
    for (const known of [this.over, this.kept, this.stamps]) known.delete(id);
  }

  /** Ends the work; where its entry can't be deleted, that is tried again later. @throws TakenOverError */
  async finish(id: string): Promise<void> {
    try {
      await this.end(id);
    } catch (error) {
      if (!(error instanceof SecretStorageError)) throw error;
      this.options.log.error(`The entry of ${id} is over and could not be deleted.`, error);
    }
  }

  /** @throws SecretStorageError */
  async get(id: string): Promise<JournalEntry<T> | undefined> {
    if (this.over.has(id)) return undefined;
    const stored = await this.entries.get(id);
    if (stored && !this.kept.has(id)) this.kept.set(id, 'stored');
    return stored && this.entry(id, stored);
  }

  /** The entries whose IDs start with `start`, by ID. @throws SecretStorageError */
  async list(start = ''): Promise<readonly JournalEntry<T>[]> {
    for (const id of this.over) void this.finish(id);
    const found = await Promise.all((await this.entries.ids(start)).map(id => this.get(id)));
    return found.filter(entry => entry !== undefined);
  }

  /** Deletes those whose IDs start with `start` and that nobody can read. @throws SecretStorageError */
  endUnreadable(start = ''): Promise<void> {
    return this.entries.deleteUnreadable(start);
  }

  /** Calls back with the id of an entry that may have changed, here or in another window. */
  onDidChange(listener: (id: string) => void): Subscription {
    return this.entries.onDidChange(listener);
  }

  private async put(id: string, value: T): Promise<Kept> {
    const written = { by: this.options.session, at: this.now(), value };
    this.mine.add(id);
    this.over.delete(id);
    this.stamps.set(id, stampOf(written));
    const kept = await this.entries.set(id, written);
    const before = this.kept.get(id) ?? kept;
    const now = kept === 'heldInMemory' && before !== 'heldInMemory' ? 'outdated' : kept;
    this.kept.set(id, now);
    return now;
  }

  private entry(id: string, stored: Stored<T>): JournalEntry<T> {
    const { at, value } = stored;
    const progress = this.progress(id, stored);
    const stamp = stampOf(stored);
    // No event tells that another window died.
    if (progress === 'elsewhere') {
      this.watches.until(
        `${id} ${stamp}`,
        () => this.progress(id, stored) !== 'elsewhere',
        () => {
          this.entries.touch(id);
        },
      );
    }
    return { id, value, writtenAt: at, progress, stamp };
  }

  private progress(id: string, writing: Writing): Progress {
    return this.mine.has(id) ? 'here' : progressOf(writing, { ...this.options, now: this.now() });
  }
}

function stampOf({ by, at }: Writing): string {
  return `${by} ${at}`;
}
