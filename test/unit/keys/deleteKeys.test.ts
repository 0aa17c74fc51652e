import assert from 'node:assert/strict';
import { deleteKey, deleteKeys, type DeletePorts, type DeletionParts } from '../../../src/keys/deleteKeys';
import { describeKeysToDelete, type KeyToDelete } from '../../../src/keys/keysToDelete';
import { createCredentials } from '../../../src/projects/credentials';
import type { Credential } from '../../../src/sinch/types';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { isAbort } from '../../../src/ui/signal';
import { ApiError, CredentialError, UnconfirmedError, UnreachableError } from '../../../src/sinch/errors';
import type { Fault } from '../../fakes/gate';
import { KeyWorld } from '../../fakes/keyWorld';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';

const key = { accessKeyId: 'demo-key', displayName: 'demo', projectId: 'demo-project' };
const pair: Credential = { kind: 'keyPair', keyId: 'demo-key', keySecret: 'demo-secret' };

/** The extension signs in to the key's project and to a subproject with it. */
const target: KeyToDelete = {
  project: { id: 'demo-project' },
  key,
  signsInTo: [{ id: 'demo-project' }, { id: 'subproject' }],
  hasPendingSecret: false,
  rotatedFrom: undefined,
  replacedBy: undefined,
  isLast: false,
};

async function open() {
  const secrets = new MemorySecrets();
  const log = new MemoryLog();
  const credentials = createCredentials(secrets, log);
  for (const { id } of target.signsInTo) await credentials.set(id, pair);
  const deleted: string[] = [];
  const signedOut: string[] = [];
  const parts = {
    credentials,
    ...openPendingSecrets(secrets, log),
    connections: {
      to: () =>
        Promise.resolve({
          delete: (accessKeyId: string) => {
            deleted.push(accessKeyId);
            return Promise.resolve();
          },
        }),
      close: (projectId: string) => {
        signedOut.push(projectId);
      },
    },
    keys: { drop: () => undefined, forget: () => undefined },
  } as unknown as DeletionParts;
  return { secrets, credentials, parts, deleted, signedOut };
}

describe('deleteKey', () => {
  it('signs out where the key signs in', async () => {
    const { credentials, parts, deleted, signedOut } = await open();
    assert.deepEqual(await deleteKey(parts, target), { kind: 'deleted' });
    assert.deepEqual(deleted, ['demo-key']);
    assert.deepEqual(signedOut, ['demo-project', 'subproject']);
    assert.deepEqual(await credentials.ids(), []);
  });

  const others: readonly Credential[] = [
    { kind: 'keyPair', keyId: 'other-key', keySecret: 'other-secret' },
    { kind: 'bearerToken', token: 'demo-token' },
  ];
  for (const other of others) {
    it(`keeps a ${other.kind} that the user signed in with meanwhile`, async () => {
      const { credentials, parts, signedOut } = await open();
      await credentials.set('demo-project', other);
      assert.deepEqual(await deleteKey(parts, target), { kind: 'deleted' });
      assert.deepEqual(await credentials.get('demo-project'), other);
      assert.equal(await credentials.get('subproject'), undefined);
      assert.deepEqual(signedOut, ['subproject']);
    });
  }

  for (const call of ['get', 'delete'] as const) {
    it(`says that something is left where SecretStorage fails (${call})`, async () => {
      const { secrets, parts, deleted } = await open();
      secrets.trouble(call, 'rejects');
      const outcome = await deleteKey(parts, target);
      assert.deepEqual(deleted, ['demo-key']);
      assert.ok(outcome.kind === 'notForgotten' && outcome.error instanceof SecretStorageError);
    });
  }
});

