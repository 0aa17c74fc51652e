/** What a look at an entry found. */
export interface Look<T> {
  readonly value: T | undefined;
  /** In an array; undefined if it wasn't read, because the value is in this window's memory only. */
  readonly stored: readonly [string | undefined] | undefined;
}

interface Held<T> {
  readonly value: T;
  /** The value that should be in SecretStorage. */
  readonly text: string;
  /**
   * Values that are older: what SecretStorage had instead, and what this window tried to store before. Undefined if it
   * couldn't be read.
   */
  readonly older: ReadonlySet<string | undefined> | undefined;
}

/** Values that SecretStorage didn't keep, in this window's memory, by ID. */
export class HeldValues<T> {
  private readonly held = new Map<string, Held<T>>();

  get(id: string): Pick<Held<T>, 'value' | 'text'> | undefined {
    return this.held.get(id);
  }

  has(id: string): boolean {
    return this.held.has(id);
  }

  /** Of those that start with `start`. */
  ids(start: string): readonly string[] {
    return [...this.held.keys()].filter(id => id.startsWith(start));
  }

  /** @param stood what SecretStorage has now, in an array; undefined if it couldn't be read */
  hold(id: string, value: T, text: string, stood: readonly (string | undefined)[] | undefined): void {
    const before = this.held.get(id);
    const earlier = before ? before.older && [...before.older, before.text] : [];
    this.held.set(id, { value, text, older: stood && earlier && new Set([...earlier, ...stood]) });
  }

  delete(id: string): boolean {
    return this.held.delete(id);
  }

  /** Whether `stored` is the held value itself, or one that another window stored since. */
  isOverBy(id: string, stored: string): boolean {
    const held = this.held.get(id);
    return held !== undefined && (stored === held.text || held.older?.has(stored) === false);
  }

  /** Whether the entry is unchanged since the value was held. */
  isNewerThan(id: string, stood: string | undefined): boolean {
    const held = this.held.get(id);
    if (!held) return false;
    return held.older ? held.older.has(stood) : stood === undefined;
  }
}
