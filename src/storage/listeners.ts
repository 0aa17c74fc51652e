import type { Subscription } from './secretVault';

/** Who wants to know of a change. */
export class Listeners<T> {
  private readonly all = new Set<(change: T) => void>();

  add(listener: (change: T) => void): Subscription {
    // One that is added twice is told twice, and ends twice.
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
