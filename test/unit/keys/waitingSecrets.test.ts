import assert from 'node:assert/strict';
import { named, WaitingSecrets } from '../../../src/keys/waitingSecrets';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const key = { projectId: 'demo-project', accessKeyId: 'demo-key', displayName: 'demo' };
const secret = { ...key, secret: 'demo-secret' };

function open() {
  const secrets = new MemorySecrets();
  const log = new MemoryLog();
  return { secrets, log, waiting: new WaitingSecrets(secrets, log) };
}

/** The keyring goes between the answer and the moment its secret is kept, and stays away. */
async function openWithoutKeyring() {
  const opened = open();
  for (const call of ['get', 'store', 'delete', 'keys'] as const) opened.secrets.trouble(call, 'rejects');
  assert.equal(await opened.waiting.keep(secret), 'heldInMemory');
  return opened;
}

describe('WaitingSecrets', () => {
  it('lists those of a project, or of all, without the secrets', async () => {
    const { waiting } = open();
    await waiting.keep(secret);
    await waiting.keep({ ...secret, projectId: 'demo' });
    assert.deepEqual(await waiting.list('demo-project'), [key]);
    assert.deepEqual(await waiting.list(), [key, { ...key, projectId: 'demo' }]);
    assert.equal(waiting.isHeld(key), false);
  });

  describe('without a keyring', () => {
    it('can be listed, read and dropped all the same', async () => {
      const { waiting, log } = await openWithoutKeyring();
      assert.equal(waiting.isHeld(key), true);
      assert.deepEqual(await waiting.list(), [key]);
      assert.deepEqual(await waiting.list('demo-project'), [key]);
      assert.deepEqual(await waiting.get('demo-project', 'demo-key'), secret);
      await waiting.drop('demo-project', 'demo-key');
      assert.equal(waiting.isHeld(key), false);
      assert.ok(!log.lines.join().includes(secret.secret));
    });

    it('say that they can’t be listed where none is in memory', async () => {
      const { waiting } = await openWithoutKeyring();
      await assert.rejects(waiting.list('demo'), SecretStorageError);
      await assert.rejects(waiting.drop('demo', 'demo-key'), SecretStorageError);
    });

    for (const look of ['list', 'get'] as const) {
      it(`are stored once it is back, when somebody looks (${look})`, async () => {
        const { secrets, waiting } = await openWithoutKeyring();
        for (const call of ['get', 'store', 'delete', 'keys'] as const) secrets.trouble(call, undefined);
        const stored = new Promise<void>(resolve => {
          waiting.onDidChange(projectId => {
            assert.equal(projectId, 'demo-project');
            if (!waiting.isHeld(key)) resolve();
          });
        });
        await (look === 'list' ? waiting.list() : waiting.get('demo-project', 'demo-key'));
        await stored;
        assert.deepEqual(await new WaitingSecrets(secrets, new MemoryLog()).list(), [key]);
      });
    }
  });
});

describe('named', () => {
  const keys = (displayName?: string) => ({
    find: () => (displayName === undefined ? undefined : { ...key, displayName }),
  });

  it('calls a secret by the name its key has now', () => {
    assert.deepEqual(named(keys('renamed'), secret), { ...secret, displayName: 'renamed' });
    assert.deepEqual(named(keys(), secret), secret);
  });
});
