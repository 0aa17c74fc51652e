import assert from 'node:assert/strict';
import type { Rotation, RotationFileState, RotationStep } from '../../src/rotation/rotation';
import { whereItStands } from '../../src/tree/unfinishedItems';

describe('where a rotation stands', () => {
  const says = (step: RotationStep, ...states: readonly RotationFileState[]) => {
    const files = states.map((state, index) => ({
      uri: `file:///demo/${index}.env`,
      oldSecret: { kind: 'unknown' } as const,
      state,
    }));
    const rotation: Rotation = {
      projectId: 'demo-project',
      oldKeyId: 'demo-key',
      oldName: 'demo',
      newName: 'next',
      newKey: { kind: 'created', keyId: 'next-key' },
      begunAt: 1,
      ending: 'keep',
      step,
      files,
    };
    return whereItStands(rotation);
  };

  for (const step of ['replace', 'release', 'retire'] as const) {
    it(`is in place only where nobody is yet to get its secret (${step})`, () => {
      assert.equal(says(step, 'replaced', 'replaced'), 'All files have the new key “next”.');
      assert.equal(says(step, 'replaced', 'idOnly'), 'The new key “next” works. 2 of 2 files have it.');
      assert.equal(says(step, 'replaced', 'left'), 'The new key “next” works. 1 of 2 files have it.');
      assert.equal(says(step), 'The new key “next” works. There are no files to change.');
    });
  }

  it('says what was to come next', () => {
    assert.equal(
      says('deleteOld', 'replaced'),
      'All files have the new key “next”. Next: delete the old key.',
    );
    assert.equal(says('undo'), 'It was being undone.');
  });
});
