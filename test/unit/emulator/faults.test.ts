import assert from 'node:assert/strict';
import { apiErrors } from '../../emulator/apiErrors';
import type { EmulatedOperation, Fault } from '../../emulator/contract';
import { anna, north, twoProjects } from './seeds';
import { withEmulator, type EmulatorClient } from './withEmulator';

const displayName = 'dora';

/** A create call that is answered, be it by a fault. */
async function create({ call }: EmulatorClient, token: string) {
  return call('POST', north, { token, body: { displayName } });
}

function isStored({ emulator }: EmulatorClient): boolean {
  return emulator.keys('north').some(key => key.displayName === displayName);
}

/** The faults' answers are no part of the description. */
function withFault(fault: Fault, work: (client: EmulatorClient, token: string) => Promise<void>) {
  return withEmulator({ seed: twoProjects }, async client => {
    const token = await client.signIn(anna);
    client.emulator.fault(fault);
    await work(client, token);
    assert.deepEqual(client.emulator.violations, []);
  });
}

describe('faults of the emulator', () => {
  it('answer instead of the work, as often as asked for', async () => {
    const fault: Fault = { operation: 'CreateAccessKey', kind: 'answer', times: 2, ...apiErrors.unavailable };
    await withFault(fault, async (client, token) => {
      for (const status of [503, 503, 200]) {
        assert.ok(!isStored(client));
        const answer = await create(client, token);
        assert.equal(answer.status, status);
        if (status === 503) assert.deepEqual(answer.json, apiErrors.unavailable.body);
      }
      assert.ok(isStored(client));
    });
  });

  it('can be the errors of the service, with its odd text and its odd code', () => {
    assert.deepEqual(
      Object.values(apiErrors).map(({ status, body: { error } }) => [status, error.code, error.status]),
      [
        [400, 400, 'INVALID_ARGUMENT'],
        [400, 400, 'FAILED_PRECONDITION'],
        [403, 403, 'PERMISSION_DENIED'],
        [404, 404, 'NOT_FOUND'],
        [409, 409, 'ALREADY_EXISTS'],
        [500, 500, 'INTERNAL_ERROR'],
        [503, 501, 'UNAVAILABLE'],
      ],
    );
    assert.equal(apiErrors.alreadyExists.body.error.message, 'Not found');
  });

  it('answer 500 without a body unless told otherwise', async () => {
    await withFault({ operation: 'CreateAccessKey', kind: 'answer' }, async (client, token) => {
      const { status, text, headers } = await create(client, token);
      assert.deepEqual([status, text, headers.get('content-type')], [500, '', null]);
    });
  });

  it('answer with any text and any headers', async () => {
    const page = '<h1>Proxy</h1>';
    const fault: Fault = {
      operation: 'CreateAccessKey',
      kind: 'answer',
      status: 502,
      headers: { 'content-type': 'text/html', 'x-proxy': 'here' },
      body: page,
    };
    await withFault(fault, async (client, token) => {
      const { status, text, headers } = await create(client, token);
      assert.deepEqual([status, text], [502, page]);
      assert.deepEqual([headers.get('content-type'), headers.get('x-proxy')], ['text/html', 'here']);
    });
  });

  it('answer with JSON, null too, under any content type', async () => {
    const body = { title: 'gone', detail: 'ü' };
    for (const [fault, contentType] of [
      [{ body: null }, 'application/json'],
      [{ body, headers: { 'content-type': 'application/problem+json' } }, 'application/problem+json'],
    ] as const) {
      await withFault({ operation: 'CreateAccessKey', kind: 'answer', ...fault }, async (client, token) => {
        const { text, headers } = await create(client, token);
        assert.equal(headers.get('content-type'), contentType);
        assert.deepEqual(JSON.parse(text), fault.body);
      });
    }
  });

  it('drop the connection before the work', async () => {
    await withFault({ operation: 'CreateAccessKey', kind: 'drop' }, async (client, token) => {
      await assert.rejects(create(client, token), TypeError);
      assert.ok(!isStored(client));
      assert.equal(client.emulator.requests.at(-1)?.status, undefined);
      assert.equal((await create(client, token)).status, 200);
    });
  });

  it('drop the connection after the work', async () => {
    await withFault({ operation: 'CreateAccessKey', kind: 'dropAfter' }, async (client, token) => {
      await assert.rejects(create(client, token), TypeError);
      assert.ok(isStored(client));
      assert.equal(client.emulator.requests.at(-1)?.status, undefined);
      assert.equal((await create(client, token)).status, 409);
    });
  });

  it('hang until the client leaves, without doing the work', async () => {
    await withFault({ operation: 'CreateAccessKey', kind: 'hang' }, async (client, token) => {
      const leave = new AbortController();
      const hanging = client.call('POST', north, { token, body: { displayName }, signal: leave.signal });
      const gone = assert.rejects(hanging, { name: 'AbortError' });
      await client.arrived('CreateAccessKey');
      assert.equal((await client.call('GET', north, { token })).status, 200);
      leave.abort();
      await gone;
      assert.ok(!isStored(client));
    });
  });

  it('hang until the emulator is reset', async () => {
    await withFault({ operation: 'CreateAccessKey', kind: 'hang' }, async (client, token) => {
      const cut = assert.rejects(create(client, token), TypeError);
      await client.arrived('CreateAccessKey');
      client.emulator.reset();
      await cut;
      assert.equal((await create(client, token)).status, 200);
    });
  });

  it('hang until the emulator is closed', async () => {
    await withFault({ operation: 'CreateAccessKey', kind: 'hang' }, async (client, token) => {
      const cut = assert.rejects(create(client, token), TypeError);
      await client.arrived('CreateAccessKey');
      await client.emulator.close();
      await cut;
    });
  });

  it('delay the work, which is not done for a client that leaves meanwhile', async () => {
    const fault: Fault = { operation: 'CreateAccessKey', kind: 'none', delay: 200 };
    await withFault(fault, async (client, token) => {
      const leave = new AbortController();
      const slow = client.call('POST', north, { token, body: { displayName }, signal: leave.signal });
      const gone = assert.rejects(slow, { name: 'AbortError' });
      await client.arrived('CreateAccessKey');
      leave.abort();
      await gone;
      // Answered later than the work would have been done.
      client.emulator.fault({ ...fault, operation: 'ListAccessKeys', delay: 230 });
      assert.equal((await client.call('GET', north, { token })).status, 200);
      assert.ok(!isStored(client));
    });
  });

  it('delay, and nothing else', async () => {
    const fault: Fault = { operation: 'CreateAccessKey', kind: 'none', delay: 40 };
    await withFault(fault, async (client, token) => {
      const start = performance.now();
      assert.equal((await create(client, token)).status, 200);
      assert.ok(performance.now() - start >= 39);
    });
  });

  it('happen in the order they were asked for, each to its operation', async () => {
    const operation = 'ListAccessKeys';
    await withFault({ operation, kind: 'answer', status: 500 }, async ({ call, emulator }, token) => {
      emulator.fault({ operation, kind: 'answer', status: 502 });
      emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 504 });
      const status = async (path: string) => (await call('GET', path, { token })).status;
      assert.equal(await status(`${north}/key-anna`), 504);
      assert.equal(await status(`${north}/key-anna`), 200);
      assert.equal(await status(north), 500);
      assert.equal(await status(north), 502);
      assert.equal(await status(north), 200);
    });
  });

  it('reach every operation, before anyone is asked who they are', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator }) => {
      const calls: readonly (readonly [EmulatedOperation, method: string, path: string])[] = [
        ['FetchToken', 'POST', '/oauth2/token'],
        ['ListAccessKeys', 'GET', north],
        ['CreateAccessKey', 'POST', north],
        ['GetAccessKey', 'GET', `${north}/key-anna`],
        ['UpdateAccessKey', 'PATCH', `${north}/key-anna`],
        ['DeleteAccessKey', 'DELETE', `${north}/key-anna`],
      ];
      for (const [operation] of calls) emulator.fault({ operation, kind: 'answer', status: 418 });
      for (const [operation, method, path] of calls) {
        assert.deepEqual([operation, (await call(method, path)).status], [operation, 418]);
        assert.equal(emulator.requests.at(-1)?.operation, operation);
      }
    });
  });

  it('are refused where they make no sense', async () => {
    await withEmulator({}, ({ emulator }) => {
      const operation = 'GetAccessKey';
      for (const [fault, message] of [
        [{ times: 0 }, 'fault: times must be a whole number from 1 to 9007199254740991'],
        [{ times: 1.5 }, 'fault: times must be a whole number from 1 to 9007199254740991'],
        [{ delay: -1 }, 'fault: delay must be a whole number from 0 to 2147483647'],
        [{ status: 99 }, 'fault: status must be a whole number from 200 to 599'],
        [{ headers: { 'x y': 'z' } }, 'fault: headers must hold valid header names and values'],
        [{ headers: { x: 'y\r\nz' } }, 'fault: headers must hold valid header names and values'],
      ] as const) {
        assert.throws(
          () => {
            emulator.fault({ operation, kind: 'answer', ...fault });
          },
          { name: 'InvalidInput', message },
        );
      }
      return Promise.resolve();
    });
  });
});
