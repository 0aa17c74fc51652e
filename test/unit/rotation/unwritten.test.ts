import assert from 'node:assert/strict';
import { rotationSteps, type RotationStep } from '../../../src/rotation/rotation';
import { steps } from '../../../src/rotation/steps';
import { TakenOverError } from '../../../src/storage/journal';
import type { KeyWorld } from '../../fakes/keyWorld';
import { setStage, standingBefore } from './support/stage';

/** Everything a rotation can change. */
function stateOf({ secrets, files, sinch }: KeyWorld): unknown {
  return structuredClone([[...secrets.values], [...files.held], [...sinch.keys]]);
}

/** Where a rotation stands before a step that does something then; before the step itself for the others. */
const standings: Partial<Record<RotationStep, RotationStep>> = {
  release: 'replace',
  deleteOld: 'retire',
  undo: 'retire',
};

describe('A step of a rotation that the journal does not have', () => {
  for (const step of rotationSteps) {
    it(`changes nothing (${step})`, async () => {
      const ending = step === 'deleteFirst' ? 'deleteFirst' : 'keep';
      const stage = await setStage({ ending, signsIn: step === 'signIn' });
      const { value, stamp } = await standingBefore(stage, standings[step] ?? step);
      const files = value.files.map(
        file => ({ ...file, state: step === 'replace' ? 'open' : 'replaced' }) as const,
      );
      const rotation = { ...value, files, step };
      const window = stage.world.open();
      await window.rotation.rotations.resume(rotation, stamp);
      const before = stateOf(stage.world);
      const written = Promise.reject(new TakenOverError());
      const options = { signal: window.signal, isResumed: false, now: stage.world.now, written };
      await Promise.allSettled([steps[step](window.rotation, rotation, options), written]);
      assert.deepEqual(stateOf(stage.world), before);
    });
  }
});
