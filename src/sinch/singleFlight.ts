import { untilAborted } from './untilAborted';

interface Run<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/**
 * Makes callers that come while `work` is under way share it instead of starting it again.
 * A caller whose signal aborts stops waiting, with the signal's reason, and the others go on;
 * the signal `work` is handed aborts when no caller waits any more.
 */
export function singleFlight<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal?: AbortSignal) => Promise<T> {
  let current: Run<T> | undefined;

  function start(): Run<T> {
    const controller = new AbortController();
    const result = work(controller.signal).finally(() => {
      endSharing(run);
    });
    const run: Run<T> = { result, controller, callers: 0 };
    return run;
  }

  function endSharing(run: Run<T>): void {
    if (current === run) current = undefined;
  }

  return async signal => {
    signal?.throwIfAborted();
    const run = (current ??= start());
    run.callers += 1;
    try {
      return await untilAborted(run.result, signal);
    } finally {
      run.callers -= 1;
      if (run.callers === 0) {
        endSharing(run);
        run.controller.abort();
      }
    }
  };
}
