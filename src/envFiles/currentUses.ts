import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from '../ui/log';
import { changedUses, type FoundUses, type IndexedUse, type LookedAt, TooManyUses } from './changedUses';

export interface UsesParts {
  /** The IDs of the keys that are shown. */
  readonly keyIds: () => readonly string[];
  /** Looks for key IDs. @throws an AbortError once `signal` is aborted; any other error if it can't search */
  readonly search: (what: LookedAt, signal: AbortSignal) => Promise<FoundUses>;
  /** What is known of each key; kept current here. */
  readonly uses: {
    of(keyId: string): readonly IndexedUse[] | undefined;
    set(uses: ReadonlyMap<string, readonly IndexedUse[]>): void;
    keepOnly(keyIds: ReadonlySet<string>): void;
  };
  readonly log: Logger;
  /** Waits for some milliseconds. @throws an AbortError once `signal` is aborted */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Changes come in groups: a save, a checkout, the keys of a project. Milliseconds. */
const gathering = 200;

/** After looking at changed files, nothing is done for this many times as long: at most 2 % of one core. */
const rest = 49;

/** And for so long at most, in milliseconds: after a great change or on a slow disk, others are to show too. */
const longestRest = 60_000;

/**
 * Keeps known which files use which keys: searches all files once for each key, and then only what changed. One search
 * at a time.
 */
export class CurrentUses {
  /** The keys that all files were searched for. */
  private indexed: ReadonlySet<string> = new Set();
  /** The URIs of what changed since it was looked at. */
  private readonly changed = new Set<string>();
  private isOutdated = false;
  /** The keys that are in too many files, among others: nothing is known until these or files change. */
  private crowding: ReadonlySet<string> | undefined;
  private saidTooMany = false;
  private isUnderWay = false;
  private isResting = false;
  private isOver = false;
  private stop = new AbortController();

  constructor(private readonly parts: UsesParts) {}

  /** Looks for the keys that weren't looked for yet, and forgets those that are gone. */
  updateKeys(): void {
    const known = new Set(this.parts.keyIds());
    this.indexed = new Set([...this.indexed].filter(keyId => known.has(keyId)));
    this.parts.uses.keepOnly(known);
    if (this.crowding && !isDeepStrictEqual(this.crowding, known)) this.lookAgain();
    if (this.isResting && this.newKeys().length > 0) this.stop.abort();
    void this.run();
  }

  /** A file or folder was made, changed or deleted. */
  touch(uri: string): void {
    if (this.crowding) this.lookAgain();
    else this.changed.add(uri);
    void this.run();
  }

  /** Other folders are open, or other files are to be searched. */
  startAgain(): void {
    this.lookAgain();
    this.stop.abort();
    void this.run();
  }

  dispose(): void {
    this.isOver = true;
    this.stop.abort();
  }

  /** Never rejects. */
  private async run(): Promise<void> {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    while (!this.isOver && this.hasWork()) await this.step();
    this.isUnderWay = false;
  }

  /** In all files, for all keys. */
  private lookAgain(): void {
    this.crowding = undefined;
    this.isOutdated = true;
  }

  private hasWork(): boolean {
    if (this.crowding) return false;
    return this.isOutdated || this.changed.size > 0 || this.newKeys().length > 0;
  }

  private newKeys(): readonly string[] {
    return this.parts.keyIds().filter(keyId => !this.indexed.has(keyId));
  }

  private async step(): Promise<void> {
    const { wait = waitIdly, uses, log } = this.parts;
    this.stop = new AbortController();
    const { signal } = this.stop;
    try {
      await wait(gathering, signal);
      const what = this.takeWork();
      if (what.keyIds.length === 0) return;
      const began = performance.now();
      const isFound = await this.search(what, signal);
      if (isFound && !what.only) return;
      const pause = rest * (performance.now() - began);
      this.isResting = isFound;
      // All files are searched again after too many uses: others wait for it as long as it takes.
      await wait(isFound ? Math.min(pause, longestRest) : pause, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.isOver = true;
      uses.keepOnly(new Set());
      log.warn(`Which files use which access key can’t be shown: ${String(error)}`);
    } finally {
      this.isResting = false;
    }
  }

  /** False after too many uses, of which nothing is kept. */
  private async search(what: LookedAt, signal: AbortSignal): Promise<boolean> {
    const { search, uses } = this.parts;
    try {
      const found = await search(what, signal);
      signal.throwIfAborted();
      // Keys may be gone by now, and some of these back: all files are still to be searched for them.
      const current = what.only ? this.indexed : new Set(this.parts.keyIds());
      const keyIds = what.keyIds.filter(keyId => current.has(keyId));
      const changes = changedUses(keyId => uses.of(keyId), { ...what, keyIds }, found);
      this.indexed = new Set([...this.indexed, ...keyIds]);
      uses.set(changes);
      if (!what.only) this.saidTooMany = false;
      return true;
    } catch (error) {
      if (!(error instanceof TooManyUses)) throw error;
      this.giveUpFor(error);
      return false;
    }
  }

  private giveUpFor(error: TooManyUses): void {
    const { uses, log, keyIds } = this.parts;
    this.crowding = new Set(keyIds());
    this.indexed = new Set();
    this.changed.clear();
    uses.keepOnly(new Set());
    if (!this.saidTooMany) log.warn(`Which files use which access key can’t be shown now: ${String(error)}`);
    this.saidTooMany = true;
  }

  /** What to look for now, and where. */
  private takeWork(): LookedAt {
    const newKeys = this.newKeys();
    if (!this.isOutdated && newKeys.length > 0) return { keyIds: newKeys, only: undefined };
    const only = this.isOutdated ? undefined : [...this.changed];
    this.isOutdated = false;
    this.changed.clear();
    return { keyIds: [...this.indexed, ...newKeys], only };
  }
}

/** Doesn't keep the process running. */
function waitIdly(milliseconds: number, signal: AbortSignal): Promise<unknown> {
  return setTimeout(milliseconds, undefined, { signal, ref: false });
}
