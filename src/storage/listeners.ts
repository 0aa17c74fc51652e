import type { Subscription } from './secretVault';

/** Listeners of one kind of change. */
export class Listeners<T> {
  private readonly all = new Set<(change: T) => void>();

  add(listener: (change: T) => void): Subscription {
    // A listener that is added twice is called twice, and is removed twice.
    const own = (change: T) => {
      listener(change);
    };
    this.all.add(own);
    return { dispose: () => this.all.delete(own) };
  }

  tell(change: T): void {
    for (const listener of this.all) listener(change);
  }

  clear(): void {
    this.all.clear();
  }
}
