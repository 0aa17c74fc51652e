import type { Logger } from './log';

/** The longest time a secret may stay on the clipboard before it is cleared, in seconds: a day. */
export const maxStay = 86_400;

export interface ClipboardOptions {
  /** Seconds until a secret is cleared from the clipboard; 0 leaves it there. */
  readonly clearAfter: () => number;
  readonly text: {
    readText(): PromiseLike<string>;
    writeText(text: string): PromiseLike<void>;
  };
  /** Calls `read` once the clipboard can be read, unless disposed before. */
  readonly whenReadable: (read: () => void) => { dispose(): void };
  readonly log: Logger;
}

/**
 * Copies secrets, and clears the clipboard after a while if it still has the secret. Only works while the window is
 * open: VS Code answers no extension while it closes a window.
 */
export class Clipboard {
  private timer: NodeJS.Timeout | undefined;
  private waiting: { dispose(): void } | undefined;

  constructor(private readonly options: ClipboardOptions) {}

  /** @returns seconds until the clipboard is cleared; 0 when it isn't. */
  async copySecret(secret: string): Promise<number> {
    const { clearAfter, text, whenReadable } = this.options;
    await text.writeText(secret);
    this.dispose();
    const seconds = Math.min(Math.max(clearAfter(), 0), maxStay);
    if (seconds > 0) {
      this.timer = setTimeout(() => {
        this.waiting = whenReadable(() => void this.clearIfStill(secret));
      }, seconds * 1000);
    }
    return seconds;
  }

  /** The text that is on the clipboard, which may hold a secret. */
  async read(): Promise<string> {
    return this.options.text.readText();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.waiting?.dispose();
  }

  private async clearIfStill(secret: string): Promise<void> {
    const { text, log } = this.options;
    try {
      if ((await text.readText()) === secret) await text.writeText('');
    } catch (error) {
      log.error('A secret could not be taken off the clipboard.', error);
    }
  }
}
