import assert from 'node:assert/strict';
import { type ClientOptions, createConnect, type ConnectOptions } from '../../../src/sinch/connect';
import { EndpointError } from '../../../src/sinch/endpoint';
import { ApiError, CredentialError } from '../../../src/sinch/errors';
import { createTransport } from '../../../src/sinch/transport';
import type { Credential } from '../../../src/sinch/types';
import type { Emulator } from '../../emulator/contract';
import { startEmulator } from '../../emulator/startEmulator';
import { collect, emulatedClient, traffic } from './support/emulatedClient';
import { jwt } from './support/jwt';
import { rejectionAs } from './support/rejection';
import { sampleProject } from './support/sampleProject';
import { useEmulator } from './support/useEmulator';

const { projectId, keyId, keySecret } = sampleProject;

describe('connect', () => {
  let emulator: Emulator;
  useEmulator(started => {
    emulator = started;
  });

  function connection(
    credential: Credential,
    { now, ...more }: Partial<ConnectOptions> & Pick<ClientOptions, 'now'> = {},
  ) {
    const { accountUrl, tokenUrl } = emulator;
    const transport = createTransport({ userAgent: 'demo-agent/1.2.3' });
    const connect = createConnect({ transport, ...(now && { now }) });
    return connect({ credential, projectId, accountUrl, tokenUrl, ...more });
  }

  it('signs in with a key pair, when a call is made', async () => {
    const keys = connection({ kind: 'keyPair', keyId, keySecret });
    assert.deepEqual(emulator.requests, []);
    assert.equal((await collect(keys.list())).length, 3);
    await keys.get('demo-key-2');
    assert.deepEqual(traffic(emulator), ['200 FetchToken', '200 ListAccessKeys', '200 GetAccessKey']);
  });

  it('signs in with a bearer token', async () => {
    const token = await emulatedClient(emulator).tokens.get();
    emulator.reset();
    assert.equal((await collect(connection({ kind: 'bearerToken', token }).list())).length, 3);
    assert.deepEqual(traffic(emulator), ['200 ListAccessKeys']);
  });

  it('goes by the clock of the service for a bearer token', async () => {
    const keys = connection({ kind: 'bearerToken', token: jwt({ exp: 1000 }) }, { now: () => 0 });
    const error = await rejectionAs(CredentialError, keys.get('demo-key-2'));
    assert.deepEqual([error.reason, error.status], ['expired', 401]);
  });

  it('goes by the clock it is given for the age of a token', async () => {
    const clock = { now: Date.now() };
    const keys = connection({ kind: 'keyPair', keyId, keySecret }, { now: () => clock.now });
    await keys.get('demo-key-2');
    clock.now += 3_600_000;
    await keys.get('demo-key-2');
    assert.deepEqual(traffic(emulator), [
      '200 FetchToken',
      '200 GetAccessKey',
      '200 FetchToken',
      '200 GetAccessKey',
    ]);
  });

  describe('to many projects at once', () => {
    const projects = Array.from({ length: 40 }, (_, index) => ({
      projectId: `project-${index}`,
      keys: [{ accessKeyId: `key-${index}`, secret: `demo-secret-${index}`, displayName: 'demo' }],
    }));

    async function listAll(credentialOf: (index: number) => Credential): Promise<readonly string[]> {
      // Six more than Sinch’s: where a machine is busy, requests arrive in bunches. All at once would still be refused.
      const tokenBucket = { size: 36, perSecond: 10 };
      const many = await startEmulator({ seed: { projects }, tokenBucket });
      const { accountUrl, tokenUrl } = many;
      const connect = createConnect({ transport: createTransport({ userAgent: 'demo-agent/1.2.3' }) });
      try {
        await Promise.all(
          projects.map(({ projectId: id }, index) =>
            collect(connect({ projectId: id, credential: credentialOf(index), accountUrl, tokenUrl }).list()),
          ),
        );
      } catch (error) {
        assert.ok(error instanceof ApiError, String(error));
      } finally {
        await many.close();
      }
      return traffic(many);
    }

    const pairOf = (index: number): Credential => ({
      kind: 'keyPair',
      keyId: `key-${index}`,
      keySecret: `demo-secret-${index}`,
    });
    const tokensIn = (seen: readonly string[]) => seen.filter(each => each.endsWith('FetchToken'));

    it('asks for one token where all have one credential', async () => {
      assert.deepEqual(tokensIn(await listAll(() => pairOf(0))), ['200 FetchToken']);
    });

    it('asks for the tokens of many at a pace that the endpoint never refuses', async () => {
      const seen = await listAll(pairOf);
      assert.deepEqual(tokensIn(seen), Array<string>(40).fill('200 FetchToken'));
      assert.equal(seen.length, 80);
    });
  });

  it('refuses addresses that a secret or token must not be sent to', () => {
    const credential: Credential = { kind: 'keyPair', keyId, keySecret };
    assert.throws(() => connection(credential, { accountUrl: 'http://account.example' }), EndpointError);
    assert.throws(() => connection(credential, { tokenUrl: 'http://auth.example' }), EndpointError);
  });
});
