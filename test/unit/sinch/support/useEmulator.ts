import type { Emulator } from '../../../emulator/contract';
import { startEmulator } from '../../../emulator/startEmulator';
import { sampleSeed } from './sampleProject';

/** For a `describe`: one emulator with the sample project for all its tests, as new before each of them. */
export function useEmulator(onStart: (emulator: Emulator) => void): void {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ seed: sampleSeed });
    onStart(emulator);
  });
  beforeEach(() => {
    emulator.reset();
  });
  after(() => emulator.close());
}
