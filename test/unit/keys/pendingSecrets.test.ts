import assert from 'node:assert/strict';
import { withCurrentName } from '../../../src/keys/withCurrentName';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { eventually } from '../../browser/eventually';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';

const key = { projectId: 'demo-project', accessKeyId: 'demo-key', displayName: 'demo' };
const secret = { ...key, secret: 'demo-secret' };

function open() {
  const secrets = new MemorySecrets();
  const log = new MemoryLog();
  return { secrets, log, ...openPendingSecrets(secrets, log) };
}

/** The keyring goes between the answer and the moment its secret is kept, and stays away. */
async function openWithoutKeyring() {
  const opened = open();
  for (const call of ['get', 'store', 'delete', 'keys'] as const) opened.secrets.trouble(call, 'rejects');
  assert.equal(await opened.pendingSecrets.keep(secret), 'heldInMemory');
  return opened;
}

describe('WaitingSecrets', () => {
  it('lists those of a project, or of all, without the secrets', async () => {
    const { pendingSecrets } = open();
    await pendingSecrets.keep(secret);
    await pendingSecrets.keep({ ...secret, projectId: 'demo' });
    assert.deepEqual(await pendingSecrets.list('demo-project'), [key]);
    assert.deepEqual(await pendingSecrets.list(), [key, { ...key, projectId: 'demo' }]);
    assert.equal(pendingSecrets.isHeld(key), false);
  });

  it('end the creates that may have made the key of one that the user has, and no other', async () => {
    const { pendingSecrets, creations } = open();
    const begin = async (name: string, keyIdsBefore?: readonly string[]) => {
      creations.leave((await creations.begin('demo-project', name, keyIdsBefore)).id);
    };
    await begin('demo', []);
    await begin('demo', ['demo-key']);
    await begin('demo');
    await begin('other', []);
    await pendingSecrets.keep(secret);
    await pendingSecrets.settle(key);
    assert.deepEqual(await pendingSecrets.list(), []);
    assert.deepEqual(
      (await creations.unfinished()).map(({ value }) => value.keyIdsBefore?.join() ?? 'unknown').sort(),
      ['', 'demo-key', 'unknown'],
    );
  });

  it('let one go only once the create that made its key has ended', async () => {
    const { pendingSecrets, creations, secrets } = open();
    const { id } = await creations.begin('demo-project', 'demo', []);
    await pendingSecrets.keep(secret);
    const deleted: string[] = [];
    const remove = secrets.delete.bind(secrets);
    secrets.delete = async stored => {
      if (stored.startsWith('creation:'))
        for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      await remove(stored);
      deleted.push(stored);
    };
    void creations.finishMade(id, key, () => Promise.resolve(false));
    await pendingSecrets.settle(key);
    assert.deepEqual(deleted, [
      `creation:${id}`,
      'waitingSecret:demo-project/demo-key',
      'pendingKey:demo-project/demo-key',
    ]);
  });

  it('store one of a key that Sinch didn’t name once the keyring is back', async () => {
    const { pendingSecrets, secrets, log } = open();
    secrets.trouble('store', 'rejects');
    await pendingSecrets.keepUnclaimed('demo-project/create', 'demo-secret');
    secrets.trouble('store', undefined);
    await eventually(async () => {
      assert.ok(await pendingSecrets.isUnclaimed('demo-project/create'));
      const { pendingSecrets: later } = openPendingSecrets(secrets, log);
      assert.ok(await later.isUnclaimed('demo-project/create'));
    });
  });

  it('keep one while the creates of its name can’t be ended', async () => {
    const { pendingSecrets, creations, secrets } = open();
    creations.leave((await creations.begin('demo-project', 'demo', [])).id);
    await pendingSecrets.keep(secret);
    secrets.trouble('keys', 'rejects');
    await assert.rejects(pendingSecrets.settle(key), SecretStorageError);
    secrets.trouble('keys', undefined);
    assert.deepEqual(await pendingSecrets.list(), [key]);
  });

  describe('without a keyring', () => {
    it('can be listed, read and dropped all the same', async () => {
      const { pendingSecrets, log } = await openWithoutKeyring();
      assert.equal(pendingSecrets.isHeld(key), true);
      assert.deepEqual(await pendingSecrets.list(), [key]);
      assert.deepEqual(await pendingSecrets.list('demo-project'), [key]);
      assert.deepEqual(await pendingSecrets.get('demo-project', 'demo-key'), secret);
      await pendingSecrets.settle(key);
      assert.equal(pendingSecrets.isHeld(key), false);
      assert.ok(!log.lines.join().includes(secret.secret));
    });

    it('say that they can’t be listed where none is in memory', async () => {
      const { pendingSecrets } = await openWithoutKeyring();
      await assert.rejects(pendingSecrets.list('demo'), SecretStorageError);
      await assert.rejects(pendingSecrets.drop('demo', 'demo-key'), SecretStorageError);
    });

    for (const look of ['list', 'get'] as const) {
      it(`are stored once it is back, when somebody looks (${look})`, async () => {
        const { secrets, pendingSecrets } = await openWithoutKeyring();
        for (const call of ['get', 'store', 'delete', 'keys'] as const) secrets.trouble(call, undefined);
        const stored = new Promise<void>(resolve => {
          pendingSecrets.onDidChange(projectId => {
            assert.equal(projectId, 'demo-project');
            if (!pendingSecrets.isHeld(key)) resolve();
          });
        });
        await (look === 'list' ? pendingSecrets.list() : pendingSecrets.get('demo-project', 'demo-key'));
        await stored;
        assert.deepEqual(await openPendingSecrets(secrets, new MemoryLog()).pendingSecrets.list(), [key]);
      });
    }
  });
});

describe('named', () => {
  const keys = (displayName?: string) => ({
    find: () => (displayName === undefined ? undefined : { ...key, displayName }),
  });

  it('calls a secret by the name its key has now', () => {
    assert.deepEqual(withCurrentName(keys('renamed'), secret), { ...secret, displayName: 'renamed' });
    assert.deepEqual(withCurrentName(keys(), secret), secret);
  });
});
