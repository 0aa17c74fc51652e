import { setImmediate } from 'node:timers/promises';

/** Long work that lets other work run in between. */
export interface Slices {
  /** Returns at once, or after other work has run if this work has taken its share of time. */
  pause(): Promise<void>;
}

/** @param milliseconds how long the work may take before other work runs */
export function inSlices(milliseconds: number): Slices {
  let until = performance.now() + milliseconds;
  return {
    async pause() {
      if (performance.now() < until) return;
      await setImmediate();
      until = performance.now() + milliseconds;
    },
  };
}
