import { ApiError, SinchError, UnreachableError, type Operation } from './errors';
import { longestWait } from './retryAfter';
import { waitFor } from './waitFor';

export interface RetryOptions {
  /** Longest wait before each retry, in milliseconds; its length is the number of retries. 1, 4 and 16 s by default. */
  readonly ceilings?: readonly number[];
  /** Longest `Retry-After` that is waited for, in milliseconds; a longer one ends the call at once; `longestWait` by default. */
  readonly patience?: number;
  /** At least 0, less than 1; `Math.random` by default. */
  readonly random?: () => number;
  /** Waits for so many milliseconds; rejects at once with the signal's reason when it aborts. A timer by default. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** What is known of a call that may have to be repeated. */
export interface RepeatOptions {
  readonly signal: AbortSignal | undefined;
  /** Whether carrying it out twice does no harm; false by default. */
  readonly safeToRepeat?: boolean;
}

/**
 * Repeats `attempt` if that can do no harm. Ends with the last error, or with the signal's own reason.
 * Unless it is safe to repeat, only a 429 is followed by another attempt: the service did not look at the request.
 */
export type Retry = <T>(
  operation: Operation,
  attempt: () => Promise<T>,
  options: RepeatOptions,
) => Promise<T>;

/** Waits between attempts as long as the service asks, or else a random time below a rising ceiling ("full jitter"). */
export function createRetry(options: RetryOptions = {}): Retry {
  const {
    ceilings = [1000, 4000, 16_000],
    patience = longestWait,
    random = Math.random,
    wait = waitFor,
  } = options;

  return async (operation, attempt, { signal, safeToRepeat = false }) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        // An answer that arrives together with an abort is kept.
        return await attempt();
      } catch (error) {
        signal?.throwIfAborted();
        const ceiling = ceilings[attempts - 1];
        const asked = error instanceof ApiError ? error.retryAfter : undefined;
        const givesUp = ceiling === undefined || (asked ?? 0) > patience;
        if (givesUp || !isWorthRepeating(error, operation, safeToRepeat)) throw error;
        await wait(asked === undefined || asked === 0 ? random() * ceiling : asked, signal);
      }
    }
  };
}

function isWorthRepeating(error: unknown, operation: Operation, safeToRepeat: boolean): boolean {
  // What a call needs beforehand, such as a token, has been repeated by what fetches it.
  if (!(error instanceof SinchError) || error.operation !== operation) return false;
  if (error instanceof ApiError && error.status === 429) return true;
  if (!safeToRepeat) return false;
  return error instanceof ApiError
    ? [500, 502, 503, 504].includes(error.status)
    : error instanceof UnreachableError && error.reason === 'interrupted';
}
