import assert from 'node:assert/strict';
import { Creations } from '../../../src/keys/creations';
import { createCredentials } from '../../../src/projects/credentials';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { openPendingSecrets } from '../../fakes/openPendingSecrets';
import { recordReads } from '../../fakes/recordedReads';

/** As version 0.1.0 stores them: names and fields never change, or what users have there is lost. */
const stored = {
  'waitingSecret:demo-project/demo-key':
    '{"projectId":"demo-project","accessKeyId":"demo-key","displayName":"demo","secret":"demo-secret"}',
  'creation:demo-project/3f0e4a9c-0d0e-4c57-9f7c-9a0c8a2d1b11':
    '{"by":"4711 at 1700000000000","at":1700000000000,"value":{"projectId":"demo-project","displayName":"laptop"}}',
  'credential:demo-project': '{"kind":"keyPair","keyId":"demo-key","keySecret":"demo-secret"}',
  'credential:other-project': '{"kind":"bearerToken","token":"demo-token"}',
};

/** What is stored beside it since, so that the secret isn't read to be listed. */
const noted = {
  'pendingKey:demo-project/demo-key':
    '{"projectId":"demo-project","accessKeyId":"demo-key","displayName":"demo"}',
};

describe('what an earlier version stored', () => {
  const log = new MemoryLog();
  const secrets = new MemorySecrets();
  for (const [key, text] of Object.entries(stored)) secrets.values.set(key, text);

  it('is found: secrets that wait', async () => {
    const { pendingSecrets } = openPendingSecrets(secrets, log);
    assert.deepEqual(await pendingSecrets.list(), [
      { projectId: 'demo-project', accessKeyId: 'demo-key', displayName: 'demo' },
    ]);
    assert.equal((await pendingSecrets.get('demo-project', 'demo-key'))?.secret, 'demo-secret');
  });

  it('is found, and read to be listed only once: secrets that wait', async () => {
    const secrets = new MemorySecrets();
    const entry = 'waitingSecret:demo-project/demo-key';
    secrets.values.set(entry, stored[entry]);
    const { pendingSecrets } = openPendingSecrets(secrets, log);
    const keys = await pendingSecrets.list();
    assert.deepEqual(Object.fromEntries(secrets.values), { ...noted, [entry]: stored[entry] });
    const reads = recordReads(secrets);
    assert.deepEqual(await openPendingSecrets(reads, log).pendingSecrets.list(), keys);
    assert.deepEqual(reads.read, Object.entries(noted));
  });

  it('is found: creates that were cut off', async () => {
    const [entry] = await new Creations({ secrets, log, session: 'one' }).unfinished('demo-project');
    assert.deepEqual(entry, {
      id: 'demo-project/3f0e4a9c-0d0e-4c57-9f7c-9a0c8a2d1b11',
      value: { projectId: 'demo-project', displayName: 'laptop' },
      progress: 'interrupted',
      writtenAt: 1_700_000_000_000,
      stamp: '4711 at 1700000000000 1700000000000',
    });
  });

  it('is found: credentials', async () => {
    const credentials = createCredentials(secrets, log);
    assert.deepEqual(await credentials.get('demo-project'), {
      kind: 'keyPair',
      keyId: 'demo-key',
      keySecret: 'demo-secret',
    });
    assert.deepEqual(await credentials.get('other-project'), { kind: 'bearerToken', token: 'demo-token' });
  });

  it('is stored the same way now', async () => {
    const now = new MemorySecrets();
    const creations = new Creations({
      secrets: now,
      log,
      session: '4711 at 1700000000000',
      now: () => 1.7e12,
    });
    const { id } = await creations.begin('demo-project', 'laptop');
    await openPendingSecrets(now, log).pendingSecrets.keep({
      projectId: 'demo-project',
      accessKeyId: 'demo-key',
      displayName: 'demo',
      secret: 'demo-secret',
    });
    const credentials = createCredentials(now, log);
    await credentials.set('demo-project', { kind: 'keyPair', keyId: 'demo-key', keySecret: 'demo-secret' });
    await credentials.set('other-project', { kind: 'bearerToken', token: 'demo-token' });
    const texts = new Map(
      [...now.values].map(([key, text]) => [
        key.replace(id, 'demo-project/3f0e4a9c-0d0e-4c57-9f7c-9a0c8a2d1b11'),
        text,
      ]),
    );
    assert.deepEqual(texts, new Map(Object.entries({ ...stored, ...noted })));
  });
});
