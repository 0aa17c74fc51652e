import { type Disposable, env } from 'vscode';

/** Copies secrets, and takes them off the clipboard again where they still are after a while. */
export class Clipboard implements Disposable {
  private timer: NodeJS.Timeout | undefined;

  /** @param clearAfter seconds until a secret is taken off the clipboard; 0 leaves it there */
  constructor(private readonly clearAfter: () => number) {}

  /** @returns seconds until the clipboard is cleared; 0 when it isn't. */
  async copySecret(secret: string): Promise<number> {
    await env.clipboard.writeText(secret);
    clearTimeout(this.timer);
    const seconds = this.clearAfter();
    if (seconds > 0) {
      this.timer = setTimeout(() => {
        void clearIfStill(secret);
      }, seconds * 1000);
    }
    return seconds;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}

async function clearIfStill(secret: string): Promise<void> {
  if ((await env.clipboard.readText()) === secret) await env.clipboard.writeText('');
}
