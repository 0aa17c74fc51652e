import fc from 'fast-check';
import { hurryTimers } from '../../../fakes/hurryTimers';
import { Play } from './play';
import { playCommands } from './playCommands';

/** Tests that none of so many plays, each different in every run, breaks a promise. */
export function describePlays(numRuns: number): void {
  describe('Creates and rotations in two windows, with crashes and troubles at any call', function () {
    this.timeout(60_000 + numRuns * 50);
    hurryTimers();

    it(`lose no secret, and keep every other promise, in ${numRuns} plays`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.commands(playCommands, { maxCommands: 40, size: '+1' }), commands =>
          endingIntervals(() => fc.asyncModelRun(() => ({ model: {}, real: new Play() }), commands)),
        ),
        { numRuns },
      );
    });
  });
}

/** The intervals of a window end with it; those of a play would go on, and keep all of it in memory. */
async function endingIntervals(task: () => Promise<void>): Promise<void> {
  const { setInterval: start } = globalThis;
  const timers: NodeJS.Timeout[] = [];
  globalThis.setInterval = Object.assign((callback: () => void, milliseconds: number) => {
    const timer = start(callback, milliseconds);
    timers.push(timer);
    return timer;
  }, start);
  try {
    await task();
  } finally {
    globalThis.setInterval = start;
    for (const timer of timers) clearInterval(timer);
  }
}
