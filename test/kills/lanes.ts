/** Does work on several things at once: one piece at a time on each, and the first to come is the first to be done. */
export class Lanes<T> {
  private readonly free: T[];
  private readonly pendingSecrets: ((lane: T) => void)[] = [];

  constructor(lanes: readonly T[]) {
    this.free = [...lanes];
  }

  /** Settles as `work` does. */
  async use<R>(work: (lane: T) => Promise<R>): Promise<R> {
    const lane = this.free.shift() ?? (await new Promise<T>(resolve => this.pendingSecrets.push(resolve)));
    try {
      return await work(lane);
    } finally {
      const next = this.pendingSecrets.shift();
      if (next) next(lane);
      else this.free.push(lane);
    }
  }
}