describe('deleteKeys', () => {
  const projectId = 'demo-project';
  const failsWith = (error: Error, isCarriedOut = false): Fault => ({ kind: 'fails', error, isCarriedOut });

  /** A project with keys of these names; the extension signs in with the first. Each one's secret waits. */
  async function openProject(
    names: readonly string[],
    faults: readonly (Fault | undefined)[] = [],
    faultsAfter: readonly Fault[] = [],
  ) {
    const world = new KeyWorld();
    const seeded = names.map(name => world.sinch.seed(name));
    const [first] = seeded;
    assert.ok(first);
    const signIn = { kind: 'keyPair', keyId: first.accessKeyId, keySecret: first.secret };
    world.secrets.values.set(`credential:${projectId}`, JSON.stringify(signIn));
    let [deletions, questions] = [0, 0];
    const { deletion, rotation } = world.open({
      faultOf: call => {
        if (call === 'sinch.get') return faultsAfter[questions++];
        return call === 'sinch.delete' ? faults[deletions++] : undefined;
      },
    });
    const project = { id: projectId };
    for (const { accessKeyId, displayName, secret } of seeded)
      await rotation.pendingSecrets.keep({ projectId, accessKeyId, displayName, secret });
    const targets = await describeKeysToDelete(
      { ...deletion, ...rotation, projects: { all: () => [project] } },
      seeded.map(each => ({ project, key: each })),
      {
        keysOf: () => Promise.resolve(seeded),
        rolesInRotations: () => Promise.resolve(() => ({ rotatedFrom: undefined, replacedBy: undefined })),
      },
    );
    const asked: (readonly string[])[] = [];
    const turns: string[] = [];
    const ports = (agrees: boolean, signal = new AbortController().signal): DeletePorts => ({
      confirmDelete: keys => {
        asked.push(keys.map(({ key }) => key.displayName));
        return Promise.resolve(agrees);
      },
      run: (_, task) => task(signal, ({ target: { key } }) => turns.push(key.displayName)),
    });
    const left = () => [...world.sinch.keys.values()].map(({ displayName }) => displayName);
    const waiting = async () => (await rotation.pendingSecrets.list()).map(({ displayName }) => displayName);
    return { world, deletion, targets, ports, asked, turns, left, waiting };
  }

  it('deletes nothing where that is denied', async () => {
    const { deletion, targets, ports, asked, left } = await openProject(['a', 'b']);
    assert.deepEqual(await deleteKeys(deletion, targets, ports(false)), []);
    assert.deepEqual(asked, [['a', 'b']]);
    assert.deepEqual(left(), ['a', 'b']);
  });

  it('knows what goes with each key, and that none is left', async () => {
    const { targets } = await openProject(['a', 'b']);
    assert.deepEqual(
      targets.map(({ signsInTo, hasPendingSecret, isLast }) => [signsInTo.length, hasPendingSecret, isLast]),
      [
        [1, true, true],
        [0, true, true],
      ],
    );
  });

  it('deletes several after one question, the one that signs in last, with what is kept for them', async () => {
    const { world, deletion, targets, ports, asked, turns, left, waiting } = await openProject([
      'a',
      'b',
      'c',
    ]);
    const deletions = await deleteKeys(deletion, targets, ports(true));
    assert.deepEqual(new Set(deletions.map(({ outcome }) => outcome.kind)), new Set(['deleted']));
    assert.equal(asked.length, 1);
    assert.deepEqual(turns, ['b', 'c', 'a']);
    assert.deepEqual(left(), []);
    assert.deepEqual(await waiting(), []);
    assert.ok(!world.secrets.values.has(`credential:${projectId}`));
  });

  it('keeps the secret of a key that could not be deleted, and goes on with the others', async () => {
    const error = new ApiError('DeleteAccessKey', 403, undefined);
    const { deletion, targets, ports, left, waiting } = await openProject(
      ['a', 'b', 'c'],
      [failsWith(error)],
    );
    const deletions = await deleteKeys(deletion, targets.slice(1), ports(true));
    assert.deepEqual(
      deletions.map(({ outcome }) => outcome),
      [{ kind: 'failed', error }, { kind: 'deleted' }],
    );
    assert.deepEqual(left(), ['a', 'b']);
    assert.deepEqual(await waiting(), ['a', 'b']);
  });

  it('asks Sinch no more with a credential that is of no use', async () => {
    const error = new CredentialError('FetchToken', 'refused', 401);
    const { deletion, targets, ports, turns } = await openProject(['a', 'b', 'c'], [failsWith(error)]);
    const deletions = await deleteKeys(deletion, targets, ports(true));
    assert.deepEqual(turns, ['b']);
    assert.ok(deletions.every(({ outcome }) => outcome.kind === 'failed' && outcome.error === error));
  });

  it('asks for a key where the answer to its deletion is lost', async () => {
    const error = new UnreachableError('DeleteAccessKey', 'interrupted', '127.0.0.1', undefined);
    for (const isGone of [true, false]) {
      const { deletion, targets, ports, waiting } = await openProject(['a', 'b'], [failsWith(error, isGone)]);
      const [only] = await deleteKeys(deletion, targets.slice(1), ports(true));
      assert.equal(only?.outcome.kind, isGone ? 'deleted' : 'failed');
      assert.deepEqual(await waiting(), isGone ? ['a'] : ['a', 'b']);
    }
  });

  it('keeps the secret of a key that Sinch does not confirm to be gone', async () => {
    const error = new ApiError('DeleteAccessKey', 404, undefined);
    const { deletion, targets, ports, waiting } = await openProject(
      ['a', 'b'],
      [failsWith(error)],
      [failsWith(new ApiError('GetAccessKey', 404, undefined))],
    );
    const [only] = await deleteKeys(deletion, targets.slice(1), ports(true));
    assert.ok(only?.outcome.kind === 'failed' && only.outcome.error instanceof UnconfirmedError);
    assert.deepEqual(await waiting(), ['a', 'b']);
  });

  it('keeps the secret and the credential where the key that signs in may be gone', async () => {
    const error = new UnreachableError('DeleteAccessKey', 'interrupted', '127.0.0.1', undefined);
    const { world, deletion, targets, ports, waiting } = await openProject(
      ['a', 'b'],
      [failsWith(error, true)],
    );
    const [only] = await deleteKeys(deletion, targets.slice(0, 1), ports(true));
    assert.ok(only?.outcome.kind === 'failed' && only.outcome.error instanceof UnconfirmedError);
    assert.ok(only.outcome.error.cause instanceof CredentialError);
    assert.deepEqual(await waiting(), ['a', 'b']);
    assert.ok(world.secrets.values.has(`credential:${projectId}`));
  });

  it('ends the request for one key when cancelled, and between two keys where there are several', async () => {
    const aborted = AbortSignal.abort();
    const { deletion, targets, ports, left } = await openProject(['a', 'b', 'c']);
    const [one] = await deleteKeys(deletion, targets.slice(1, 2), ports(true, aborted));
    assert.ok(one?.outcome.kind === 'failed' && isAbort(one.outcome.error));
    const deletions = await deleteKeys(deletion, targets, ports(true, aborted));
    assert.ok(deletions.every(({ outcome }) => outcome.kind === 'notTried'));
    assert.deepEqual(left(), ['a', 'b', 'c']);
  });
});
