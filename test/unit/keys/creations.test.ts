import assert from 'node:assert/strict';
import { Creations } from '../../../src/keys/creations';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

function open(session: string, secrets = new MemorySecrets()) {
  return { secrets, creations: new Creations({ secrets, log: new MemoryLog(), session }) };
}

describe('Creations', () => {
  it('keeps what was begun, for other windows to see, until its end', async () => {
    const { secrets, creations } = open('one');
    const { id, kept } = await creations.begin('demo-project', 'demo');
    assert.equal(kept, 'stored');
    assert.deepEqual((await creations.get(id))?.value, { projectId: 'demo-project', displayName: 'demo' });
    assert.deepEqual(await creations.unfinished(), []);
    const [entry] = await open('two', secrets).creations.unfinished('demo-project');
    assert.deepEqual([entry?.id, entry?.progress], [id, 'elsewhere']);
    await creations.end(id);
    assert.equal(secrets.values.size, 0);
  });

  it('never mixes two creates, of one name in two windows at once', async () => {
    const { secrets, creations } = open('one');
    const second = open('two', secrets).creations;
    const [a, b] = await Promise.all([
      creations.begin('demo-project', 'demo'),
      second.begin('demo-project', 'demo'),
    ]);
    assert.notEqual(a.id, b.id);
    await creations.end(a.id);
    assert.deepEqual((await second.get(b.id))?.progress, 'here');
  });

  it('lists what was left, of one project or of all', async () => {
    const { creations } = open('one');
    const begun = await Promise.all(
      ['demo', 'demo-project'].map(project => creations.begin(project, 'demo')),
    );
    for (const { id } of begun) creations.leave(id);
    assert.equal((await creations.unfinished()).length, 2);
    assert.deepEqual(
      (await creations.unfinished('demo')).map(({ value }) => value.projectId),
      ['demo'],
    );
  });

  it('ends what is left of other creates of a name once its key is made', async () => {
    const { secrets, creations } = open('one');
    const other = open('two', secrets).creations;
    const demo = { projectId: 'demo-project', displayName: 'demo' };
    const begin = async ({ projectId, displayName } = demo) =>
      (await creations.begin(projectId, displayName)).id;
    const [made, left] = [await begin(), await begin()];
    await other.begin('demo-project', 'demo');
    const kept = [
      await begin({ ...demo, displayName: 'Demo' }),
      await begin({ ...demo, projectId: 'sample' }),
    ];
    for (const id of [left, ...kept]) creations.leave(id);
    await creations.finishMade(made, { ...demo, accessKeyId: 'demo-key' }, () => Promise.resolve(false));
    assert.deepEqual(
      (await open('three', secrets).creations.unfinished()).map(({ id }) => id).sort(),
      [...kept].sort(),
    );
  });

  it('tells the project whose creates changed', async () => {
    const { creations } = open('one');
    const changed: string[] = [];
    creations.onDidChange(projectId => changed.push(projectId));
    const { id } = await creations.begin('demo-project', 'demo');
    creations.leave(id);
    assert.deepEqual(changed, ['demo-project', 'demo-project']);
  });
});
