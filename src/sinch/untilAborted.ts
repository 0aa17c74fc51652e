/**
 * Settles as `task` does, or rejects with the signal's reason if that aborts first; the task then goes on unwatched.
 */
export function untilAborted<T>(task: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return task;
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    task.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
