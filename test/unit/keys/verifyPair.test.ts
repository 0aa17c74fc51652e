import assert from 'node:assert/strict';
import { KeyStore } from '../../../src/keys/keyStore';
import { Verifications } from '../../../src/keys/verifications';
import { type Verdict, verifyPair } from '../../../src/keys/verifyPair';
import { AddressChangedError, Connections } from '../../../src/projects/connections';
import { createCredentials } from '../../../src/projects/credentials';
import { ProjectList } from '../../../src/projects/projectList';
import { createConnect } from '../../../src/sinch/connect';
import { ApiError, UnreachableError } from '../../../src/sinch/errors';
import { createRetry } from '../../../src/sinch/retry';
import { createTransport } from '../../../src/sinch/transport';
import type { Emulator } from '../../emulator/contract';
import { startEmulator } from '../../emulator/startEmulator';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemoryMemento } from '../../fakes/memoryMemento';
import { MemorySecrets } from '../../fakes/memorySecrets';

const projects = [
  {
    projectId: 'demo-project',
    keys: [
      { accessKeyId: 'demo-key-1', secret: 'demo-secret-1', displayName: 'production' },
      { accessKeyId: 'demo-key-2', secret: 'demo-secret-2', displayName: 'staging' },
    ],
  },
  {
    projectId: 'other-project',
    keys: [{ accessKeyId: 'other-key', secret: 'other-secret', displayName: 'other' }],
  },
];

describe('verifyPair', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ seed: { projects } });
  });
  afterEach(() => emulator.close());

  /** A window that is signed in to the demo project with its first key, or has no project. */
  async function open({ signedIn }: { readonly signedIn: boolean }) {
    const log = new MemoryLog();
    const secrets = new MemorySecrets();
    const credentials = createCredentials(secrets, log);
    const retry = createRetry({ wait: () => Promise.resolve() });
    const connect = createConnect({ transport: createTransport({ userAgent: 'test' }), retry });
    const { accountUrl, tokenUrl } = emulator;
    const connections = new Connections({
      credentials,
      endpoints: () => ({ accountUrl, tokenUrl }),
      connect: (projectId, credential, urls) => connect({ projectId, credential, ...urls }),
    });
    const list = new ProjectList(new MemoryMemento());
    const keys = new KeyStore(connections, log);
    if (signedIn) {
      const pair = { kind: 'keyPair', keyId: 'demo-key-1', keySecret: 'demo-secret-1' } as const;
      await credentials.set('demo-project', connections.bind(pair));
      await list.add({ id: 'demo-project' });
    }
    const verify = (
      keyId: string,
      keySecret: string,
      projectId = 'demo-project',
      signal = new AbortController().signal,
    ): Promise<Verdict> =>
      verifyPair(
        { connections, keys, projects: list },
        projectId,
        { kind: 'keyPair', keyId, keySecret, ...boundTo(connections) },
        signal,
      );
    return { verify, keys, secrets, connections, log, list };
  }

  function boundTo(connections: Connections) {
    const { origins } = connections.bind({ kind: 'keyPair', keyId: '-', keySecret: '-' });
    return { origins };
  }

  for (const signedIn of [true, false]) {
    it(`says that a pair works, ${signedIn ? 'and knows the keys then' : 'without a project too'}`, async () => {
      const { verify, keys } = await open({ signedIn });
      assert.equal(await verify('demo-key-2', 'demo-secret-2'), 'works');
      assert.deepEqual(
        emulator.requests.map(({ operation }) => operation),
        ['FetchToken', 'ListAccessKeys'],
      );
      assert.equal(keys.peek('demo-project').status, signedIn ? 'loaded' : 'unknown');
    });
  }

  it('tells a wrong secret from a key that was deleted, if it is signed in to the project', async () => {
    const { verify } = await open({ signedIn: true });
    assert.equal(await verify('demo-key-2', 'wrong'), 'wrongSecret');
    assert.equal(await verify('deleted-key', 'its-secret'), 'deleted');
    const other = await open({ signedIn: false });
    assert.equal(await other.verify('demo-key-2', 'wrong'), 'rejected');
  });

  it('says no more than that it was rejected where the sign-in key is the one', async () => {
    const { verify, connections, keys } = await open({ signedIn: true });
    await keys.load('demo-project');
    await (await connections.to('demo-project')).delete('demo-key-1');
    assert.equal(await verify('demo-key-1', 'demo-secret-1'), 'rejected');
  });

  it('says that a key has no access to the project', async () => {
    const { verify } = await open({ signedIn: true });
    assert.equal(await verify('other-key', 'other-secret'), 'wrongProject');
    const other = await open({ signedIn: false });
    // It may also be that the API isn't enabled.
    await assert.rejects(other.verify('other-key', 'other-secret'), ApiError);
    await other.list.add({ id: 'other-project' });
    other.keys.accept('other-project', [
      { accessKeyId: 'other-key', displayName: 'other', projectId: 'other-project' },
    ]);
    assert.equal(await other.verify('other-key', 'other-secret'), 'wrongProject');
  });

  it('rejects where Sinch can’t be asked, or has no answer to that', async () => {
    const { verify } = await open({ signedIn: true });
    emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 503, times: 10 });
    await assert.rejects(verify('demo-key-2', 'demo-secret-2'), ApiError);
    await emulator.close();
    await assert.rejects(verify('demo-key-2', 'demo-secret-2'), UnreachableError);
    emulator = await startEmulator({ seed: { projects } });
  });

  it('ends when it is aborted', async () => {
    const { verify } = await open({ signedIn: true });
    const stop = new AbortController();
    emulator.fault({ operation: 'ListAccessKeys', kind: 'hang' });
    const verifying = verify('demo-key-2', 'demo-secret-2', 'demo-project', stop.signal);
    stop.abort();
    await assert.rejects(verifying, { name: 'AbortError' });
  });

  it('keeps the pair nowhere, and sends it to no other address than agreed', async () => {
    const { verify, secrets, connections, log } = await open({ signedIn: true });
    const before = JSON.stringify([...secrets.values]);
    await verify('demo-key-2', 'demo-secret-2');
    assert.equal(JSON.stringify([...secrets.values]), before);
    assert.ok(!log.lines.join('\n').includes('demo-secret-2'));
    const elsewhere = {
      kind: 'keyPair',
      keyId: 'demo-key-2',
      keySecret: 'demo-secret-2',
      origins: { account: 'https://account.api.sinch.com', token: 'https://auth.sinch.com' },
    } as const;
    await assert.rejects(connections.apart('demo-project', elsewhere), AddressChangedError);
  });
});

describe('Verifications', () => {
  const pair = { projectId: 'demo-project', keyId: 'demo-key', keySecret: 'demo-secret' };

  it('knows a pair by a fingerprint that gives nothing of it away, and no other window makes', () => {
    const here = new Verifications();
    const fingerprint = here.fingerprint(pair);
    assert.equal(here.fingerprint({ ...pair }), fingerprint);
    assert.notEqual(here.fingerprint({ ...pair, keySecret: 'another' }), fingerprint);
    assert.notEqual(new Verifications().fingerprint(pair), fingerprint);
    here.set(pair, { verdict: 'works', at: new Date(0) });
    assert.deepEqual(here.get(fingerprint), { verdict: 'works', at: new Date(0) });
  });
});
