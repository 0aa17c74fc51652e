import { setTimeout as pause } from 'node:timers/promises';

/**
 * For what can only be looked at, such as a file that a program is about to write: looks again until `check` no
 * longer throws.
 * @throws what `check` threw last, when it still does after `patience` milliseconds.
 */
export async function eventually(check: () => Promise<void> | void, patience = 15_000): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
