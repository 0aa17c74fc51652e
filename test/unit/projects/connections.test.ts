import assert from 'node:assert/strict';
import { type Endpoints, originsOf, sinchEndpoints } from '../../../src/projects/addresses';
import { AddressChangedError, Connections, SignedOutError } from '../../../src/projects/connections';
import { createCredentials } from '../../../src/projects/credentials';
import { EndpointError } from '../../../src/sinch/endpoint';
import type { AccessKeysApi, Credential } from '../../../src/sinch/types';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const projectId = 'demo-project';
const first: Credential = { kind: 'keyPair', keyId: 'demo-key', keySecret: 'demo-secret' };
const second: Credential = { kind: 'bearerToken', token: 'demo-token' };

const elsewhere: Endpoints = { accountUrl: 'http://127.0.0.1:1/v', tokenUrl: 'http://127.0.0.1:1/token' };

function setUp(stands: Endpoints = sinchEndpoints) {
  let endpoints = stands;
  const credentials = createCredentials(new MemorySecrets(), new MemoryLog());
  const made: Credential[] = [];
  const never = () => Promise.reject(new Error('nothing is asked here'));
  const connections = new Connections({
    credentials,
    endpoints: () => endpoints,
    connect: (_, credential): AccessKeysApi => {
      made.push(credential);
      return {
        list: () => {
          throw new Error('nothing is listed here');
        },
        create: never,
        get: never,
        update: never,
        delete: never,
      };
    },
  });
  const change = (to: Endpoints) => {
    endpoints = to;
  };
  return { credentials, connections, made, change };
}

describe('Connections', () => {
  it('keeps one connection as long as the credential stays the same', async () => {
    const { credentials, connections, made } = setUp();
    await credentials.set(projectId, first);
    const api = await connections.to(projectId);
    assert.equal(await connections.to(projectId), api);
    await credentials.set(projectId, second);
    assert.notEqual(await connections.to(projectId), api);
    assert.deepEqual(made, [first, second]);
  });

  it('makes one apart that leaves the one in use alone', async () => {
    const { credentials, connections, made } = setUp();
    await credentials.set(projectId, first);
    const api = await connections.to(projectId);
    const apart = await connections.apart(projectId, second);
    assert.notEqual(apart, api);
    assert.notEqual(await connections.apart(projectId, second), apart);
    assert.equal(await connections.to(projectId), api);
    assert.equal(await connections.isCurrent(projectId), true);
    assert.deepEqual(made, [first, second, second]);
  });

  it('makes none apart where nobody is signed in: nothing says which addresses a key belongs to', async () => {
    const { connections, made } = setUp();
    await assert.rejects(connections.apart(projectId, first), SignedOutError);
    await assert.rejects(connections.to(projectId), SignedOutError);
    assert.equal(await connections.isCurrent(projectId), true);
    assert.deepEqual(made, []);
  });

  const moves: readonly (readonly [string, Endpoints])[] = [
    ['keys', { ...sinchEndpoints, accountUrl: 'https://account.invalid' }],
    ['tokens', { ...sinchEndpoints, tokenUrl: 'https://auth.sinch.com:8443/oauth2/token' }],
    ['both', elsewhere],
  ];
  for (const [what, endpoints] of moves) {
    it(`makes none where the address for ${what} is another than the one the credential was proved at`, async () => {
      const { credentials, connections, made, change } = setUp();
      const bound = connections.bind(first);
      await credentials.set(projectId, bound);
      change(endpoints);
      await assert.rejects(connections.to(projectId), (error: unknown) => {
        assert.ok(error instanceof AddressChangedError);
        assert.deepEqual(error.proved, originsOf(sinchEndpoints));
        assert.deepEqual(error.current, originsOf(endpoints));
        return true;
      });
      await assert.rejects(connections.apart(projectId, second), AddressChangedError);
      assert.throws(() => connections.using(projectId, bound), AddressChangedError);
      assert.deepEqual(made, []);
    });
  }

  it('takes a credential stored without addresses for one of Sinch’s own', async () => {
    const { credentials, connections, change } = setUp();
    await credentials.set(projectId, first);
    await connections.to(projectId);
    change(elsewhere);
    await assert.rejects(connections.to(projectId), AddressChangedError);
  });

  it('binds a credential to what the settings name, whatever the path', async () => {
    const { credentials, connections, made, change } = setUp(elsewhere);
    const bound = connections.bind(first);
    assert.deepEqual(bound.origins, { account: 'http://127.0.0.1:1', token: 'http://127.0.0.1:1' });
    await credentials.set(projectId, bound);
    change({ accountUrl: 'http://127.0.0.1:1/gateway', tokenUrl: 'http://127.0.0.1:1/other' });
    await connections.to(projectId);
    assert.deepEqual(made, [bound]);
  });

  it('sends nothing to an address that nothing may be sent to', async () => {
    const { credentials, connections, made, change } = setUp();
    await credentials.set(projectId, first);
    change({ ...sinchEndpoints, tokenUrl: 'http://auth.sinch.com/oauth2/token' });
    await assert.rejects(connections.to(projectId), EndpointError);
    assert.deepEqual(made, []);
  });
});
