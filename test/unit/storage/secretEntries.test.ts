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

  describe('holding a value in memory', () => {
    const later = { ...value, secret: 'later-secret' };

    /** Two windows; the first holds a value in memory that it could not store. */
    async function openTwo(stood?: object) {
      const first = open(1);
      const { secrets, log, entries } = first;
      const schema = object({ name: string(), secret: string() });
      const second = new SecretEntries({ secrets, prefix: 'demo:', schema, log });
      if (stood) await secrets.store('demo:one', JSON.stringify(stood));
      secrets.trouble('store', 'rejects');
      await entries.set('one', value);
      secrets.trouble('store', undefined);
      const told = () =>
        new Promise<void>(resolve => {
          const subscription = entries.onDidChange(() => {
            subscription.dispose();
            resolve();
          });
        });
      return { ...first, second, told };
    }

    for (const stood of [undefined, { ...value, secret: 'earlier-secret' }]) {
      it(`gives way to what another window stores later, ${stood ? 'over an earlier one' : 'first of all'}`, async () => {
        const { entries, second, told } = await openTwo(stood);
        const change = told();
        await second.set('one', later);
        await change;
        assert.deepEqual(await entries.get('one'), later);
      });
    }

    it('does not give way to what stood there before, nor to what nobody can read', async () => {
      const earlier = { ...value, secret: 'earlier-secret' };
      const { entries, secrets, told } = await openTwo(earlier);
      for (const text of [JSON.stringify(earlier), 'no JSON', '{}']) {
        const change = told();
        await secrets.store('demo:one', text);
        await change;
        assert.deepEqual(await entries.get('one'), value);
      }
    });

    it('does not give way to what it tried to store earlier', async () => {
      const { entries, secrets, told } = await openTwo();
      secrets.trouble('store', 'rejects');
      await entries.set('one', later);
      secrets.trouble('store', undefined);
      const change = told();
      await secrets.store('demo:one', JSON.stringify(value));
      await change;
      assert.deepEqual(await entries.get('one'), later);
    });

    for (const when of ['before', 'after'] as const) {
      it(`does not give way where SecretStorage can’t be read ${when} that`, async () => {
        const { entries, secrets, second, told } = await openTwo();
        secrets.trouble('get', 'rejects');
        secrets.trouble('store', 'rejects');
        if (when === 'before') await entries.set('one', value);
        secrets.trouble('store', undefined);
        if (when === 'before') secrets.trouble('get', undefined);
        const change = told();
        await second.set('one', later);
        await change;
        assert.deepEqual(await entries.get('one'), value);
      });
    }
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
