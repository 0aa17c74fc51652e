import assert from 'node:assert/strict';
import { oldKeys } from '../../../src/rotation/oldKeys';
import type { RotationEntry } from '../../../src/rotation/rotations';

const now = new Date('2026-11-27T12:00:00Z');
const day = 24 * 60 * 60 * 1000;

function key(accessKeyId: string, age?: number) {
  return {
    projectId: 'demo-project',
    accessKeyId,
    displayName: accessKeyId,
    ...(age !== undefined && { createTime: new Date(now.getTime() - age * day) }),
  };
}

describe('the old keys of a project', () => {
  it('are those older than a number of days, and those whose age nobody knows', () => {
    const keys = [key('new', 1), key('just', 90), key('older', 90.01), key('undated')];
    assert.deepEqual(
      oldKeys(keys, [], 90, now).map(({ accessKeyId }) => accessKeyId),
      ['older', 'undated'],
    );
  });

  it('don’t include what a rotation replaces, at whatever step', () => {
    const entries = ['retire', 'replace'].map(step => ({ value: { oldKeyId: step, step } }));
    const keys = [key('retire', 100), key('replace', 100), key('left', 100)];
    assert.deepEqual(
      oldKeys(keys, entries as unknown as readonly RotationEntry[], 90, now).map(
        ({ accessKeyId }) => accessKeyId,
      ),
      ['left'],
    );
  });
});
