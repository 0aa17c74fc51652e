import assert from 'node:assert/strict';
import {
  lookUpCreated,
  createAndKeep,
  type CreateKeyParts,
  type KeyToCreate,
} from '../../../src/keys/createAndKeep';
import type { ProjectKeys } from '../../../src/keys/keyStore';
import { SignedOutError } from '../../../src/projects/connections';
import {
  ApiError,
  CredentialError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/sinch/errors';
import type { CreatedAccessKey } from '../../../src/sinch/types';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';

const projectId = 'demo-project';
const minute = 60_000;
const now = 1_000 * minute;
const key = { accessKeyId: 'demo-key', displayName: 'demo', projectId, createTime: new Date(now) } as const;
const secret = { projectId, accessKeyId: 'demo-key', displayName: 'demo', secret: 'demo-secret' } as const;

/** The entry of the pending secret. */
const kept = 'waitingSecret:demo-project/demo-key';

/** As its entry describes it: there was one key before. */
const wanted: KeyToCreate = {
  createId: 'demo-project/create-1',
  projectId,
  displayName: 'demo',
  keyIdsBefore: ['first-key'],
  begunAt: now,
};

interface Answers {
  readonly create?: () => Promise<CreatedAccessKey>;
  readonly listed?: ProjectKeys;
  /** What is listed from the second time on, where that differs. */
  readonly listedLater?: ProjectKeys;
  readonly connection?: Error;
}

const none: ProjectKeys = { status: 'loaded', keys: [] };

function setUp({ create, listed = none, listedLater = listed, connection }: Answers = {}) {
  const secrets = new MemorySecrets();
  const { pendingSecrets } = openPendingSecrets(secrets, new MemoryLog());
  const events: string[] = [];
  const unexpected = () => Promise.reject(new Error('nobody asked for that'));
  const parts = {
    lookAgainAfter: 0,
    pendingSecrets,
    connections: {
      to: () =>
        connection
          ? Promise.reject(connection)
          : Promise.resolve({
              create: () => {
                events.push('create');
                return create?.() ?? Promise.resolve({ accessKey: key, secret: 'demo-secret' });
              },
              list: () => {
                throw new Error('the store of keys lists');
              },
              get: unexpected,
              update: unexpected,
              delete: unexpected,
            }),
    },
    keys: {
      put: ({ accessKeyId }) => {
        events.push(`put, ${secrets.values.has(kept) ? 'kept' : 'not kept'}`);
        assert.equal(accessKeyId, 'demo-key');
      },
      relist: asked => {
        events.push(`relist ${asked}`);
        const times = events.filter(event => event.startsWith('relist')).length;
        return Promise.resolve(times === 1 ? listed : listedLater);
      },
    },
  } satisfies CreateKeyParts;
  const make = (signal = new AbortController().signal) => createAndKeep(parts, wanted, signal);
  return { parts, pendingSecrets, secrets, events, make };
}

describe('makeKey', () => {
  it('keeps the secret before it tells anybody of the key', async () => {
    const { pendingSecrets, events, make } = setUp();
    assert.deepEqual(await make(), { kind: 'made', secret, kept: 'stored' });
    assert.deepEqual(events, ['create', 'put, kept']);
    assert.deepEqual(await pendingSecrets.get(projectId, 'demo-key'), secret);
  });

  it('says that the secret is in memory only', async () => {
    const { secrets, pendingSecrets, make } = setUp();
    secrets.trouble('store', 'rejects');
    assert.deepEqual(await make(), { kind: 'made', secret, kept: 'heldInMemory' });
    assert.deepEqual(await pendingSecrets.get(projectId, 'demo-key'), secret);
  });

  for (const error of [
    new ApiError('CreateAccessKey', 400, 'FAILED_PRECONDITION'),
    new ApiError('CreateAccessKey', 409, 'ALREADY_EXISTS'),
    new ApiError('CreateAccessKey', 429, undefined),
    new CredentialError('FetchToken', 'refused', 401),
    new UnreachableError('CreateAccessKey', 'offline', 'sinch.test', 'ENOTFOUND'),
    new UnreachableError('FetchToken', 'timeout', 'sinch.test', undefined),
  ]) {
    it(`is refused, and looks for nothing: ${error.message}`, async () => {
      const { events, make } = setUp({ create: () => Promise.reject(error) });
      assert.deepEqual(await make(), { kind: 'refused', error });
      assert.deepEqual(events, ['create']);
    });
  }

  it('is refused where nobody is signed in', async () => {
    const error = new SignedOutError(projectId);
    const { events, make } = setUp({ connection: error });
    assert.deepEqual(await make(), { kind: 'refused', error });
    assert.deepEqual(events, []);
  });

  const abort = new DOMException('cancelled', 'AbortError');
  for (const error of [
    new ApiError('CreateAccessKey', 500, 'INTERNAL_ERROR'),
    new UnreachableError('CreateAccessKey', 'timeout', 'sinch.test', undefined),
    new UnreachableError('CreateAccessKey', 'interrupted', 'sinch.test', 'ECONNRESET'),
    new UnexpectedAnswerError('CreateAccessKey', 200, 'body: not JSON'),
    abort,
    new Error('a reason of the caller’s own'),
    new TypeError('a bug'),
  ]) {
    it(`looks for the key where the answer is lost: ${error.message}`, async () => {
      const { events, make } = setUp({
        create: () => Promise.reject(error),
        listed: { status: 'loaded', keys: [key] },
      });
      assert.deepEqual(await make(), { kind: 'lost', error, found: { kind: 'orphaned', key } });
      assert.deepEqual(events, ['create', `relist ${projectId}`]);
    });
  }
});

describe('makeKey, where the answer is lost and the key is not there', () => {
  const error = new UnreachableError('CreateAccessKey', 'timeout', 'sinch.test', undefined);
  const create = () => Promise.reject(error);

  it('looks once more before it says so', async () => {
    const { events, make } = setUp({ create });
    assert.deepEqual(await make(), { kind: 'lost', error, found: { kind: 'notMade' } });
    assert.deepEqual(events, ['create', `relist ${projectId}`, `relist ${projectId}`]);
  });

  it('finds a key that is made only then', async () => {
    const { make } = setUp({ create, listedLater: { status: 'loaded', keys: [key] } });
    assert.deepEqual(await make(), { kind: 'lost', error, found: { kind: 'orphaned', key } });
  });
});

describe('makeKey, where the answer does not say which key it made', () => {
  const entry = 'unclaimedSecret:demo-project/create-1';
  const listed: ProjectKeys = { status: 'loaded', keys: [{ ...key, accessKeyId: 'first-key' }, key] };

  for (const [what, accessKey] of [
    ['none', undefined],
    ['one that was there before', { ...key, accessKeyId: 'first-key' }],
  ] as const) {
    const create = () => Promise.resolve({ accessKey, secret: 'demo-secret' });

    it(`keeps the secret for the key it finds (it names ${what})`, async () => {
      const { make, pendingSecrets, secrets } = setUp({ create, listed });
      const outcome = await make();
      assert.ok(outcome.kind === 'lost' && outcome.found.kind === 'made');
      assert.deepEqual(outcome.found.secret, secret);
      assert.deepEqual(await pendingSecrets.get(projectId, 'demo-key'), secret);
      assert.deepEqual([...secrets.values.keys()], ['pendingKey:demo-project/demo-key', kept]);
    });

    it(`keeps it under the create’s own entry until it finds the key (it names ${what})`, async () => {
      const { parts, make, secrets, pendingSecrets } = setUp({ create, listedLater: none });
      const outcome = await make();
      assert.ok(outcome.kind === 'lost' && outcome.found.kind === 'unknown');
      assert.equal(outcome.found.isSecretKept, true);
      assert.deepEqual([...secrets.values.keys()], [entry]);
      parts.keys.relist = () => Promise.resolve(listed);
      assert.deepEqual(await lookUpCreated(parts, wanted), { kind: 'made', secret });
      assert.deepEqual(await pendingSecrets.get(projectId, 'demo-key'), secret);
    });
  }

  it('leaves it under the create’s own entry until it is stored for the key, and then nowhere else', async () => {
    const create = () => Promise.resolve({ accessKey: undefined, secret: 'demo-secret' });
    const { parts, make, secrets, pendingSecrets } = setUp({ create, listedLater: none });
    await make();
    parts.keys.relist = () => Promise.resolve(listed);
    secrets.trouble('store', 'rejects');
    const found = await lookUpCreated(parts, wanted);
    assert.ok(found.kind === 'unknown' && found.isSecretKept);
    assert.deepEqual([...secrets.values.keys()], [entry]);
    secrets.trouble('store', undefined);
    assert.deepEqual(await lookUpCreated(parts, wanted), { kind: 'made', secret });
    await pendingSecrets.settle(secret);
    assert.deepEqual([...secrets.values.keys()], []);
  });

  it('removes it from the create’s own entry where a crash left it in both', async () => {
    const { parts, secrets, pendingSecrets } = setUp({ listed });
    await pendingSecrets.keepUnclaimed(wanted.createId, 'demo-secret');
    await pendingSecrets.keep(secret);
    assert.deepEqual(await lookUpCreated(parts, wanted), { kind: 'made', secret });
    assert.equal(secrets.values.has(entry), false);
  });

  it('lets go of it under the create where it was in memory only', async () => {
    const create = () => Promise.resolve({ accessKey: undefined, secret: 'demo-secret' });
    const { make, secrets, pendingSecrets } = setUp({ create, listed });
    secrets.trouble('store', 'rejects');
    const outcome = await make();
    assert.ok(outcome.kind === 'lost' && outcome.found.kind === 'made');
    assert.ok(pendingSecrets.isHeld(secret));
    secrets.trouble('store', undefined);
    assert.equal(await pendingSecrets.isUnclaimed(wanted.createId), false);
  });

  it('keeps it where the keys can’t be listed, too, and removes it with the rest of the data', async () => {
    const create = () => Promise.resolve({ accessKey: undefined, secret: 'demo-secret' });
    const error = new UnreachableError('ListAccessKeys', 'offline', 'sinch.test', 'ENOTFOUND');
    const { make, secrets, pendingSecrets } = setUp({
      create,
      listed: { status: 'failed', error, keys: [] },
    });
    const outcome = await make();
    assert.ok(outcome.kind === 'lost');
    assert.deepEqual(outcome.found, { kind: 'unknown', error, isSecretKept: true });
    await pendingSecrets.dropUnlisted('other-project');
    assert.deepEqual([...secrets.values.keys()], [entry]);
    await pendingSecrets.dropUnlisted(projectId);
    assert.deepEqual([...secrets.values.keys()], []);
  });
});

describe('findMade', () => {
  const look = ({ parts }: ReturnType<typeof setUp>, changes: Partial<KeyToCreate> = {}) =>
    lookUpCreated(parts, { ...wanted, ...changes });

  it('finds a key whose secret waits', async () => {
    const desk = setUp({ listed: { status: 'loaded', keys: [key] } });
    await desk.pendingSecrets.keep(secret);
    assert.deepEqual(await look(desk), { kind: 'made', secret });
  });

  it('takes no secret of a deleted key of the same name for that of the key', async () => {
    const successor = { ...key, accessKeyId: 'second-key' };
    const desk = setUp({ listed: { status: 'loaded', keys: [successor] } });
    await desk.pendingSecrets.keep(secret);
    assert.deepEqual(await look(desk), { kind: 'orphaned', key: successor });
  });

  it('finds nothing among keys of other names', async () => {
    const desk = setUp({ listed: { status: 'loaded', keys: [{ ...key, displayName: 'Demo' }] } });
    assert.deepEqual(await look(desk), { kind: 'notMade' });
  });

  for (const [minutes, kind] of [
    [-10, 'orphaned'],
    [-10.01, 'notMade'],
    [10, 'orphaned'],
    [600, 'orphaned'],
  ] as const) {
    it(`says ${kind} of a key of that name created ${minutes} minutes after it was asked for, where the keys before it are not known`, async () => {
      const found = { ...key, createTime: new Date(now + minutes * minute) };
      const desk = setUp({ listed: { status: 'loaded', keys: [found] } });
      assert.equal((await look(desk, { keyIdsBefore: undefined })).kind, kind);
    });

    it(`goes by the keys before it, whatever the clock says (${minutes} minutes)`, async () => {
      const found = { ...key, createTime: new Date(now + minutes * minute) };
      const desk = setUp({ listed: { status: 'loaded', keys: [found] } });
      assert.equal((await look(desk)).kind, 'orphaned');
      assert.equal((await look(desk, { keyIdsBefore: ['demo-key'] })).kind, 'notMade');
    });
  }

  it('can’t say where one of the keys can’t be read', async () => {
    const desk = setUp({ listed: { status: 'loaded', keys: [], unreadable: 1 } });
    assert.equal((await look(desk)).kind, 'unknown');
  });

  it('finds a key whose time Sinch does not tell', async () => {
    const { accessKeyId, displayName } = key;
    const desk = setUp({ listed: { status: 'loaded', keys: [{ accessKeyId, displayName, projectId }] } });
    assert.equal((await look(desk)).kind, 'orphaned');
  });

  it('can’t say where the keys can’t be listed, although older ones are known', async () => {
    const error = new UnreachableError('ListAccessKeys', 'offline', 'sinch.test', 'ENOTFOUND');
    const desk = setUp({ listed: { status: 'failed', error, keys: [key] } });
    assert.deepEqual(await look(desk), { kind: 'unknown', error });
  });

  it('can’t say where the secrets can’t be read', async () => {
    const desk = setUp({ listed: { status: 'loaded', keys: [key] } });
    desk.secrets.trouble('get', 'rejects');
    assert.equal((await look(desk)).kind, 'unknown');
  });
});
