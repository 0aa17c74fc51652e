import assert from 'node:assert/strict';
import type { Rotation } from '../../../src/rotation/rotation';
import { newKeyId } from '../../../src/rotation/credentials';
import { Rotations } from '../../../src/rotation/rotations';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const key = 'rotation:demo-project/demo-key';

/** An entry as version 1 of the extension writes it. */
function entryOf(value: string): string {
  return `{"by":"session-1","at":1,"value":{"projectId":"demo-project","oldKeyId":"demo-key","oldName":"demo","newName":"demo 2026-01-31","begunAt":1,${value}}}`;
}

async function read(value: string): Promise<Rotation> {
  const secrets = new MemorySecrets();
  secrets.values.set(key, entryOf(value));
  const rotations = new Rotations({ secrets, log: new MemoryLog(), session: 'session-2' });
  const entry = await rotations.get('demo-project', 'demo-key');
  assert.ok(entry, 'it can’t be read');
  assert.equal(entry.stamp, 'session-1 1');
  return entry.value;
}

describe('A stored rotation', () => {
  it('whose new key has no ID yet is not known to have created it', async () => {
    for (const step of ['deleteFirst', 'create', 'undo']) {
      const { newKey } = await read(`"ending":"keep","step":"${step}","files":[]`);
      assert.deepEqual(newKey, { kind: 'notCreated' }, step);
    }
  });

  it('that deletes the old key without another gave the new one up', async () => {
    const { newKey } = await read('"ending":"keep","step":"deleteOld","files":[]');
    assert.deepEqual(newKey, { kind: 'givenUp' });
  });

  it('knows its new key', async () => {
    const rotation = await read(
      '"newKeyId":"new-key","retiringSince":2,"ending":"keep","step":"retire","signIn":{"projectIds":["demo-project"],"oldSecret":"demo-secret"},"files":[]',
    );
    assert.equal(newKeyId(rotation), 'new-key');
    assert.equal(rotation.retiringSince, 2);
    assert.deepEqual(rotation.signIn, { projectIds: ['demo-project'], oldSecret: 'demo-secret' });
  });

  it('knows the old secret, that there was none, or nothing of it', async () => {
    const { files } = await read(
      '"ending":"keep","step":"replace","files":[{"uri":"file:///a","oldSecret":"demo-secret","state":"open"},{"uri":"file:///b","oldSecret":"","state":"idOnly"},{"uri":"file:///c","state":"replaced"}]',
    );
    assert.deepEqual(files, [
      { uri: 'file:///a', oldSecret: { kind: 'known', secret: 'demo-secret' }, state: 'open' },
      { uri: 'file:///b', oldSecret: { kind: 'blank' }, state: 'idOnly' },
      { uri: 'file:///c', oldSecret: { kind: 'unknown' }, state: 'replaced' },
    ]);
  });

  it('is written in the same fields', async () => {
    const secrets = new MemorySecrets();
    const options = { secrets, log: new MemoryLog(), session: 'session-1', now: () => 1 };
    const values = [
      '"newKeyId":"new-key","retiringSince":2,"ending":"keep","step":"retire","signIn":{"projectIds":["demo-project"],"oldSecret":"demo-secret"},"files":[{"uri":"file:///a","oldSecret":"","state":"open"},{"uri":"file:///b","state":"left"}]',
      '"ending":"deleteAfter","step":"create","files":[{"uri":"file:///a","oldSecret":"demo-secret","state":"open"}]',
      '"ending":"keep","step":"deleteOld","files":[]',
    ];
    for (const value of values) {
      await new Rotations(options).write(await read(value));
      assert.deepEqual(JSON.parse(secrets.values.get(key) ?? ''), JSON.parse(entryOf(value)));
    }
  });
});
