import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAccessKeys } from '../../../src/sinch/accessKeys';
import { clientCredentialsTokens } from '../../../src/sinch/clientCredentialsTokens';
import { UnreachableError } from '../../../src/sinch/errors';
import { createRetry } from '../../../src/sinch/retry';
import { createTransport } from '../../../src/sinch/transport';
import type { AccessKeysApi, CallOptions } from '../../../src/sinch/types';
import { collect, nextKeyId } from './support/emulatedClient';
import { withLocalServer } from './support/localServer';
import { rejection, rejectionAs } from './support/rejection';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

const calls: readonly (readonly [string, (keys: AccessKeysApi, options: CallOptions) => Promise<unknown>])[] =
  [
    ['list', (keys, options) => collect(keys.list(options))],
    ['create', (keys, options) => keys.create('demo', options)],
    ['get', (keys, options) => keys.get('demo-key', options)],
    ['update', (keys, options) => keys.update('demo-key', 'demo', options)],
    ['delete', (keys, options) => keys.delete('demo-key', options)],
  ];

/** Runs `work` with a client of a server that hands out tokens, and answers everything else as `listener` says. */
async function withClient(
  listener: Listener,
  work: (keys: AccessKeysApi) => Promise<void>,
  onToken: Listener = (_, response) => response.end('{"access_token":"demo-token","expires_in":3600}'),
  timeout = 30_000,
): Promise<void> {
  await withLocalServer(
    (request, response) => {
      (request.url === '/token' ? onToken : listener)(request, response);
    },
    async url => {
      const transport = createTransport({ userAgent: 'demo-agent/1.2.3', timeout });
      const retry = createRetry({ ceilings: [3_600_000], random: () => 1 });
      const pair = { keyId: 'demo-key', keySecret: 'demo-secret' };
      const tokens = clientCredentialsTokens({ transport, tokenUrl: `${url}/token`, ...pair, retry });
      await work(createAccessKeys({ transport, tokens, baseUrl: url, projectId: 'demo-project', retry }));
    },
  );
}

describe('createAccessKeys, aborted', () => {
  for (const [name, call] of calls) {
    it(`${name}: while the token is fetched`, async () => {
      const controller = new AbortController();
      const reason = { why: 'cancelled' };
      let requests = 0;
      let hungUp: Promise<unknown> | undefined;
      await withClient(
        () => (requests += 1),
        async keys => {
          assert.equal(await rejection(call(keys, { signal: controller.signal })), reason);
          await hungUp;
        },
        (_, response) => {
          hungUp = once(response, 'close');
          controller.abort(reason);
        },
      );
      assert.equal(requests, 0);
    });

    it(`${name}: while the answer is awaited`, async () => {
      const controller = new AbortController();
      let hungUp: Promise<unknown> | undefined;
      await withClient(
        (_, response) => {
          hungUp = once(response, 'close');
          controller.abort('cancelled');
        },
        async keys => {
          assert.equal(await rejection(call(keys, { signal: controller.signal })), 'cancelled');
          await hungUp;
        },
      );
    });

    it(`${name}: in the middle of the answer`, async () => {
      const controller = new AbortController();
      await withClient(
        (_, response) => {
          response.writeHead(200).write('{"access', () => {
            controller.abort('cancelled');
          });
        },
        async keys => {
          assert.equal(await rejection(call(keys, { signal: controller.signal })), 'cancelled');
        },
      );
    });

    it(`${name}: while it waits to try again`, async () => {
      const controller = new AbortController();
      let requests = 0;
      await withClient(
        (_, response) => {
          requests += 1;
          response.once('close', () => {
            setImmediate(() => {
              controller.abort('cancelled');
            });
          });
          response.writeHead(429).end();
        },
        async keys => {
          assert.equal(await rejection(call(keys, { signal: controller.signal })), 'cancelled');
        },
      );
      assert.equal(requests, 1);
    });

    it(`${name}: a service that does not answer in time`, async () => {
      let requests = 0;
      await withClient(
        () => (requests += 1),
        async keys => {
          const error = await rejectionAs(UnreachableError, call(keys, {}));
          assert.deepEqual([error.reason, error.outcomeUnknown], ['timeout', true]);
        },
        undefined,
        60,
      );
      assert.equal(requests, 1);
    });
  }

  it('list: between two pages', async () => {
    const controller = new AbortController();
    let requests = 0;
    await withClient(
      (_, response) => {
        requests += 1;
        response.end('{"accessKeys":[{"accessKeyId":"a"}],"nextPageToken":"next"}');
      },
      async keys => {
        const iterator = keys.list({ signal: controller.signal });
        assert.equal(await nextKeyId(iterator), 'a');
        controller.abort('cancelled');
        assert.equal(await rejection(iterator.next()), 'cancelled');
      },
    );
    assert.equal(requests, 1);
  });

  it('create: an abort that comes after the answer does not cost the secret', async () => {
    const controller = new AbortController();
    const keys = createAccessKeys({
      transport: () => {
        controller.abort('too late');
        const body = '{"accessKey":{"accessKeyId":"demo-key"},"secret":"demo-secret"}';
        return Promise.resolve({ status: 200, body, header: () => undefined });
      },
      tokens: { get: () => Promise.resolve('demo-token'), renew: () => false },
      baseUrl: 'https://account.example',
      projectId: 'demo-project',
    });
    assert.equal((await keys.create('demo', { signal: controller.signal })).secret, 'demo-secret');
  });
});
