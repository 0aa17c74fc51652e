/** Looks from time to time whether something has come about, and tells once. Keeps no process alive. */
export class Watches {
  private readonly names = new Set<string>();

  /** @param every milliseconds from look to look */
  constructor(private readonly every: number) {}

  /** Watches until `isSo`, and then calls `tell`. A name that is watched already is watched once. */
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
