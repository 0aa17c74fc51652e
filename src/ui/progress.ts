import { ProgressLocation, window } from 'vscode';
import { signalOf } from './signal';

/** Runs `task` under a notification that can cancel it. Rejects as the task does. */
export function withProgress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_, token) => task(signalOf(token)),
  );
}
