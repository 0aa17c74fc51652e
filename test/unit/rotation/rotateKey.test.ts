import assert from 'node:assert/strict';
import { rotateKey } from '../../../src/rotation/beginRotation';
import { KeyWorld } from '../../fakes/keyWorld';
import { answering, keysThere } from './support/answers';
import { pairOf, projectId } from './support/stage';

describe('A rotation of a key beside one that was cut off', () => {
  it('gives its new key a name that the other is not yet to give', async () => {
    const world = new KeyWorld();
    const [production, staging, dated] = ['production', 'staging', 'staging 2026-01-30'].map(name =>
      world.sinch.seed(name),
    );
    assert.ok(production && staging && dated);
    const window = world.open({
      faultOf: call => (call === 'sinch.create' ? { kind: 'abort', when: 'before' } : undefined),
    });
    await window.rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(production) });
    const questions = answering(window, {
      listKeys: () => Promise.resolve(keysThere(world, false)),
      askForPlan: ({ name }) => Promise.resolve({ name, ending: 'keep', files: [] }),
    });
    for (const { accessKeyId, displayName } of [staging, dated])
      await rotateKey(window.rotation, questions, { accessKeyId, displayName, projectId });

    const names = (await window.rotation.rotations.list(projectId)).map(({ value }) => value.newName);
    assert.deepEqual(names, ['staging 2026-01-31', 'staging 2026-01-31 (2)']);
  });
});
