import { after, before } from 'mocha';

/** Lets every timer of the tests around it end at once: what hangs is given up without waiting. */
export function hurryTimers(): void {
  const { setTimeout: unhurried } = globalThis;
  before(() => {
    globalThis.setTimeout = Object.assign(
      (callback: (...args: unknown[]) => void, _: number, ...args: unknown[]) =>
        unhurried(callback, 0, ...args),
      unhurried,
    );
  });
  after(() => {
    globalThis.setTimeout = unhurried;
  });
}
