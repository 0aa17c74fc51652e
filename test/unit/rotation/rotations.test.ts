import assert from 'node:assert/strict';
import { type Rotation, rotationSteps } from '../../../src/rotation/rotation';
import { isUnfinished, Rotations } from '../../../src/rotation/rotations';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const rotation: Rotation = {
  projectId: 'demo-project',
  oldKeyId: 'demo-key',
  oldName: 'demo',
  newName: 'demo 2026-01-31',
  newKey: { kind: 'notCreated' },
  begunAt: 1,
  ending: 'keep',
  step: 'create',
  files: [{ uri: 'file:///demo/.env', oldSecret: { kind: 'known', secret: 'demo-secret' }, state: 'open' }],
};

function open(session: string, secrets = new MemorySecrets()) {
  return { secrets, rotations: new Rotations({ secrets, log: new MemoryLog(), session }) };
}

describe('Rotations', () => {
  it('keeps every step with all there is to know, for another window to go on with', async () => {
    const { secrets, rotations } = open('one');
    for (const step of rotationSteps) {
      const written: Rotation = {
        ...rotation,
        step,
        newKey: { kind: 'created', keyId: 'new-key' },
        retiringSince: 2,
        signIn: { projectIds: ['demo-project'], oldSecret: 'demo-secret' },
      };
      assert.equal(await rotations.write(written), 'stored');
      const found = await open('two', secrets).rotations.get('demo-project', 'demo-key');
      assert.deepEqual(found?.value, written);
    }
    assert.equal(secrets.values.size, 1);
    await rotations.end(rotation);
    assert.equal(secrets.values.size, 0);
  });

  it('lists those of a project, or of all', async () => {
    const { rotations } = open('one');
    await rotations.write(rotation);
    await rotations.write({ ...rotation, projectId: 'demo' });
    assert.deepEqual(
      (await rotations.list('demo')).map(({ value }) => value.projectId),
      ['demo'],
    );
    assert.equal((await rotations.list()).length, 2);
  });

  it('leaves one alone that it can’t read', async () => {
    const { secrets, rotations } = open('one');
    await rotations.write(rotation);
    const [[key, text] = ['', '']] = [...secrets.values];
    const later = text.replace('"create"', '"step of a later version"');
    await secrets.store(key, later);
    const other = open('two', secrets).rotations;
    assert.equal(await other.get('demo-project', 'demo-key'), undefined);
    assert.equal(secrets.values.get(key), later);
  });

  it('is unfinished unless the old key retires or this window works on it', async () => {
    const { rotations } = open('one');
    await rotations.write(rotation);
    const isOpen = async () => {
      const entry = await rotations.get('demo-project', 'demo-key');
      assert.ok(entry);
      return isUnfinished(entry);
    };
    assert.equal(await isOpen(), false);
    rotations.leave(rotation);
    assert.equal(await isOpen(), true);
    await rotations.write({ ...rotation, step: 'retire' });
    rotations.leave(rotation);
    assert.equal(await isOpen(), false);
  });

  it('tells the project whose rotations changed', async () => {
    const { rotations } = open('one');
    const changed: string[] = [];
    rotations.onDidChange(projectId => changed.push(projectId));
    await rotations.write(rotation);
    await rotations.end(rotation);
    assert.deepEqual(changed, ['demo-project', 'demo-project']);
  });
});
