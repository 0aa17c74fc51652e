import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { EmulatorOptions, RequestUnderWay } from '../../emulator/contract';
import { anna, north, twoProjects } from './seeds';
import { type EmulatorClient, withEmulator } from './withEmulator';

const isStored = ({ emulator }: EmulatorClient): boolean =>
  emulator.keys('north').some(({ displayName }) => displayName === 'dora');

/** Creates a key, which its client gives up on the `side` of the work on which `onRequest` is told of it. */
async function createAndLeave(side: RequestUnderWay['side'], then: (client: EmulatorClient) => void) {
  const leaving = new AbortController();
  const onRequest: EmulatorOptions['onRequest'] = async request => {
    if (request.operation !== 'CreateAccessKey' || request.side !== side) return;
    leaving.abort();
    await once(request.gone, 'abort');
  };
  await withEmulator({ seed: twoProjects, onRequest }, async client => {
    const token = await client.signIn(anna);
    const body = { displayName: 'dora' };
    await assert.rejects(client.call('POST', north, { token, body, signal: leaving.signal }));
    then(client);
  });
}

describe('the emulator’s onRequest', () => {
  it('is told of both sides of the work, and the answer waits for it', async () => {
    const told: string[] = [];
    const onRequest: EmulatorOptions['onRequest'] = async ({ operation, side, gone }) => {
      await Promise.resolve();
      told.push(`${side} ${operation}${gone.aborted ? ', gone' : ''}`);
    };
    await withEmulator({ seed: twoProjects, onRequest }, async client => {
      const token = await client.signIn(anna);
      await client.call('GET', north, { token });
      await client.call('GET', '/no/such/path');
    });
    assert.deepEqual(told, [
      'before FetchToken',
      'after FetchToken',
      'before ListAccessKeys',
      'after ListAccessKeys',
    ]);
  });

  it('does nothing for a client that leaves before the work', async () => {
    await createAndLeave('before', client => {
      assert.ok(!isStored(client));
    });
  });

  it('has done the work for a client that leaves after it', async () => {
    await createAndLeave('after', client => {
      assert.ok(isStored(client));
    });
  });
});
