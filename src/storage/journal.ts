import { number, object, string } from 'valibot';
import { type Progress, progressOf, type Writing } from './progress';
import { deleteUnreadable } from './entryIds';
import type { Look } from './heldValues';
import { SecretEntries, type SecretEntriesOptions } from './secretEntries';
import { SecretStorageError, type Subscription } from './secretVault';
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
  /** Of the last write. A run that continues the work hands it in, to prove that it saw the latest entry. */
  readonly stamp: string;
}

/** Another window continued or ended the work since this one last read it. */
export class TakenOverError extends Error {
  override readonly name = 'TakenOverError';

  constructor() {
    super('The work goes on elsewhere, or is over.');
  }
}

export interface JournalOptions<T> extends SecretEntriesOptions<T> {
  /** Name of this extension host; no other one that runs now has it. */
  readonly session: string;
  /** Whether the extension host with that name still runs; undefined, the default, if that can't be told. */
  readonly isAlive?: (session: string) => boolean | undefined;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
  /** Called once the entry of work that ended here is deleted. */
  readonly afterEnd?: (id: string) => Promise<void>;
  /** Milliseconds between checks whether another window still works on an entry; 5 s by default. */
  readonly lookEvery?: number;
}

type Stored<T> = Writing & { readonly value: T };

/**
 * Unfinished work that has to survive a crash: an entry is written before each step and deleted after the last one. If an
 * extension host dies, the next one finds the entry.
 */
export class Journal<T> {
  private readonly entries: SecretEntries<Stored<T>>;
  private readonly mine = new Set<string>();
  /** Work that ended in this window and whose entry couldn't be deleted yet. */
  private readonly over = new Set<string>();
  /** Where the entries this window has seen are, by ID. */
  private readonly kept = new Map<string, Kept>();
  /** The stamps of what this window wrote last, by ID. */
  private readonly stamps = new Map<string, string>();
  private readonly now: () => number;
  private readonly watches: Watches;

  constructor(private readonly options: JournalOptions<T>) {
    this.now = options.now ?? Date.now;
    this.watches = new Watches(options.lookEvery ?? 5000);
    const schema = object({ by: string(), at: number(), value: options.schema });
    this.entries = new SecretEntries({ ...options, schema });
  }

  /**
   * Writes the next step, and marks the work as this window's.
   * @throws TakenOverError if it was this window's and another one continued it; SecretStorageError if that can't be told
   */
  async write(id: string, value: T): Promise<Kept> {
    return this.put(id, value, this.mine.has(id) ? await this.assertMine(id) : undefined);
  }

  /**
   * Writes the next step of work that an earlier run left, provided that the entry still has that stamp.
   * @throws TakenOverError if it has another stamp now; SecretStorageError if that can't be told
   */
  async resume(id: string, value: T, stamp: string): Promise<Kept> {
    const look = await this.entries.look(id);
    if (!look.value || stampOf(look.value) !== stamp) throw new TakenOverError();
    return this.put(id, value, look);
  }

  /**
   * @returns the entry as it is stored
   * @throws TakenOverError if another window continued this window's work; SecretStorageError if that can't be told
   */
  async assertMine(id: string): Promise<Look<Stored<T>>> {
    const look = await this.entries.look(id);
    if (look.value?.by !== this.options.session) throw new TakenOverError();
    return look;
  }

  /**
   * Stops working on an entry without finishing it: it stays, and any window may continue it.
   * @returns the stamp of this window's last write
   */
  leave(id: string): string | undefined {
    this.mine.delete(id);
    this.entries.touch(id);
    return this.stamps.get(id);
  }

  /**
   * Ends the work, done or given up: this window doesn't show it any more.
   * @throws TakenOverError if it was this window's and another one continued it; SecretStorageError if the entry couldn't
   * be deleted, so that other windows still find it, and so does this one after a restart; what `afterEnd` throws
   */
  async end(id: string): Promise<void> {
    if (this.mine.has(id)) await this.assertMine(id);
    this.mine.delete(id);
    this.over.add(id);
    await this.entries.delete(id);
    for (const known of [this.over, this.kept, this.stamps]) known.delete(id);
    await this.options.afterEnd?.(id);
  }

  /** Ends the work. If its entry can't be deleted now, that is tried again later. @throws TakenOverError */
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

  /** The IDs of all entries that start with `start`, sorted, unreadable ones too. @throws SecretStorageError */
  ids(start = ''): Promise<readonly string[]> {
    return this.entries.ids(start);
  }

  /** The entries whose IDs start with `start`, by ID. @throws SecretStorageError */
  async list(start = ''): Promise<readonly JournalEntry<T>[]> {
    for (const id of this.over) void this.finish(id);
    const found = await Promise.all((await this.entries.ids(start)).map(id => this.get(id)));
    return found.filter(entry => entry !== undefined);
  }

  /** Deletes the unreadable entries whose IDs start with `start`. @throws SecretStorageError */
  endUnreadable(start = ''): Promise<void> {
    return deleteUnreadable(this.entries, start);
  }

  /** Calls back with the ID of an entry that may have changed, here or in another window. */
  onDidChange(listener: (id: string) => void): Subscription {
    return this.entries.onDidChange(listener);
  }

  private async put(id: string, value: T, look?: Look<Stored<T>>): Promise<Kept> {
    const written = { by: this.options.session, at: this.now(), value };
    this.mine.add(id);
    this.over.delete(id);
    this.stamps.set(id, stampOf(written));
    const kept = await this.entries.set(id, written, look?.stored);
    const before = this.kept.get(id) ?? kept;
    const now = kept === 'heldInMemory' && before !== 'heldInMemory' ? 'outdated' : kept;
    this.kept.set(id, now);
    return now;
  }

  private entry(id: string, stored: Stored<T>): JournalEntry<T> {
    const { at, value } = stored;
    const progress = this.progress(id, stored);
    const stamp = stampOf(stored);
    // There is no event for the death of another window.
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
