import { setTimeout as sleep } from 'node:timers/promises';
import { ProgressLocation, window } from 'vscode';
import { oneLine } from '../foreignText';
import { signalOf } from './signal';

/** Reports the progress of a task; `share` is the part done since the last report, in percent of the whole. */
export type Report = (message: string, share?: number) => void;

/** Runs `task` under a notification that can cancel it. Rejects as the task does. */
export function withProgress<T>(
  title: string,
  task: (signal: AbortSignal, report: Report) => Promise<T>,
): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: oneLine(title), cancellable: true },
    (progress, token) =>
      task(signalOf(token), (text, share) => {
        const message = oneLine(text);
        progress.report(share === undefined ? { message } : { message, increment: share });
      }),
  );
}

/**
 * Runs a task that is usually quick: shows a notification that can cancel it only after `patience` milliseconds.
 * Rejects as the task does.
 */
export async function withProgressIfSlow<T>(
  title: string,
  task: (signal: AbortSignal, report: Report) => Promise<T>,
  patience = 400,
): Promise<T> {
  const stop = new AbortController();
  const reporters: Report[] = [];
  const running = task(stop.signal, (...step) => {
    for (const report of reporters) report(...step);
  });
  const isDone = await Promise.race([running.then(() => true), sleep(patience, false, { ref: false })]);
  if (isDone) return running;
  return withProgress(title, (signal, report) => {
    reporters.push(report);
    const abort = () => {
      stop.abort(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    return running;
  });
}
