import assert from 'node:assert/strict';
import { KeyStore } from '../../../src/keys/keyStore';
import { noteKeys } from '../../../src/keys/noteKeys';
import { ProjectList } from '../../../src/projects/projectList';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemoryMemento } from '../../fakes/memoryMemento';

describe('noteKeys', () => {
  const key = {
    accessKeyId: 'demo-key',
    displayName: 'staging',
    projectId: 'demo-project',
    createTime: new Date('2026-01-31T00:00:00Z'),
  };

  it('notes names and times of loaded keys, and no secret, until their project is removed', async () => {
    const state = new MemoryMemento();
    const projects = new ProjectList(state);
    await projects.add({ id: 'demo-project' });
    const keys = new KeyStore({ to: () => Promise.reject(new Error('offline')) }, new MemoryLog());
    const noting = noteKeys(keys, projects, state);
    keys.accept('demo-project', [key]);
    assert.deepEqual(state.get('lastKnownKeys:demo-project'), [key]);
    await keys.relist('demo-project');
    keys.forget('demo-project');
    assert.deepEqual(state.get('lastKnownKeys:demo-project'), [key]);
    await projects.remove('demo-project');
    keys.forget('demo-project');
    assert.equal(state.get('lastKnownKeys:demo-project'), undefined);
    noting.dispose();
  });
});
