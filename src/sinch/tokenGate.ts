import { setMaxListeners } from 'node:events';
import type { ApiError } from './errors';
import { longestWait } from './retryAfter';
import { untilAborted } from './untilAborted';
import { waitFor } from './waitFor';

export interface TokenGateOptions {
  /** How many may pass at once. */
  readonly size?: number;
  /** How many may pass in a second once that many have. */
  readonly perSecond?: number;
  /** Milliseconds, on a clock that only goes forward. */
  readonly now?: () => number;
  /** At least 0, less than 1; `Math.random` by default. */
  readonly random?: () => number;
  /** Waits for so many milliseconds; rejects at once with the signal's reason when it aborts. A timer by default. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Longest time that all wait for after one 429 that names none, in milliseconds; doubled with each that follows. */
const firstHold = 1000;
const longestHold = 16_000;

/**
 * Lets the token requests to one host pass one after another, at the pace of the host's own limit: a bucket of 30,
 * refilled 10 a second (Sinch's SDKs). Four of the 30 are left to other windows, and to requests that arrive
 * closer together than they left. Where the host is busy all the same, all of them wait; where it is for longer than a
 * user should, none does.
 */
export class TokenGate {
  private readonly size: number;
  private readonly shortest: number;
  private interval: number;
  private readonly now: () => number;
  private level: number;
  private filledAt: number;
  private heldUntil = -Infinity;
  private holds = 0;
  /** Aborts for those who wait now, if the host wants to be left alone for too long. */
  private turnedAway = controllerOfMany();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: TokenGateOptions = {}) {
    const { size = 26, perSecond = 10, now = () => performance.now() } = options;
    this.size = size;
    this.shortest = 1000 / perSecond;
    this.interval = this.shortest;
    this.now = now;
    this.level = size;
    this.filledAt = now();
  }

  /**
   * Resolves when it is the caller's turn. Rejects with the signal's reason, or with a refusal that came meanwhile and
   * asks for too long a wait; either leaves the turn to the next.
   */
  pass(signal: AbortSignal): Promise<void> {
    const { signal: refusal } = this.turnedAway;
    const passed = this.turn.then(() => this.take(signal, refusal));
    this.turn = passed.catch(() => undefined);
    return untilAborted(untilAborted(passed, refusal), signal);
  }

  /**
   * The host answered 429: no request passes for as long as it asks, or else for a while that grows. If it asks for more
   * than `longestWait`, those who wait are turned away, and who comes later, as on a user's wish, may try at once.
   */
  hold(refusal: ApiError): void {
    const { retryAfter: asked } = refusal;
    const now = this.now();
    const { random = Math.random } = this.options;
    // Of requests that were under way together, the first refusal speaks for all.
    if (now >= this.heldUntil) {
      this.holds += 1;
      // Other windows ask as well: each takes a smaller share until none is refused.
      this.interval = Math.min(this.shortest * 8, this.interval * 2);
    }
    this.level = 0;
    this.filledAt = now;
    if (asked !== undefined && asked > longestWait) {
      this.heldUntil = -Infinity;
      const waiting = this.turnedAway;
      this.turnedAway = controllerOfMany();
      waiting.abort(refusal);
      return;
    }
    const pause = Math.min(longestHold, firstHold * 2 ** (this.holds - 1)) * (0.5 + random() / 2);
    this.heldUntil = Math.max(this.heldUntil, now + (asked === undefined || asked === 0 ? pause : asked));
  }

  /** The host answered otherwise. */
  release(): void {
    if (this.now() < this.heldUntil) return;
    this.holds = 0;
    this.interval = Math.max(this.shortest, this.interval * 0.98);
  }

  private async take(signal: AbortSignal, refusal: AbortSignal): Promise<void> {
    const { wait = waitFor } = this.options;
    for (;;) {
      signal.throwIfAborted();
      refusal.throwIfAborted();
      const now = this.now();
      this.level = Math.min(this.size, this.level + (now - this.filledAt) / this.interval);
      this.filledAt = now;
      const pause = Math.max(this.heldUntil - now, (1 - this.level) * this.interval);
      if (pause <= 0) break;
      await untilAborted(wait(Math.ceil(pause), signal), refusal);
    }
    this.level -= 1;
  }
}

/** Without Node's warning where many listen to one signal. */
function controllerOfMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
