import assert from 'node:assert/strict';
import { deleteKeyAndData, type DeletionParts } from '../../../../src/commands/deletion/deleteKeyAndData';
import type { KeyToDelete } from '../../../../src/commands/deletion/keysToDelete';
import { PendingSecrets } from '../../../../src/keys/pendingSecrets';
import { createCredentials } from '../../../../src/projects/credentials';
import type { Credential } from '../../../../src/sinch/types';
import { SecretStorageError } from '../../../../src/storage/secretVault';
import { MemoryLog } from '../../../fakes/memoryLog';
import { MemorySecrets } from '../../../fakes/memorySecrets';

const key = { accessKeyId: 'demo-key', displayName: 'demo', projectId: 'demo-project' };
const pair: Credential = { kind: 'keyPair', keyId: 'demo-key', keySecret: 'demo-secret' };

/** The extension signs in to the key's project and to a subproject with it. */
const target: KeyToDelete = {
  project: { id: 'demo-project' },
  key,
  signsInTo: [{ id: 'demo-project' }, { id: 'subproject' }],
  secretWaits: false,
  takesOverFrom: undefined,
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
    pendingSecrets: new PendingSecrets(secrets, log),
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

describe('deleteForGood', () => {
  it('signs out where the key signs in', async () => {
    const { credentials, parts, deleted, signedOut } = await open();
    assert.deepEqual(await deleteKeyAndData(parts, target), { kind: 'deleted' });
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
      assert.deepEqual(await deleteKeyAndData(parts, target), { kind: 'deleted' });
      assert.deepEqual(await credentials.get('demo-project'), other);
      assert.equal(await credentials.get('subproject'), undefined);
      assert.deepEqual(signedOut, ['subproject']);
    });
  }

  for (const call of ['get', 'delete'] as const) {
    it(`says that something is left where SecretStorage fails (${call})`, async () => {
      const { secrets, parts, deleted } = await open();
      secrets.trouble(call, 'rejects');
      const outcome = await deleteKeyAndData(parts, target);
      assert.deepEqual(deleted, ['demo-key']);
      assert.ok(outcome.kind === 'notForgotten' && outcome.error instanceof SecretStorageError);
    });
  }
});
