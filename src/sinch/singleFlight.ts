interface Flight<T> {
  readonly landing: Promise<T>;
  readonly controller: AbortController;
  passengers: number;
}

/**
 * Makes callers that come while `work` is under way share it instead of starting it again.
 * A caller whose signal aborts leaves with the signal's reason, and the others go on;
 * the signal `work` is handed aborts when the last one has left.
 */
export function singleFlight<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal?: AbortSignal) => Promise<T> {
  let current: Flight<T> | undefined;

  function takeOff(): Flight<T> {
    const controller = new AbortController();
    const landing = work(controller.signal).finally(() => {
      leave(flight);
    });
    const flight: Flight<T> = { landing, controller, passengers: 0 };
    return flight;
  }

  function leave(flight: Flight<T>): void {
    if (current === flight) {
      current = undefined;
    }
  }

  return async signal => {
    signal?.throwIfAborted();
    const flight = (current ??= takeOff());
    flight.passengers += 1;
    try {
      return await untilAborted(flight.landing, signal);
    } finally {
      flight.passengers -= 1;
      if (flight.passengers === 0) {
        leave(flight);
        flight.controller.abort();
      }
    }
  };
}

async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
