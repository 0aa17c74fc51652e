import fc from 'fast-check';
import { hurryTimers } from '../../fakes/hurryTimers';
import { Play } from './support/play';
import { playCommands } from './support/playCommands';

/** Plays; raise it for a long run by hand. */
const numRuns = 500;

describe('Creates and rotations in two windows, with crashes and troubles at any call', function () {
  this.timeout(60_000 + numRuns * 50);
  hurryTimers();

  it('lose no secret, and keep every other promise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(playCommands, { maxCommands: 40, size: '+1' }), commands =>
        fc.asyncModelRun(() => ({ model: {}, real: new Play() }), commands),
      ),
      { numRuns },
    );
  });
});
