import type { Rotation } from '../../../src/rotation/rotation';
import { canUndo } from '../../../src/rotation/undo';
import assert from 'node:assert/strict';

const uri = 'file:///demo/.env';
const rotation: Rotation = {
  projectId: 'demo-project',
  oldKeyId: 'demo-key',
  oldName: 'demo',
  newName: 'demo 2026-01-31',
  newKey: { kind: 'created', keyId: 'demo-key-2' },
  begunAt: 1,
  ending: 'keep',
  step: 'retire',
  files: [],
};

describe('canUndo', () => {
  const cases: readonly (readonly [string, Partial<Rotation>, boolean])[] = [
    ['no file was changed', {}, true],
    [
      'every changed file’s old secret is known',
      { files: [{ uri, oldSecret: { kind: 'known', secret: 'demo-secret' }, state: 'replaced' }] },
      true,
    ],
    [
      'a changed file’s old secret is not known',
      { files: [{ uri, oldSecret: { kind: 'unknown' }, state: 'replaced' }] },
      false,
    ],
    [
      'an unchanged file’s old secret is not known',
      { files: [{ uri, oldSecret: { kind: 'unknown' }, state: 'left' }] },
      true,
    ],
    ['the old key leaked, and still lives', { ending: 'deleteNow', step: 'release' }, true],
    ['the old key is being deleted', { step: 'deleteOld' }, false],
    ['the old key made room for the new one', { ending: 'deleteFirst', step: 'replace' }, false],
    ['it is being undone already', { step: 'undo' }, true],
  ];
  for (const [when, change, expected] of cases) {
    it(`is ${expected} where ${when}`, () => {
      assert.equal(canUndo({ ...rotation, ...change }), expected);
    });
  }
});
