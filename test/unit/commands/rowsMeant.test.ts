import assert from 'node:assert/strict';
import { rowsMeant } from '../../../src/commands/rowsMeant';

const key = (accessKeyId: string) => ({ kind: 'key', projectId: 'demo-project', accessKeyId }) as const;
const project = { kind: 'project', projectId: 'demo-project' } as const;

describe('rowsMeant', () => {
  it('is the row a command is called on, where nothing else is selected', () => {
    assert.deepEqual(rowsMeant(key('a'), undefined), [key('a')]);
    assert.deepEqual(rowsMeant(key('a'), []), [key('a')]);
  });

  it('is the whole selection, where the row is part of it', () => {
    assert.deepEqual(rowsMeant(key('b'), [key('a'), project, key('b')]), [key('a'), project, key('b')]);
  });

  it('is the row alone, where something else is selected', () => {
    assert.deepEqual(rowsMeant(key('c'), [key('a'), key('b')]), [key('c')]);
    assert.deepEqual(rowsMeant(project, [key('a'), key('b')]), [project]);
  });

  it('is the selection, where a command is called on no row', () => {
    assert.deepEqual(rowsMeant(undefined, [key('a'), key('b')]), [key('a'), key('b')]);
  });

  it('is nothing where it is called with nothing, or with what is no row', () => {
    assert.deepEqual(rowsMeant(undefined, undefined), []);
    assert.deepEqual(rowsMeant('a', { 0: key('a') }), []);
    assert.deepEqual(rowsMeant(undefined, [null, 'a', { kind: 'key', projectId: 'demo-project' }]), []);
  });
});
