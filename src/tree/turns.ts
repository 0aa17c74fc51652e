/** Turns of the event loop, handed out one at a time: between two of them, the extension host does what else waits. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  next(): Promise<unknown> {
    this.last = this.last.then(() => new Promise(setImmediate));
    return this.last;
  }
}
