import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { changedUses, type FoundUses, type LookedAt, TooManyUses } from '../../../src/envFiles/changedUses';
import { CurrentUses } from '../../../src/envFiles/currentUses';
import { FileUses } from '../../../src/keys/fileUses';
import { MemoryLog } from '../../fakes/memoryLog';

const root = 'file:///work';

/** Files by path, each with the keys whose IDs it has. */
type Files = Map<string, readonly string[]>;

class World {
  readonly files: Files = new Map();
  readonly keys: string[] = [];
  readonly uses = new FileUses();
  readonly log = new MemoryLog();
  readonly searches: LookedAt[] = [];
  readonly waits: number[] = [];
  /** What each search does before it looks, and between two files. */
  meanwhile: (signal: AbortSignal) => Promise<unknown> = () => setImmediate();
  /** Until when a rest of so many milliseconds is to last; one turn by default. */
  restFor: (milliseconds: number) => Promise<void> | undefined = () => undefined;
  readonly current = new CurrentUses({
    keyIds: () => this.keys,
    search: (what, signal) => this.search(what, signal),
    uses: this.uses,
    log: this.log,
    wait: async (milliseconds, signal) => {
      this.waits.push(milliseconds);
      await setImmediate();
      await this.restFor(milliseconds);
      signal.throwIfAborted();
    },
  });

  private async search(what: LookedAt, signal: AbortSignal): Promise<FoundUses> {
    this.searches.push(what);
    const found = new Map<string, ReadonlyMap<string, readonly number[]>>();
    for (const file of [...this.files.keys()]) {
      await this.meanwhile(signal);
      signal.throwIfAborted();
      const uri = `${root}/${file}`;
      const isWanted = !what.only || what.only.some(top => uri === top || uri.startsWith(`${top}/`));
      const keys = (this.files.get(file) ?? []).filter(key => what.keyIds.includes(key));
      if (isWanted && keys.length > 0) found.set(uri, new Map(keys.map(key => [key, [0]])));
    }
    return found;
  }

  /** Changes what is at a path, a folder too, and tells of it. */
  put(path: string, keys: readonly string[] | undefined): void {
    for (const file of this.files.keys())
      if (file === path || file.startsWith(`${path}/`)) this.files.delete(file);
    if (keys) this.files.set(path, keys);
    this.current.touch(`${root}/${path}`);
  }

  /** A key is deleted, or its project removed. */
  lose(key: string): void {
    this.keys.splice(0, this.keys.length, ...this.keys.filter(each => each !== key));
    this.current.updateKeys();
  }

