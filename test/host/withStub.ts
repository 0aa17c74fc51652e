import { window } from 'vscode';

/** Runs `task` with another function in the place of one of `window`. */
export async function withStub(
  name: keyof typeof window,
  stub: unknown,
  task: () => PromiseLike<unknown>,
): Promise<void> {
  const real: unknown = window[name];
  Reflect.set(window, name, stub);
  try {
    await task();
  } finally {
    Reflect.set(window, name, real);
  }
}

/** In the place of `withProgress`: the user presses Cancel at once. */
export function cancelled(
  _: unknown,
  task: (progress: unknown, token: unknown) => Promise<unknown>,
): Promise<unknown> {
  return task(
    { report: () => undefined },
    { isCancellationRequested: true, onCancellationRequested: () => undefined },
  );
}
