import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for so many milliseconds; rejects at once with the signal's own reason when it aborts. */
export async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    // The timer wraps the reason in an error of its own.
    signal?.throwIfAborted();
    throw error;
  }
}
