import assert from 'node:assert/strict';
import { createKey, settleCreation } from '../../../src/keys/createKey';
import type { CreatePorts, CreateQuestions, CreateResult } from '../../../src/keys/createPorts';
import { ApiError, UnreachableError } from '../../../src/sinch/errors';
import type { AccessKeysApi } from '../../../src/sinch/types';
import { deferred } from '../../fakes/deferred';
import { type KeyWindow, KeyWorld, type WindowOptions } from '../../fakes/keyWorld';
import { secretOf } from '../../fakes/sinchProject';

const projectId = 'demo-project';
const creation = { projectId, displayName: 'laptop' };

function openWorld(): KeyWorld {
  const world = new KeyWorld();
  const { accessKeyId: keyId, secret: keySecret } = world.sinch.seed('production');
  world.secrets.values.set(`credential:${projectId}`, JSON.stringify({ kind: 'keyPair', keyId, keySecret }));
  return world;
}

function portsOf({ world, signal }: KeyWindow, answers: Partial<CreateQuestions> = {}): CreatePorts {
  const unasked = (question: string) => () => assert.fail(`nobody expected ${question}`);
  return {
    now: () => world.now,
    run: (_, __, task) => task(signal),
    questions: {
      confirmHoldInMemory: unasked('to hold it in memory'),
      confirmCreateAgain: unasked('to create it again'),
      decideOnOrphan: unasked('an orphan'),
      ...answers,
    },
  };
}

async function create(window: KeyWindow, answers?: Partial<CreateQuestions>): Promise<CreateResult> {
  const result = await createKey(window.creation, creation, portsOf(window, answers));
  if (result.kind === 'made') await result.ended;
  return result;
}

/** Creates the key in a window and has its secret, as a file would. */
async function createAndInsert(window: KeyWindow): Promise<string> {
  const result = await create(window);
  assert.ok(result.kind === 'made');
  await window.rotation.pendingSecrets.settle(result.secret);
  return result.secret.accessKeyId;
}

/** A window whose first request fails once `go` is called, unheard by Sinch. `sent`: resolves once it waits. */
function openSlow(world: KeyWorld) {
  const go = deferred<undefined>();
  const sent = deferred<undefined>();
  let isSent = false;
  let fails = false;
  const options: WindowOptions = {
    turn: async call => {
      if (call !== 'sinch.create' || isSent) return;
      isSent = true;
      sent.resolve(undefined);
      await go.promise;
      fails = true;
    },
    faultOf: call => {
      if (call !== 'sinch.create' || !fails) return undefined;
      fails = false;
      const error = new UnreachableError('CreateAccessKey', 'interrupted', '127.0.0.1', undefined);
      return { kind: 'fails', error, isCarriedOut: false };
    },
  };
  return {
    window: world.open(options),
    sent: sent.promise,
    go: () => {
      go.resolve(undefined);
    },
  };
}

/** Creates the key with an answer that doesn't name it, and can't list the keys then. @returns its ID */
async function createUnnamed(world: KeyWorld): Promise<string> {
  let isMade = false;
  const window = world.open({
    faultOf: call =>
      call === 'sinch.list' && isMade
        ? {
            kind: 'fails',
            error: new UnreachableError('ListAccessKeys', 'offline', '127.0.0.1', undefined),
            isCarriedOut: false,
          }
        : undefined,
  });
  const { creation: parts } = window;
  const connections = {
    to: async (id: string): Promise<AccessKeysApi> => {
      const api = await parts.connections.to(id);
      return {
        ...api,
        create: async (...wanted) => {
          const { secret } = await api.create(...wanted);
          isMade = true;
          return { accessKey: undefined, secret };
        },
      };
    },
  };
  const result = await createKey({ ...parts, connections }, creation, portsOf(window));
  assert.ok(result.kind === 'unknown' && result.secret === 'stored');
  return world.sinch.named('laptop')?.accessKeyId ?? assert.fail('no key');
}

function assertTaken(result: CreateResult): void {
  assert.ok(result.kind === 'refused' && result.error instanceof ApiError && result.error.status === 409);
}

describe('Two creates of one name', () => {
  for (const where of ['another window', 'the same window'] as const) {
    it(`never take the key of one in ${where} for one whose secret is lost`, async () => {
      const world = openWorld();
      const { window, sent, go } = openSlow(world);
      const slow = create(window);
      await sent;
      const keyId = await createAndInsert(where === 'the same window' ? window : world.open());
      go();
      assertTaken(await slow);
      assert.equal(world.sinch.named('laptop')?.accessKeyId, keyId);
      assert.deepEqual(await world.open().creations.list(), []);
    });
  }

  it('delete no key whose answer came while the other one asks', async () => {
    const world = openWorld();
    const made = deferred<undefined>();
    const answers = deferred<undefined>();
    const other = world.open({
      turn: async (call, key) => {
        if (call !== 'secrets.store' || key?.startsWith('creation:') === true) return;
        made.resolve(undefined);
        await answers.promise;
      },
    });
    const { window, sent, go } = openSlow(world);
    const inserted = deferred<string>();
    const slow = create(window, {
      decideOnOrphan: async () => {
        answers.resolve(undefined);
        await inserted.promise;
        return 'replace';
      },
    });
    await sent;
    void createAndInsert(other).then(inserted.resolve, inserted.reject);
    await made.promise;
    go();
    assertTaken(await slow);
    assert.equal(world.sinch.named('laptop')?.accessKeyId, await inserted.promise);
  });

  it('ask nothing where SecretStorage doesn’t say which of them made the key', async () => {
    const world = openWorld();
    const { window, sent, go } = openSlow(world);
    const slow = create(window);
    await sent;
    await createAndInsert(world.open());
    const get = window.creations.get.bind(window.creations);
    window.creations.get = async id => {
      world.secrets.trouble('get', 'rejects');
      return get(id);
    };
    go();
    assert.equal((await slow).kind, 'unknown');
    assert.ok(world.sinch.named('laptop'));
  });

  it('keep the secret of the first reachable although its key, which Sinch didn’t name, was renamed since', async () => {
    const world = openWorld();
    const first = await createUnnamed(world);
    const rename = (keyId: string, displayName: string) => {
      const key = world.sinch.keys.get(keyId) ?? assert.fail('no key');
      world.sinch.keys.set(keyId, { ...key, displayName });
    };
    const check = async () => {
      const window = world.open();
      const [entry, ...others] = await window.creations.list();
      assert.ok(entry && others.length === 0);
      world.now += 20 * 60_000;
      return settleCreation(window.creation, { ...entry, progress: 'interrupted' }, portsOf(window));
    };
    rename(first, 'renamed');
    const window = world.open();
    const second = await create(window);
    assert.ok(second.kind === 'made');

    const whilePending = await check();
    assert.ok(whilePending.kind === 'unknown' && whilePending.secret === 'stored');
    await window.rotation.pendingSecrets.settle(second.secret);
    const afterwards = await check();
    assert.ok(afterwards.kind === 'unknown' && afterwards.secret === 'stored');

    rename(second.secret.accessKeyId, 'second');
    rename(first, 'laptop');
    const found = await check();
    assert.ok(found.kind === 'found' && found.secret.accessKeyId === first);
    assert.equal(found.secret.secret, secretOf(first));
    assert.deepEqual(await world.open().creations.list(), []);
  });
});
