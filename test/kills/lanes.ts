interface Waiting<T> {
  /** Undefined where any will do. */
  readonly only: T | undefined;
  readonly take: (lane: T) => void;
}

/** Does work on several things at once: one piece at a time on each, and the first to come is the first to be done. */
export class Lanes<T> {
  private readonly free: Set<T>;
  private readonly waiting: Waiting<T>[] = [];

  constructor(lanes: readonly T[]) {
    this.free = new Set(lanes);
  }

  /**
   * Settles as `work` does.
   * @param only the one to do it on; any by default
   */
  async use<R>(work: (lane: T) => Promise<R>, only?: T): Promise<R> {
    const lane = await this.take(only);
    try {
      return await work(lane);
    } finally {
      this.giveBack(lane);
    }
  }

  private async take(only: T | undefined): Promise<T> {
    const lane = [...this.free].find(each => only === undefined || each === only);
    if (lane === undefined) return new Promise(take => this.waiting.push({ only, take }));
    this.free.delete(lane);
    return lane;
  }

  private giveBack(lane: T): void {
    const next = this.waiting.findIndex(({ only }) => only === undefined || only === lane);
    const [first] = next === -1 ? [] : this.waiting.splice(next, 1);
    if (first) first.take(lane);
    else this.free.add(lane);
  }
}
