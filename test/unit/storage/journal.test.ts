import assert from 'node:assert/strict';
import { object, string } from 'valibot';
import { Journal, TakenOverError } from '../../../src/storage/journal';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const value = { what: 'demo' };
const minute = 60_000;

/** Windows on one keyring, with one clock. */
function openDesk() {
  const secrets = new MemorySecrets();
  const log = new MemoryLog();
  const clock = { now: 1_000 * minute };
  const open = (session: string, isAlive: (session: string) => boolean | undefined = () => undefined) =>
    new Journal({
      secrets,
      log,
      session,
      isAlive,
      prefix: 'demo:',
      schema: object({ what: string() }),
      now: () => clock.now,
      answerWithin: 1,
      lookEvery: 1,
    });
  return { secrets, log, clock, open };
}

describe('Journal', () => {
  it('finds an entry again, with the time of its last write, until the work is done', async () => {
    const { clock, open } = openDesk();
    const journal = open('one');
    assert.equal(await journal.write('a', value), 'stored');
    clock.now += minute;
    assert.equal(await journal.write('a', { what: 'sample' }), 'stored');
    const entry = await journal.get('a');
    const found = { id: 'a', value: { what: 'sample' }, progress: 'here', writtenAt: clock.now } as const;
    assert.deepEqual(entry, { ...found, stamp: entry?.stamp });
    assert.deepEqual(await open('two').get('a'), { ...entry, progress: 'elsewhere' });
    await journal.end('a');
    assert.equal(await journal.get('a'), undefined);
    assert.deepEqual(await open('two').list(), []);
  });

  it('reads twice for a later write: whose the entry is, and whether it arrived', async () => {
    const { secrets, open } = openDesk();
    const journal = open('one');
    await journal.write('a', value);
    const calls: string[] = [];
    const get = secrets.get.bind(secrets);
    const store = secrets.store.bind(secrets);
    secrets.get = key => {
      calls.push('get');
      return get(key);
    };
    secrets.store = (key, text) => {
      calls.push('store');
      return store(key, text);
    };
    const stamp = journal.leave('a') ?? '';
    await journal.resume('a', { what: 'sample' }, stamp);
    await journal.write('a', value);
    assert.deepEqual(calls, ['get', 'store', 'get', 'get', 'store', 'get']);
  });

  it('lists the entries whose IDs begin alike, in order', async () => {
    const journal = openDesk().open('one');
    for (const id of ['b/2', 'a/1', 'b/1']) await journal.write(id, value);
    assert.deepEqual(
      (await journal.list('b/')).map(({ id }) => id),
      ['b/1', 'b/2'],
    );
    assert.deepEqual(
      (await journal.list()).map(({ id }) => id),
      ['a/1', 'b/1', 'b/2'],
    );
  });

  it('takes what this window left for interrupted, at once', async () => {
    const { open } = openDesk();
    const journal = open('one');
    await journal.write('a', value);
    journal.leave('a');
    assert.equal((await journal.get('a'))?.progress, 'interrupted');
  });

  it('takes what an extension host of its own name left for interrupted', async () => {
    const { open } = openDesk();
    await open('one').write('a', value);
    assert.equal((await open('one').get('a'))?.progress, 'interrupted');
  });

  for (const [isAlive, progress] of [
    [false, 'interrupted'],
    [true, 'elsewhere'],
    [undefined, 'elsewhere'],
  ] as const) {
    it(`takes what another host just wrote for ${progress} where it is alive: ${isAlive ?? 'unknown'}`, async () => {
      const { open } = openDesk();
      await open('one').write('a', value);
      const asked: string[] = [];
      const journal = open('two', session => {
        asked.push(session);
        return isAlive;
      });
      assert.equal((await journal.get('a'))?.progress, progress);
      assert.deepEqual(asked, ['one']);
    });
  }

  for (const [minutes, progress] of [
    [0, 'elsewhere'],
    [1.99, 'elsewhere'],
    [2, 'interrupted'],
    [-1.99, 'elsewhere'],
    [-2, 'interrupted'],
    [-600, 'interrupted'],
  ] as const) {
    it(`takes what another window wrote ${minutes} minutes ago for ${progress}`, async () => {
      const { clock, open } = openDesk();
      await open('one').write('a', value);
      clock.now += minutes * minute;
      assert.equal((await open('two').get('a'))?.progress, progress);
    });
  }

  for (const [minutes, progress] of [
    [14.9, 'elsewhere'],
    [15, 'interrupted'],
  ] as const) {
    it(`takes what a host that is alive wrote ${minutes} minutes ago for ${progress}`, async () => {
      const { clock, open } = openDesk();
      await open('one').write('a', value);
      clock.now += minutes * minute;
      assert.equal((await open('two', () => true).get('a'))?.progress, progress);
    });
  }

  describe('with work that was left', () => {
    async function leave() {
      const desk = openDesk();
      const [one, two] = [desk.open('one'), desk.open('two')];
      await one.write('a', value);
      const stamp = one.leave('a') ?? assert.fail('it has no stamp');
      desk.clock.now += minute;
      return { ...desk, one, two, stamp };
    }

    for (const who of ['one', 'two'] as const) {
      it(`lets window ${who} resume it as it was left`, async () => {
        const desk = await leave();
        assert.equal((await desk.two.get('a'))?.stamp, desk.stamp);
        assert.equal(await desk[who].resume('a', value, desk.stamp), 'stored');
        assert.equal((await desk[who].get('a'))?.progress, 'here');
      });
    }

    it('lets nobody resume it as it was before somebody else did, or ended it', async () => {
      const { one, two, stamp } = await leave();
      await two.resume('a', { what: 'sample' }, stamp);
      await assert.rejects(one.resume('a', value, stamp), TakenOverError);
      assert.deepEqual((await one.get('a'))?.value, { what: 'sample' });
      await two.end('a');
      await assert.rejects(one.resume('a', value, stamp), TakenOverError);
      assert.equal(await one.get('a'), undefined);
    });

    it('notices that it was resumed elsewhere, or ended, before it writes again', async () => {
      const { open, one, two, stamp } = await leave();
      await one.resume('a', value, stamp);
      await one.assertMine('a');
      const elsewhere = await two.get('a');
      await two.resume('a', { what: 'sample' }, elsewhere?.stamp ?? '');
      await assert.rejects(one.assertMine('a'), TakenOverError);
      await assert.rejects(one.write('a', value), TakenOverError);
      assert.deepEqual((await open('three').get('a'))?.value, { what: 'sample' });
      await assert.rejects(one.end('a'), TakenOverError);
      await open('three').end('a');
      await assert.rejects(two.write('a', value), TakenOverError);
      assert.equal(await two.get('a'), undefined);
    });

    it('goes on in memory where it was never stored', async () => {
      const { secrets, open } = openDesk();
      const journal = open('one');
      secrets.trouble('store', 'rejects');
      await journal.write('a', value);
      assert.equal(await journal.write('a', { what: 'sample' }), 'heldInMemory');
      const stamp = journal.leave('a') ?? '';
      assert.equal(await journal.resume('a', value, stamp), 'heldInMemory');
    });

    it('writes nothing where nobody can say whose it is', async () => {
      const { secrets, one, stamp } = await leave();
      secrets.trouble('get', 'rejects');
      await assert.rejects(one.resume('a', { what: 'sample' }, stamp), SecretStorageError);
      secrets.trouble('get', undefined);
      assert.deepEqual((await one.get('a'))?.value, value);
    });
  });

  for (const end of ['dies', 'does nothing more'] as const) {
    it(`tells once where the other window ${end}, without anybody asking`, async () => {
      const { clock, open } = openDesk();
      await open('one').write('a', value);
      const alive = new Set(['one']);
      const journal = open('two', session => alive.has(session));
      assert.equal((await journal.get('a'))?.progress, 'elsewhere');
      await journal.get('a');
      const told: string[] = [];
      const first = new Promise<void>(resolve =>
        journal.onDidChange(id => {
          told.push(id);
          resolve();
        }),
      );
      if (end === 'dies') alive.clear();
      else clock.now += 15 * minute;
      await first;
      assert.equal((await journal.get('a'))?.progress, 'interrupted');
      assert.deepEqual(told, ['a']);
    });
  }

  it('tells of writes, leaves and ends, here and in other windows', async () => {
    const { open } = openDesk();
    const [one, two] = [open('one'), open('two')];
    const [here, there]: [string[], string[]] = [[], []];
    one.onDidChange(id => here.push(id));
    const subscription = two.onDidChange(id => there.push(id));
    await one.write('a', value);
    one.leave('a');
    await one.end('a');
    assert.deepEqual(here, ['a', 'a', 'a']);
    assert.deepEqual(there, ['a', 'a']);
    subscription.dispose();
    await one.write('b', value);
    assert.deepEqual(there, ['a', 'a']);
  });

  for (const stored of ['no JSON', '{"what":"demo"}', '{"by":"one","at":1,"value":{"what":1}}']) {
    it(`leaves an unreadable entry alone: ${stored}`, async () => {
      const { secrets, open } = openDesk();
      await secrets.store('demo:a', stored);
      const journal = open('one');
      assert.equal(await journal.get('a'), undefined);
      assert.deepEqual(await journal.list(), []);
      assert.equal(secrets.values.get('demo:a'), stored);
    });
  }

  for (const trouble of ['rejects', 'hangs', 'loses', 'corrupts'] as const) {
    it(`holds an entry in memory where storing it ${trouble}, and says whether an earlier one is stored`, async () => {
      const { secrets, open } = openDesk();
      const journal = open('one');
      await journal.write('before', value);
      secrets.trouble('store', trouble);
      assert.equal(await journal.write('before', { what: 'sample' }), 'outdated');
      assert.equal(await journal.write('before', { what: 'sample' }), 'outdated');
      assert.equal(await journal.write('fresh', value), 'heldInMemory');
      assert.equal(await journal.write('fresh', value), 'heldInMemory');
      assert.deepEqual((await journal.get('before'))?.value, { what: 'sample' });
      assert.equal((await journal.get('fresh'))?.progress, 'here');
      secrets.trouble('store', undefined);
      assert.equal(await journal.write('fresh', value), 'stored');
      assert.equal(await journal.write('before', value), 'stored');
    });
  }

  it('knows that an entry it read from another window is stored', async () => {
    const { secrets, open } = openDesk();
    await open('one').write('a', value);
    const journal = open('two');
    await journal.get('a');
    secrets.trouble('store', 'rejects');
    assert.equal(await journal.write('a', value), 'outdated');
    secrets.trouble('store', undefined);
    await journal.end('a');
    secrets.trouble('store', 'rejects');
    assert.equal(await journal.write('a', value), 'heldInMemory');
  });

  it('rejects where an end can’t be stored: it is over here, and others find the entry again', async () => {
    const { secrets, open } = openDesk();
    const journal = open('one');
    await journal.write('a', value);
    secrets.trouble('delete', 'hangs');
    await assert.rejects(journal.end('a'), SecretStorageError);
    assert.equal(await journal.get('a'), undefined);
    assert.deepEqual(await journal.list(), []);
    assert.equal((await open('one').get('a'))?.progress, 'interrupted');
  });

  it('tries an end again that could not be stored, when the entries are listed', async () => {
    const { secrets, log, open } = openDesk();
    const journal = open('one');
    await journal.write('a', value);
    secrets.trouble('delete', 'rejects');
    await journal.finish('a');
    assert.match(log.lines.join(), /entry of a is over/);
    secrets.trouble('delete', undefined);
    const gone = new Promise<void>(resolve =>
      journal.onDidChange(() => {
        resolve();
      }),
    );
    assert.deepEqual(await journal.list(), []);
    await gone;
    assert.deepEqual(await open('two').list(), []);
  });

  it('begins anew under the name of what could not be ended', async () => {
    const { secrets, open } = openDesk();
    const journal = open('one');
    await journal.write('a', value);
    secrets.trouble('delete', 'rejects');
    await journal.finish('a');
    await journal.write('a', { what: 'sample' });
    secrets.trouble('delete', undefined);
    assert.deepEqual(
      (await journal.list()).map(entry => entry.value),
      [{ what: 'sample' }],
    );
    assert.deepEqual((await open('two').get('a'))?.value, { what: 'sample' });
  });
});