  /** Until nothing is under way. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 300; turn++) await setImmediate();
  }

  known(): object {
    return Object.fromEntries(
      this.keys.map(key => [
        key,
        this.uses
          .of(key)
          ?.map(({ uri }) => uri)
          .sort(),
      ]),
    );
  }

  actual(): object {
    const having = (key: string): readonly string[] =>
      [...this.files].filter(([, keys]) => keys.includes(key)).map(([file]) => `${root}/${file}`);
    return Object.fromEntries(this.keys.map(key => [key, having(key).toSorted()]));
  }
}

describe('which files use which keys', () => {
  it('is what a search would find, whatever changes, at any moment', async () => {
    const keys = fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3'));
    const path = fc.constantFrom('.env', 'a', 'a/b', 'a/.env', 'b/c/d', 'b/c');
    const change = fc.oneof(
      fc.record({ what: fc.constant('put' as const), path, keys: fc.option(keys, { nil: undefined }) }),
      fc.record({ what: fc.constant('key' as const), key: fc.constantFrom('k1', 'k2', 'k3') }),
      fc.record({ what: fc.constant('gone' as const), key: fc.constantFrom('k1', 'k2', 'k3') }),
      fc.record({ what: fc.constant('startAgain' as const) }),
      fc.record({ what: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 20 }) }),
    );
    const property = fc.asyncProperty(fc.array(change, { maxLength: 25 }), async changes => {
      const world = new World();
      for (const each of changes) {
        if (each.what === 'put') {
          world.put(each.path, each.keys);
        } else if (each.what === 'key') {
          if (!world.keys.includes(each.key)) world.keys.push(each.key);
          world.current.updateKeys();
        } else if (each.what === 'gone') {
          world.lose(each.key);
        } else if (each.what === 'startAgain') {
          world.current.startAgain();
        } else {
          for (let turn = 0; turn < each.count; turn++) await setImmediate();
        }
      }
      await world.settled();
      assert.deepEqual(world.known(), world.actual());
      for (const key of ['k1', 'k2', 'k3'].filter(key => !world.keys.includes(key)))
        assert.equal(world.uses.of(key), undefined);
      assert.deepEqual(world.log.lines, []);
      world.current.dispose();
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('is looked for once in all files, then in those that changed, and for a new key only', async () => {
    const world = new World();
    world.put('.env', ['k1', 'k2']);
    await world.settled();
    assert.deepEqual(world.searches, [], 'there is no key yet');

    world.keys.push('k1');
    world.current.updateKeys();
    await world.settled();
    world.put('a/b', ['k1']);
    world.put('a/c', []);
    await world.settled();
    world.keys.push('k2');
    world.current.updateKeys();
    await world.settled();
    assert.deepEqual(world.searches, [
      { keyIds: ['k1'], only: undefined },
      { keyIds: ['k1'], only: [`${root}/a/b`, `${root}/a/c`] },
      { keyIds: ['k2'], only: undefined },
    ]);
  });

  it('is forgotten of a key that is gone, which is looked for no more', async () => {
    const world = new World();
    world.keys.push('k1', 'k2');
    world.put('.env', ['k1', 'k2']);
    await world.settled();
    const told: string[] = [];
    world.uses.onDidChange(keys => told.push(...keys));
    world.lose('k1');
    assert.equal(world.uses.of('k1'), undefined);
    assert.deepEqual(told, ['k1']);
    world.put('a', ['k1', 'k2']);
    await world.settled();
    assert.deepEqual(world.searches.at(-1), { keyIds: ['k2'], only: [`${root}/a`] });

    world.keys.push('k1');
    world.current.updateKeys();
    await world.settled();
    assert.deepEqual(world.known(), world.actual());
  });

  it('is looked at again no more than two percent of the time', async () => {
    const world = new World();
    world.keys.push('k1');
    world.put('.env', ['k1']);
    let searched = 0;
    world.meanwhile = async () => {
      const from = performance.now();
      while (performance.now() - from < 5);
      await setImmediate();
      searched = performance.now() - from;
    };
    await world.settled();
    world.put('.env', []);
    await world.settled();
    const rest = world.waits.at(-1) ?? 0;
    assert.ok(rest >= 49 * searched, `${rest} ms after ${searched} ms`);
  });

  it('keeps what is known until it is found again, and tells of what differs only', async () => {
    const world = new World();
    world.keys.push('k1', 'k2');
    world.put('.env', ['k1']);
    world.put('x', ['k2']);
    await world.settled();
    const told: string[] = [];
    world.uses.onDidChange(keys => told.push(...keys));
    world.current.startAgain();
    world.put('x', ['k1', 'k2']);
    assert.equal(world.uses.of('k1')?.length, 1);
    await world.settled();
    assert.deepEqual(told, ['k1']);
    assert.deepEqual(world.uses.of('k1'), [
      { uri: `${root}/.env`, lines: [0] },
      { uri: `${root}/x`, lines: [0] },
    ]);
  });

  it('is given up where files can’t be searched, and the log says so once', async () => {
    const world = new World();
    world.keys.push('k1');
    world.put('.env', ['k1']);
    world.meanwhile = () => Promise.reject(new Error('no thread'));
    world.current.updateKeys();
    await world.settled();
    world.put('.env', []);
    await world.settled();
    assert.equal(world.uses.of('k1'), undefined);
    assert.equal(world.searches.length, 1);
    assert.deepEqual(world.log.lines, ['Which files use which access key can’t be shown: Error: no thread']);
  });

  it('is looked for again after too many uses, once files or keys change, and within the two percent', async () => {
    const world = new World();
    world.keys.push('k1', 'k2');
    world.put('.env', ['k1']);
    await world.settled();
    for (const change of [
      () => {
        world.put('a', ['k1']);
      },
      () => {
        world.lose('k2');
      },
      () => {
        world.keys.push('k2');
        world.current.updateKeys();
      },
      () => {
        world.current.startAgain();
      },
    ]) {
      let searched = 0;
      world.meanwhile = () => {
        const from = performance.now();
        while (performance.now() - from < 5);
        searched = performance.now() - from;
        return Promise.reject(new TooManyUses());
      };
      world.current.startAgain();
      await world.settled();
      assert.equal(world.uses.of('k1'), undefined);
      const rest = world.waits.at(-1) ?? 0;
      assert.ok(rest >= 49 * searched, `${rest} ms after ${searched} ms`);

      const { length } = world.searches;
      world.current.updateKeys();
      await world.settled();
      assert.equal(world.searches.length, length, 'nothing has changed');

      world.meanwhile = () => setImmediate();
      change();
      await world.settled();
      assert.deepEqual(world.searches.slice(length), [{ keyIds: [...world.keys], only: undefined }]);
      assert.deepEqual(world.known(), world.actual());
    }
    assert.equal(world.log.lines.length, 4, 'once each time');
  });

  it('is not looked for sooner after too many uses because of a key that is new', async () => {
    const world = new World();
    world.keys.push('k1');
    world.put('.env', ['k1']);
    await world.settled();
    const wakes: (() => void)[] = [];
    world.restFor = milliseconds => (milliseconds > 200 ? new Promise(wake => wakes.push(wake)) : undefined);
    world.meanwhile = () => {
      const from = performance.now();
      while (performance.now() - from < 10);
      return Promise.reject(new TooManyUses());
    };
    world.current.startAgain();
    await world.settled();
    const { length } = world.searches;
    world.keys.push('k2');
    world.current.updateKeys();
    world.put('b', ['k2']);
    await world.settled();
    assert.equal(world.searches.length, length);
    world.meanwhile = () => setImmediate();
    wakes[0]?.();
    await world.settled();
    assert.deepEqual(world.known(), world.actual());
  });

  it('ends a search that is under way once it isn’t wanted any more', async () => {
    const world = new World();
    world.keys.push('k1');
    let signal: AbortSignal | undefined;
    world.meanwhile = given => {
      signal = given;
      return new Promise(() => undefined);
    };
    world.put('.env', ['k1']);
    while (!signal) await setImmediate();
    world.current.dispose();
    assert.equal(signal.aborted, true);
    assert.deepEqual(world.log.lines, []);
  });
});

describe('the uses after a look at some files', () => {
  it('have key files first, and what wasn’t looked at as before', () => {
    const before = [
      { uri: 'file:///w/.env', lines: [1] },
      { uri: 'file:///w/a.ts', lines: [2] },
      { uri: 'file:///w/gone/x', lines: [3] },
      { uri: 'file:///w/gonelike', lines: [4] },
    ];
    const found = new Map([['file:///w/b/%2Eenv.local', new Map([['k', [7, 9]]])]]);
    const only = ['file:///w/gone', 'file:///w/b/%2Eenv.local'];
    const changes = changedUses(() => before, { keyIds: ['k'], only }, found);
    assert.deepEqual(changes.get('k'), [
      { uri: 'file:///w/.env', lines: [1] },
      { uri: 'file:///w/b/%2Eenv.local', lines: [7, 9] },
      { uri: 'file:///w/a.ts', lines: [2] },
      { uri: 'file:///w/gonelike', lines: [4] },
    ]);
  });

  it('aren’t told of where they are the same', () => {
    const before = [{ uri: 'file:///w/.env', lines: [1] }];
    const found = new Map([['file:///w/.env', new Map([['k', [1]]])]]);
    assert.deepEqual([...changedUses(() => before, { keyIds: ['k'], only: undefined }, found)], []);
  });

  /** Files in no order that all have the IDs of these keys. */
  const crowd = (files: number, keyIds: readonly string[]): FoundUses =>
    new Map(
      Array.from({ length: files }, (_, index) => [
        `file:///w/packages/p${(index * 7919) % files}/src/config/.env.${index}`,
        new Map(keyIds.map(keyId => [keyId, [1]])),
      ]),
    );
  const keysOf = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `key-${index}`);

  it('cost one look at the name of each file, however many keys it has', () => {
    const keyIds = keysOf(20);
    const looks = mock.method(globalThis, 'decodeURIComponent');
    try {
      const changes = changedUses(() => undefined, { keyIds, only: undefined }, crowd(1000, keyIds));
      assert.equal(changes.size, 20);
      assert.equal(looks.mock.callCount(), 1000);
    } finally {
      looks.mock.restore();
    }
  });

  it('are too many where a key has more files, or all keys together', () => {
    for (const [files, keys] of [
      [1001, 1],
      [1000, 21],
    ] as const) {
      const keyIds = keysOf(keys);
      const look = () => changedUses(() => undefined, { keyIds, only: undefined }, crowd(files, keyIds));
      assert.throws(look, TooManyUses);
    }
  });
});
