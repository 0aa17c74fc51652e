import { setImmediate } from 'node:timers/promises';

/** Long work that lets other work run in between. */
export interface Slices {
  /** Returns at once, or after other work has run if this work has taken its share of time. */
  pause(): Promise<void>;
}

/** How long other work waits, in milliseconds. */
const maxBlock = 15;

export function inSlices(): Slices {
  let until = performance.now() + maxBlock;
  return {
    async pause() {
      if (performance.now() < until) return;
      await setImmediate();
      until = performance.now() + maxBlock;
    },
  };
}
