import assert from 'node:assert/strict';
import { KeyStore } from '../../src/keys/keyStore';
import { UnreachableError } from '../../src/sinch/errors';
import type { AccessKey, AccessKeysApi } from '../../src/sinch/types';
import { deferred } from '../fakes/deferred';
import { MemoryLog } from '../fakes/memoryLog';

const key = (displayName: string): AccessKey => ({
  accessKeyId: `id-${displayName}`,
  displayName,
  projectId: 'demo',
});

/** List calls that answer when the test says so. */
function openStore() {
  const calls: {
    readonly answer: (keys: readonly AccessKey[]) => void;
    readonly fail: (error: Error) => void;
    readonly signal: AbortSignal | undefined;
  }[] = [];
  const list: AccessKeysApi['list'] = async function* (options) {
    const { promise, resolve, reject } = deferred<readonly AccessKey[]>();
    options?.signal?.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
    calls.push({ answer: resolve, fail: reject, signal: options?.signal });
    yield* await promise;
  };
  const log = new MemoryLog();
  const store = new KeyStore({ to: () => Promise.resolve({ list } as AccessKeysApi) }, log);
  const names = () => {
    const state = store.peek('demo');
    return state.status === 'unknown' ? undefined : state.keys.map(({ displayName }) => displayName);
  };
  return { store, calls, names, log };
}

describe('the key store', () => {
  it('drops a list that was asked for before a key was created, and asks again', async () => {
    const { store, calls, names } = openStore();
    store.accept('demo', [key('a')]);
    const loaded = store.reload('demo');
    await Promise.resolve();
    store.put(key('b'));
    await Promise.resolve();
    assert.equal(calls.length, 2);
    assert.equal(calls[0]?.signal?.aborted, true);
    calls[1]?.answer([key('b'), key('a')]);
    await loaded;
    assert.deepEqual(names(), ['a', 'b']);
    store.dispose();
  });

  it('does not bring back a deleted key with an older list', async () => {
    const { store, calls, names } = openStore();
    store.accept('demo', [key('a'), key('b')]);
    const loaded = store.reload('demo');
    await Promise.resolve();
    store.drop('demo', 'id-b');
    await Promise.resolve();
    calls[0]?.answer([key('a'), key('b')]);
    calls[1]?.answer([key('a')]);
    await loaded;
    assert.deepEqual(names(), ['a']);
    store.dispose();
  });

  it('ends a load of a project it is to forget, and keeps nothing of it', async () => {
    const { store, calls, names } = openStore();
    const loaded = store.load('demo');
    await Promise.resolve();
    store.forget('demo');
    assert.equal(calls[0]?.signal?.aborted, true);
    assert.deepEqual(await loaded, { status: 'unknown' });
    assert.equal(names(), undefined);
    store.dispose();
  });

  it('sorts by name as people read, numbers by their value', () => {
    const { store, names } = openStore();
    store.accept('demo', [key('key 10'), key('B'), key('key 2'), key('a')]);
    assert.deepEqual(names(), ['a', 'B', 'key 2', 'key 10']);
    store.dispose();
  });

  it('logs a failure nobody expected, and no other', async () => {
    const { store, calls, log } = openStore();
    const offline = store.reload('demo');
    await Promise.resolve();
    calls[0]?.fail(new UnreachableError('ListAccessKeys', 'offline', '127.0.0.1', undefined));
    assert.equal((await offline).status, 'failed');
    const forgotten = store.reload('demo');
    await Promise.resolve();
    store.forget('demo');
    await forgotten;
    assert.deepEqual(log.lines, []);
    const broken = store.reload('demo');
    await Promise.resolve();
    calls[2]?.fail(new TypeError('a bug'));
    assert.equal((await broken).status, 'failed');
    assert.match(log.lines.join('\n'), /^Loading the keys of project demo failed\. \[?TypeError: a bug/);
    store.dispose();
  });

  it('tells which project changed', async () => {
    const { store, calls } = openStore();
    const changed: string[] = [];
    store.onDidChange(projectId => changed.push(projectId));
    const loaded = store.load('demo');
    await Promise.resolve();
    calls[0]?.answer([]);
    await loaded;
    store.put(key('a'));
    assert.deepEqual(changed, ['demo', 'demo']);
    store.dispose();
  });
});
