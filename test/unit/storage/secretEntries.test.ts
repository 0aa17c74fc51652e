import assert from 'node:assert/strict';
import { object, string } from 'valibot';
import { SecretEntries } from '../../../src/storage/secretEntries';
import { SecretStorageError } from '../../../src/storage/secretVault';
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

/** The values whose IDs start with `start`, each with its ID. */
function listOf(entries: ReturnType<typeof open>['entries'], start = '') {
  return entries.list(start, async id => {
    const found = await entries.get(id);
    return found && ([id, found] as const);
  });
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

  describe('where SecretStorage stops answering', () => {
    /** One entry is stored, and two that could not be are held in memory. */
    async function openBroken(call: 'keys' | 'get', trouble: 'rejects' | 'hangs') {
      const opened = open(1);
      const { secrets, entries } = opened;
      await entries.set('a/stored', value);
      secrets.trouble('store', 'rejects');
      await entries.set('b/two', { ...value, name: 'two' });
      await entries.set('b/one', value);
      secrets.trouble(call, trouble);
      return opened;
    }

    for (const trouble of ['rejects', 'hangs'] as const) {
      it(`lists what is held in memory when keys ${trouble}, and says that there may be more`, async () => {
        const { log, entries } = await openBroken('keys', trouble);
        const lines = log.lines.length;
        assert.deepEqual(await entries.ids(), ['b/one', 'b/two']);
        assert.deepEqual(await entries.ids('b/t'), ['b/two']);
        assert.deepEqual(await listOf(entries, 'b/o'), [['b/one', value]]);
        assert.equal(log.lines.length, lines + 3);
        assert.ok(!log.lines.join().includes(value.secret));
      });

      it(`gives those that are held when get ${trouble}`, async () => {
        const { entries } = await openBroken('get', trouble);
        assert.deepEqual(await listOf(entries), [
          ['b/one', value],
          ['b/two', { ...value, name: 'two' }],
        ]);
      });
    }

    it('says nothing is known where nothing is held that was asked for', async () => {
      for (const call of ['keys', 'get'] as const) {
        const { entries } = await openBroken(call, 'rejects');
        await assert.rejects(listOf(entries, 'a/'), SecretStorageError);
      }
      await assert.rejects((await openBroken('keys', 'rejects')).entries.ids('a/'), SecretStorageError);
    });
  });

  describe('storing again what is held in memory', () => {
    const later = { ...value, secret: 'later-secret' };

    /** Holds a value that could not be stored, in an otherwise sound SecretStorage. */
    async function openHeld({ stood, unread = false }: { stood?: string; unread?: boolean } = {}) {
      const opened = open(1);
      const { secrets, entries } = opened;
      if (stood !== undefined) await secrets.store('demo:one', stood);
      secrets.trouble('store', 'rejects');
      if (unread) secrets.trouble('get', 'rejects');
      await entries.set('one', value);
      secrets.trouble('store', undefined);
      secrets.trouble('get', undefined);
      assert.equal(entries.isHeld('one'), true);
      const changes: string[] = [];
      entries.onDidChange(id => changes.push(id));
      return { ...opened, changes };
    }

    for (const unread of [false, true]) {
      it(`keeps it, and tells${unread ? ', where nobody could say what stood there' : ''}`, async () => {
        const { secrets, entries, changes } = await openHeld({ unread });
        await entries.storeHeld('one');
        assert.equal(entries.isHeld('one'), false);
        assert.equal(secrets.values.get('demo:one'), JSON.stringify(value));
        assert.deepEqual(await entries.get('one'), value);
        assert.ok(changes.includes('one'));
      });
    }

    it('stores it over an earlier one', async () => {
      const { secrets, entries } = await openHeld({ stood: JSON.stringify(later) });
      await entries.storeHeld('one');
      assert.equal(secrets.values.get('demo:one'), JSON.stringify(value));
    });

    for (const trouble of ['rejects', 'hangs', 'loses', 'corrupts'] as const) {
      it(`goes on holding it, and tells nobody to look, when store ${trouble} again`, async () => {
        const { secrets, log, entries, changes } = await openHeld();
        secrets.trouble('store', trouble);
        await entries.storeHeld('one');
        assert.equal(entries.isHeld('one'), true);
        assert.deepEqual(await entries.get('one'), value);
        assert.equal(changes.length, trouble === 'corrupts' ? 1 : 0);
        assert.ok(!log.lines.join().includes(value.secret));
      });
    }

    it('never writes over what another window stored, nor over what nobody can read', async () => {
      for (const stored of [JSON.stringify(later), 'no JSON']) {
        const { secrets, entries } = await openHeld({ unread: true });
        secrets.values.set('demo:one', stored);
        await entries.storeHeld('one');
        assert.equal(secrets.values.get('demo:one'), stored);
        assert.deepEqual(await entries.get('one'), value);
      }
    });

    it('does not bring back what another window deleted', async () => {
      const { secrets, entries } = await openHeld({ stood: JSON.stringify(later) });
      secrets.values.clear();
      await entries.storeHeld('one');
      assert.equal(secrets.values.size, 0);
    });

    it('does not bring back what was deleted meanwhile', async () => {
      const { secrets, entries } = await openHeld();
      const stored = entries.storeHeld('one');
      await entries.delete('one');
      await stored;
      assert.equal(secrets.values.size, 0);
      assert.equal(await entries.get('one'), undefined);
    });

    it('tries one at a time', async () => {
      const { secrets, entries } = await openHeld();
      let tries = 0;
      const store = secrets.store.bind(secrets);
      secrets.store = (key, text) => {
        tries += 1;
        return store(key, text);
      };
      await Promise.all([entries.storeHeld('one'), entries.storeHeld('one')]);
      assert.equal(tries, 1);
    });

    it('leaves alone what is not held', async () => {
      const { secrets, entries } = open();
      await entries.storeHeld('one');
      assert.equal(secrets.values.size, 0);
    });
  });

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
