import assert from 'node:assert/strict';
import { Connections, SignedOutError } from '../../../src/projects/connections';
import { createCredentials } from '../../../src/projects/credentials';
import type { AccessKeysApi, Credential } from '../../../src/sinch/types';
import { MemoryLog } from '../../fakes/memoryLog';
import { MemorySecrets } from '../../fakes/memorySecrets';

const projectId = 'demo-project';
const first: Credential = { kind: 'keyPair', keyId: 'demo-key', keySecret: 'demo-secret' };
const second: Credential = { kind: 'bearerToken', token: 'demo-token' };

function setUp() {
  const credentials = createCredentials(new MemorySecrets(), new MemoryLog());
  const made: Credential[] = [];
  const never = () => Promise.reject(new Error('nothing is asked here'));
  const connections = new Connections({
    credentials,
    endpoints: () => ({ accountUrl: 'http://127.0.0.1:1', tokenUrl: 'http://127.0.0.1:1/token' }),
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
  return { credentials, connections, made };
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
    const apart = connections.apart(projectId, second);
    assert.notEqual(apart, api);
    assert.notEqual(connections.apart(projectId, second), apart);
    assert.equal(await connections.to(projectId), api);
    assert.equal(await connections.isCurrent(projectId), true);
    assert.deepEqual(made, [first, second, second]);
  });

  it('makes one apart where nobody is signed in, and then still nobody is', async () => {
    const { connections } = setUp();
    connections.apart(projectId, first);
    await assert.rejects(connections.to(projectId), SignedOutError);
    assert.equal(await connections.isCurrent(projectId), true);
  });
});
