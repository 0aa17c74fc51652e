import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { ApiError, SinchError, UnreachableError, type Operation } from './errors';

export interface RetryOptions {
  /** Longest wait before each retry, in milliseconds, and by its length how many there are; 1, 4 and 16 s by default. */
  readonly ceilings?: readonly number[];
  /** Longest `Retry-After` that is waited for, in milliseconds; a longer one ends the call at once. 30 s by default. */
  readonly patience?: number;
  /** At least 0, less than 1; `Math.random` by default. */
  readonly random?: () => number;
  /** Waits for so many milliseconds; rejects at once when the signal aborts. A timer by default. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Repeats `attempt` as far as that can't do harm; ends with the last error, or with the signal's own reason. */
export type Retry = <T>(
  operation: Operation,
  attempt: () => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

/**
 * Waits between attempts as long as the service asks, or else a random time below a rising ceiling ("full jitter").
 * A create is repeated only where the service refused to look at it: another one could make a second key.
 */
export function createRetry(options: RetryOptions = {}): Retry {
  const {
    ceilings = [1000, 4000, 16_000],
    patience = 30_000,
    random = Math.random,
    wait = waitFor,
  } = options;

  return async (operation, attempt, signal) => {
    try {
      // The signal is not p-retry's business: it would throw away an answer that arrives together with an abort.
      return await pRetry(attempt, {
        retries: ceilings.length,
        minTimeout: 0,
        shouldRetry: async ({ error, retriesConsumed }) => {
          if (!isWorthRepeating(error, operation)) {
            return false;
          }
          const asked = error instanceof ApiError ? error.retryAfter : undefined;
          if (asked !== undefined && asked > patience) {
            return false;
          }
          await wait(asked ?? random() * (ceilings[retriesConsumed] ?? 0), signal);
          return true;
        },
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  };
}

function isWorthRepeating(error: Error, operation: Operation): boolean {
  // What a call needs beforehand, such as a token, has been repeated where it was asked for.
  if (!(error instanceof SinchError) || error.operation !== operation) {
    return false;
  }
  if (operation === 'CreateAccessKey') {
    return error instanceof ApiError && error.status === 429;
  }
  if (error instanceof ApiError) {
    return [429, 500, 502, 503, 504].includes(error.status);
  }
  return error instanceof UnreachableError && error.reason === 'interrupted';
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, { signal });
}
