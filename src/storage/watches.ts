/** Checks again and again whether something has happened, and calls back once. Keeps no process alive. */
export class Watches {
  private readonly names = new Set<string>();

  /** @param every milliseconds between checks */
  constructor(private readonly every: number) {}

  /** Checks until `isSo`, then calls `tell`. A name that is already watched isn't watched twice. */
  until(name: string, isSo: () => boolean, tell: () => void): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    const timer = setInterval(() => {
      if (!isSo()) return;
      clearInterval(timer);
      this.names.delete(name);
      tell();
    }, this.every);
    timer.unref();
  }
}
