import assert from 'node:assert/strict';
import { connect, type ConnectOptions } from '../../../src/sinch/connect';
import { EndpointError } from '../../../src/sinch/endpoint';
import { CredentialError } from '../../../src/sinch/errors';
import { createTransport } from '../../../src/sinch/transport';
import type { Credential } from '../../../src/sinch/types';
import type { Emulator } from '../../emulator/contract';
import { startEmulator } from '../../emulator/startEmulator';
import { collect, emulatedClient, traffic } from './support/emulatedClient';
import { jwt } from './support/jwt';
import { rejectionAs } from './support/rejection';
import { sampleProject, sampleSeed } from './support/sampleProject';

const { projectId, keyId, keySecret } = sampleProject;

describe('connect', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ seed: sampleSeed });
  });
  beforeEach(() => {
    emulator.reset();
  });
  after(() => emulator.close());

  function connection(credential: Credential, more: Partial<ConnectOptions> = {}) {
    const { accountUrl, tokenUrl } = emulator;
    const transport = createTransport({ userAgent: 'demo-agent/1.2.3' });
    return connect({ transport, credential, projectId, accountUrl, tokenUrl, ...more });
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

  it('goes by the clock it is given', async () => {
    const token = jwt({ exp: 1000 });
    const keys = connection({ kind: 'bearerToken', token }, { now: () => 1_000_000 });
    assert.equal((await rejectionAs(CredentialError, keys.get('demo-key-2'))).reason, 'expired');
    const early = connection({ kind: 'bearerToken', token }, { now: () => 999_999 });
    assert.equal((await rejectionAs(CredentialError, early.get('demo-key-2'))).status, 401);
  });

  it('goes by it for the tokens of a pair too', async () => {
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

  it('refuses addresses that a secret or token must not be sent to', () => {
    const credential: Credential = { kind: 'keyPair', keyId, keySecret };
    assert.throws(() => connection(credential, { accountUrl: 'http://account.example' }), EndpointError);
    assert.throws(() => connection(credential, { tokenUrl: 'http://auth.example' }), EndpointError);
  });
});
