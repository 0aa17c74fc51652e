import assert from 'node:assert/strict';
import { object, string } from 'valibot';
import { SecretEntries, SecretStorageError } from '../../../src/storage/secretEntries';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const value = { name: 'demo', secret: 'demo-secret' };

function open(answerWithin?: number) {
  const secrets = new MemorySecrets();
  const log = new MemoryLog();
  const schema = object({ name: string(), secret: string() });
  const entries = new SecretEntries({
    secrets,
    prefix: 'demo:',
    schema,
    log,
    ...(answerWithin !== undefined && { answerWithin }),
  });
  return { secrets, log, entries };
}

describe('SecretEntries', () => {
  it('gives back what was stored, under its prefix, and nothing after a delete', async () => {
    const { secrets, entries } = open();
    assert.equal(await entries.set('one', value), 'stored');
    assert.deepEqual(await entries.get('one'), value);
    assert.deepEqual([...secrets.values.keys()], ['demo:one']);
    await entries.delete('one');
    assert.equal(await entries.get('one'), undefined);
    assert.equal(secrets.values.size, 0);
  });

  it('lists its own entries only', async () => {
    const { secrets, entries } = open();
    await secrets.store('other:three', '{}');
    await entries.set('two', value);
    await entries.set('one', value);
    assert.deepEqual(await entries.ids(), ['one', 'two']);
  });

  for (const stored of ['no JSON', '{"name":"demo"}', 'null', '"demo"']) {
    it(`leaves an unreadable entry (${stored}) alone and says so without its content`, async () => {
      const { secrets, log, entries } = open();
      await secrets.store('demo:one', stored);
      assert.equal(await entries.get('one'), undefined);
      assert.equal(secrets.values.get('demo:one'), stored);
      assert.equal(log.lines.length, 1);
      assert.ok(!log.lines.join().includes(stored));
    });
  }

  for (const trouble of ['rejects', 'loses', 'corrupts', 'hangs'] as const) {
    it(`holds a value in memory when storing it ${trouble}`, async () => {
      const { secrets, log, entries } = open(1);
      secrets.trouble('store', trouble);
      const changes: string[] = [];
      entries.onDidChange(id => changes.push(id));
      assert.equal(await entries.set('one', value), 'heldInMemory');
      assert.deepEqual(await entries.get('one'), value);
      assert.deepEqual(await entries.ids(), ['one']);
      assert.ok(changes.includes('one'));
      assert.ok(!log.lines.join().includes(value.secret));
    });
  }

  it('lets go of a value held in memory once it is stored after all, and once it is deleted', async () => {
    const { secrets, entries } = open();
    secrets.trouble('store', 'rejects');
    await entries.set('one', value);
    secrets.trouble('store', undefined);
    assert.equal(await entries.set('one', { ...value, name: 'later' }), 'stored');
    secrets.values.clear();
    assert.equal(await entries.get('one'), undefined);

    secrets.trouble('store', 'rejects');
    await entries.set('two', value);
    await entries.delete('two');
    assert.equal(await entries.get('two'), undefined);
    assert.deepEqual(await entries.ids(), []);
  });

  for (const [call, action, use] of [
    ['get', 'read', (entries: Entries) => entries.get('one')],
    ['delete', 'delete', (entries: Entries) => entries.delete('one')],
    ['keys', 'list', (entries: Entries) => entries.ids()],
  ] as const) {
    for (const trouble of ['rejects', 'hangs'] as const) {
      it(`says which action failed when ${call} ${trouble}`, async () => {
        const { secrets, entries } = open(1);
        secrets.trouble(call, trouble);
        await assert.rejects(
          use(entries),
          (error: unknown) => error instanceof SecretStorageError && error.action === action,
        );
      });
    }
  }

  it('tells of changes to its own entries until disposed', async () => {
    const { secrets, entries } = open();
    const changes: string[] = [];
    const subscription = entries.onDidChange(id => changes.push(id));
    await secrets.store('demo:one', '{}');
    await secrets.store('other:one', '{}');
    subscription.dispose();
    await secrets.store('demo:two', '{}');
    assert.deepEqual(changes, ['one']);
  });
});

type Entries = ReturnType<typeof open>['entries'];
