import assert from 'node:assert/strict';
import { removeStoredData } from '../../../src/keys/storedData';
import { ProjectList } from '../../../src/projects/projectList';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { KeyWorld } from '../../fakes/keyWorld';
import { MemoryMemento } from '../../fakes/memoryMemento';

const secret = (projectId: string) => ({
  projectId,
  accessKeyId: 'demo-key',
  displayName: 'demo',
  secret: 'demo-secret',
});

async function setUp() {
  const world = new KeyWorld();
  const { creations, rotation, deletion } = world.open();
  const projects = new ProjectList(new MemoryMemento());
  for (const id of ['one', 'two']) {
    await projects.add({ id });
    await rotation.pendingSecrets.keep(secret(id));
    world.secrets.values.set(`credential:${id}`, '{"kind":"bearerToken","token":"demo-token"}');
    world.secrets.values.set(`waitingSecret:${id}/unreadable`, '{');
    const { id: entry } = await creations.begin(id, 'laptop');
    creations.leave(entry);
  }
  const credentials = {
    ids: () => Promise.resolve(['one', 'two']),
    delete: (id: string) => world.secrets.delete(`credential:${id}`),
  };
  const parts = {
    ...rotation,
    ...deletion,
    pendingSecrets: rotation.pendingSecrets,
    credentials,
    creations,
    projects,
  };
  const left = () => new Set([...world.secrets.values.keys()].map(key => /:(one|two)/.exec(key)?.[1]));
  return { world, parts, creations, projects, left };
}

describe('what is stored for projects', () => {
  it('goes with one of them, once that is confirmed', async () => {
    const { parts, projects, left } = await setUp();
    const asked: number[] = [];
    const result = await removeStoredData(parts, 'one', ({ secrets, creations, rotations }) => {
      asked.push(secrets.length, creations.length, rotations.length);
      return Promise.resolve(true);
    });
    assert.deepEqual(result, { kind: 'removed' });
    assert.deepEqual(asked, [1, 1, 0]);
    assert.deepEqual(projects.all(), [{ id: 'two' }]);
    assert.deepEqual(left(), new Set(['two']));
  });

  it('goes with all', async () => {
    const { world, parts, projects } = await setUp();
    await removeStoredData(parts, undefined, () => Promise.resolve(true));
    assert.deepEqual(projects.all(), []);
    assert.equal(world.secrets.values.size, 0);
  });

  it('stays where that is denied, and while this window creates a key', async () => {
    const { world, parts, creations, projects } = await setUp();
    const before = world.secrets.values.size;
    assert.deepEqual(await removeStoredData(parts, 'one', () => Promise.resolve(false)), { kind: 'denied' });
    await creations.begin('one', 'phone');
    const result = await removeStoredData(parts, 'one', () => assert.fail('it is asked'));
    assert.deepEqual(result, { kind: 'creating', displayName: 'phone' });
    assert.equal(world.secrets.values.size, before + 1);
    assert.equal(projects.all().length, 2);
  });

  it('keeps the project in the list where something could not be removed', async () => {
    const { world, parts, projects } = await setUp();
    world.secrets.trouble('delete', 'rejects');
    await assert.rejects(
      removeStoredData(parts, 'one', () => Promise.resolve(true)),
      SecretStorageError,
    );
    assert.equal(projects.all().length, 2);
  });
});
