import assert from 'node:assert/strict';
import { deleteIfThere } from '../../../src/sinch/deleteIfThere';
import {
  ApiError,
  CredentialError,
  SinchError,
  UnconfirmedError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/sinch/errors';
import type { AccessKeysApi } from '../../../src/sinch/types';
import type { EmulatedOperation, Emulator, Fault } from '../../emulator/contract';
import { startEmulator } from '../../emulator/startEmulator';
import { assertHides } from './support/assertHides';
import { collect, emulatedClient, traffic } from './support/emulatedClient';
import { jwt } from './support/jwt';
import { rejection, rejectionAs } from './support/rejection';
import { sampleProject, sampleSeed } from './support/sampleProject';
import { useEmulator } from './support/useEmulator';

const { projectId, keyId, keySecret } = sampleProject;

const calls: Readonly<
  Record<Exclude<EmulatedOperation, 'FetchToken'>, (keys: AccessKeysApi) => Promise<unknown>>
> = {
  ListAccessKeys: keys => collect(keys.list()),
  CreateAccessKey: keys => keys.create('fourth'),
  GetAccessKey: keys => keys.get('demo-key-2'),
  UpdateAccessKey: keys => keys.update('demo-key-2', 'renamed'),
  DeleteAccessKey: keys => keys.delete('demo-key-2'),
};
const operations = Object.keys(calls) as (keyof typeof calls)[];
const repeatable = operations.filter(operation => operation !== 'CreateAccessKey');

function apiBody(code: number, status: string) {
  return { error: { code, message: 'Not found', status, details: [] } };
}

describe('createAccessKeys, when things go wrong', () => {
  let emulator: Emulator;
  useEmulator(started => {
    emulator = started;
  });

  /** The error of a call in which these faults happen; it never shows what it was signed in with. */
  async function failure(operation: keyof typeof calls, ...faults: readonly Omit<Fault, 'operation'>[]) {
    for (const fault of faults) emulator.fault({ operation, ...fault });
    const { keys, seenTokens, waits } = emulatedClient(emulator);
    const error = await rejectionAs(SinchError, calls[operation](keys));
    const pair = Buffer.from(`${keyId}:${keySecret}`).toString('base64');
    assert.ok(seenTokens.length > 0);
    assertHides(error, [keySecret, pair, ...seenTokens]);
    assert.equal(error.operation, operation);
    return { error, waits };
  }

  async function refusal(operation: keyof typeof calls, ...faults: readonly Omit<Fault, 'operation'>[]) {
    const { error } = await failure(operation, ...faults);
    assert.ok(error instanceof ApiError, String(error));
    return error;
  }

  const rows: readonly (readonly [number, string | undefined, unknown])[] = [
    [400, 'INVALID_ARGUMENT', apiBody(400, 'INVALID_ARGUMENT')],
    [400, 'FAILED_PRECONDITION', apiBody(400, 'FAILED_PRECONDITION')],
    [403, 'PERMISSION_DENIED', apiBody(403, 'PERMISSION_DENIED')],
    [403, undefined, undefined],
    [404, 'NOT_FOUND', apiBody(404, 'NOT_FOUND')],
    [409, 'ALREADY_EXISTS', apiBody(409, 'ALREADY_EXISTS')],
    [400, 'invalid_request', { error: 'invalid_request', error_description: 'odd' }],
    [403, undefined, { type: 'about:blank', title: 'Forbidden', detail: 'odd' }],
    [418, undefined, 'not JSON'],
  ];
  for (const operation of operations) {
    for (const [status, apiStatus, body] of rows) {
      it(`${operation}: ${status} ${body === undefined ? 'without a body' : JSON.stringify(body).slice(0, 40)}`, async () => {
        const error = await refusal(operation, { kind: 'answer', status, body });
        assert.deepEqual([error.status, error.apiStatus, error.outcomeUnknown], [status, apiStatus, false]);
        assert.deepEqual(traffic(emulator), ['200 FetchToken', `${status} ${operation}`]);
      });
    }

    it(`${operation}: a redirect is an error, not a way`, async () => {
      const headers = { Location: `${emulator.accountUrl}/elsewhere` };
      const error = await refusal(operation, { kind: 'answer', status: 302, headers });
      assert.equal(error.status, 302);
      assert.deepEqual(traffic(emulator), ['200 FetchToken', `302 ${operation}`]);
    });

    it(`${operation}: an answer too large to read`, async () => {
      const { error } = await failure(operation, {
        kind: 'answer',
        status: 200,
        body: 'x'.repeat(1024 * 1024 + 1),
      });
      assert.ok(error instanceof UnexpectedAnswerError);
      assert.deepEqual([error.status, error.problem, error.outcomeUnknown], [200, 'body: too large', true]);
    });

    it(`${operation}: an answer that is not JSON`, async () => {
      const { error } = await failure(operation, { kind: 'answer', status: 200, body: '<html>welcome' });
      assert.ok(error instanceof UnexpectedAnswerError);
      assert.equal(error.problem, 'body: not JSON');
    });

    it(`${operation}: 429 is waited out`, async () => {
      emulator.fault({ operation, kind: 'answer', status: 429, headers: { 'Retry-After': '2' } });
      emulator.fault({ operation, kind: 'answer', status: 429 });
      const { keys, waits } = emulatedClient(emulator);
      await calls[operation](keys);
      assert.deepEqual(waits, [2000, 4000]);
    });

    it(`${operation}: 429 that lasts is told after three retries`, async () => {
      const error = await refusal(operation, { kind: 'answer', status: 429, times: 4 });
      assert.equal(error.status, 429);
      assert.equal(error.outcomeUnknown, false);
      assert.equal(emulator.requests.length, 5);
    });

    it(`${operation}: a 401 without a body is answered with a fresh token, once`, async () => {
      emulator.fault({ operation, kind: 'answer', status: 401 });
      const { keys, seenTokens } = emulatedClient(emulator);
      await calls[operation](keys);
      assert.deepEqual(traffic(emulator).slice(0, 4), [
        '200 FetchToken',
        `401 ${operation}`,
        '200 FetchToken',
        `200 ${operation}`,
      ]);
      assert.equal(seenTokens.length, 2);
    });

    for (const [challenge, reason] of [
      ['Bearer error="invalid_token", error_description="The token is expired"', 'expired'],
      ['Bearer', 'refused'],
      [undefined, 'refused'],
    ] as const) {
      it(`${operation}: a fresh token that is met with 401 again is ${reason} (${challenge ?? 'no challenge'})`, async () => {
        const headers = challenge === undefined ? {} : { 'WWW-Authenticate': challenge };
        const { error } = await failure(operation, { kind: 'answer', status: 401, headers, times: 2 });
        assert.ok(error instanceof CredentialError);
        assert.deepEqual([error.reason, error.status, error.outcomeUnknown], [reason, 401, false]);
        assert.deepEqual(traffic(emulator), [
          '200 FetchToken',
          `401 ${operation}`,
          '200 FetchToken',
          `401 ${operation}`,
        ]);
      });
    }
  }

  for (const operation of repeatable) {
    for (const status of [500, 502, 503, 504]) {
      it(`${operation}: ${status} is tried again`, async () => {
        const body = status === 503 ? apiBody(501, 'UNAVAILABLE') : apiBody(status, 'INTERNAL_ERROR');
        emulator.fault({ operation, kind: 'answer', status, body, times: 3 });
        const { keys, waits } = emulatedClient(emulator);
        await calls[operation](keys);
        assert.deepEqual(waits, [1000, 4000, 16_000]);
        assert.deepEqual(traffic(emulator).at(-1), `200 ${operation}`);
      });
    }

    it(`${operation}: a lasting 503 is told in the end`, async () => {
      const { error, waits } = await failure(operation, {
        kind: 'answer',
        status: 503,
        body: apiBody(501, 'UNAVAILABLE'),
        times: 4,
      });
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.status, error.apiStatus, waits.length], [503, 'UNAVAILABLE', 3]);
    });

    it(`${operation}: a lost answer is asked for again`, async () => {
      emulator.fault({ operation, kind: 'drop' });
      emulator.fault({ operation, kind: 'dropAfter' });
      const { keys } = emulatedClient(emulator);
      // After a deletion it takes another question, which of the two answers it was.
      await (operation === 'DeleteAccessKey' ? deleteIfThere(keys, 'demo-key-2') : calls[operation](keys));
    });

    it(`${operation}: a connection that breaks every time is told`, async () => {
      const { error } = await failure(operation, { kind: 'drop', times: 4 });
      assert.ok(error instanceof UnreachableError);
      assert.deepEqual([error.reason, error.outcomeUnknown], ['interrupted', true]);
      assert.equal(emulator.requests.length, 5);
    });
  }

  for (const fault of [
    { kind: 'drop' },
    { kind: 'dropAfter' },
    { kind: 'answer', status: 500, body: apiBody(500, 'INTERNAL_ERROR') },
    { kind: 'answer', status: 503 },
  ] as const) {
    it(`CreateAccessKey: never a second key after ${fault.kind} ${'status' in fault ? fault.status : ''}`, async () => {
      const { error } = await failure('CreateAccessKey', fault);
      assert.equal(error.outcomeUnknown, true);
      assert.equal(emulator.requests.filter(({ operation }) => operation === 'CreateAccessKey').length, 1);
      assert.equal(emulator.keys(projectId).length, fault.kind === 'dropAfter' ? 4 : 3);
    });
  }

  it('CreateAccessKey: leaves no doubt where it was the token that could not be had', async () => {
    emulator.fault({ operation: 'FetchToken', kind: 'answer', status: 503, times: 4 });
    const error = await rejectionAs(ApiError, emulatedClient(emulator).keys.create('fourth'));
    assert.deepEqual([error.operation, error.status, error.outcomeUnknown], ['FetchToken', 503, false]);
    assert.equal(emulator.requests.length, 4);
  });

  it('DeleteAccessKey: what a later attempt is refused with says nothing of the one whose answer was lost', async () => {
    for (const fault of [{ kind: 'dropAfter' }, { kind: 'answer', status: 503 }] as const) {
      emulator.reset();
      emulator.fault({ operation: 'DeleteAccessKey', ...fault });
      emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 403 });
      const error = await rejectionAs(UnconfirmedError, emulatedClient(emulator).keys.delete('demo-key-2'));
      assert.equal(error.outcomeUnknown, true);
      assert.ok(error.cause instanceof ApiError && error.cause.status === 403);
      assert.equal(traffic(emulator).at(-1), '403 DeleteAccessKey');
    }
  });

  it('DeleteAccessKey: a key that was never there is told, after a 429 or a renewed token too', async () => {
    for (const status of [429, 401]) {
      emulator.reset();
      emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status });
      const error = await rejectionAs(ApiError, emulatedClient(emulator).keys.delete('demo-key-8'));
      assert.equal(error.status, 404);
    }
  });

  it('DeleteAccessKey: a token endpoint that is not there says nothing about the key', async () => {
    emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 503 });
    emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status: 401 });
    emulator.fault({ operation: 'FetchToken', kind: 'none' });
    emulator.fault({ operation: 'FetchToken', kind: 'answer', status: 404 });
    const { cause } = await rejectionAs(UnconfirmedError, emulatedClient(emulator).keys.delete('demo-key-2'));
    assert.ok(cause instanceof ApiError);
    assert.deepEqual([cause.operation, cause.status], ['FetchToken', 404]);
  });

  it('tells offline at once', async () => {
    const gone = await startEmulator({ seed: sampleSeed });
    const { keys, waits, tokens } = emulatedClient(gone);
    await tokens.get();
    await gone.close();
    for (const operation of operations) {
      const error = await rejectionAs(UnreachableError, calls[operation](keys));
      assert.deepEqual([error.reason, error.code, error.outcomeUnknown], ['offline', 'ECONNREFUSED', false]);
      assert.equal(error.operation, operation);
    }
    assert.deepEqual(waits, []);
  });

  it('never shows the secret of an answer that does not fit', async () => {
    const secret = 'demo-secret~unseen.0123456';
    const body = { accessKey: { accessKeyId: ['demo-key-9', secret] }, secret: [secret] };
    const { error } = await failure('CreateAccessKey', { kind: 'answer', status: 200, body });
    assert.ok(error instanceof UnexpectedAnswerError);
    assert.equal(error.problem, 'secret: expected string');
    assertHides(error, [secret]);
  });

  describe('as the service really answers', () => {
    it('a taken name', async () => {
      for (const call of [
        (keys: AccessKeysApi) => keys.create('second'),
        (keys: AccessKeysApi) => keys.update('demo-key-1', 'second'),
      ]) {
        const error = await rejectionAs(ApiError, call(emulatedClient(emulator).keys));
        assert.deepEqual([error.status, error.apiStatus], [409, 'ALREADY_EXISTS']);
        assert.doesNotMatch(error.message, /not found/i);
      }
    });

    it('a full project', async () => {
      const { keys } = emulatedClient(emulator);
      for (let n = 4; n <= 10; n += 1) await keys.create(`key ${n}`);
      const error = await rejectionAs(ApiError, keys.create('one too many'));
      assert.deepEqual([error.status, error.apiStatus], [400, 'FAILED_PRECONDITION']);
    });

    it('a malformed request', async () => {
      const error = await rejectionAs(ApiError, emulatedClient(emulator).keys.create(''));
      assert.deepEqual([error.status, error.apiStatus], [400, 'INVALID_ARGUMENT']);
    });

    it('a key that is not there', async () => {
      const { keys } = emulatedClient(emulator);
      for (const call of [
        keys.get('demo-key-8'),
        keys.update('demo-key-8', 'x'),
        keys.delete('demo-key-8'),
      ]) {
        const error = await rejectionAs(ApiError, call);
        assert.deepEqual([error.status, error.apiStatus], [404, 'NOT_FOUND']);
      }
    });

    it("another project's key, and an account without the API", async () => {
      const foreign = emulatedClient(emulator, { projectId: 'other-project' });
      const closed = emulatedClient(emulator, {
        projectId: 'closed-project',
        keyId: 'closed-key',
        keySecret: 'demo-secret~closed.0123456',
      });
      for (const { keys } of [foreign, closed]) {
        const error = await rejectionAs(ApiError, collect(keys.list()));
        assert.deepEqual([error.status, error.apiStatus], [403, 'PERMISSION_DENIED']);
      }
    });

    it('a wrong pair, on the first call', async () => {
      const wrong = 'demo-secret~wrong.01234567';
      const error = await rejectionAs(
        CredentialError,
        collect(emulatedClient(emulator, { keySecret: wrong }).keys.list()),
      );
      assert.deepEqual([error.operation, error.reason], ['FetchToken', 'refused']);
      assertHides(error, [wrong]);
    });

    it('a key that was deleted while a token of it was in use', async () => {
      const { keys, seenTokens } = emulatedClient(emulator);
      await keys.delete(keyId);
      const error = await rejectionAs(CredentialError, keys.get('demo-key-2'));
      assert.deepEqual(
        [error.operation, error.reason, error.outcomeUnknown],
        ['FetchToken', 'refused', false],
      );
      assertHides(error, [keySecret, ...seenTokens]);
    });

    it('a bearer token that is not one', async () => {
      const bearerToken = 'demo-token.of-nobody.0123456789';
      const { keys } = emulatedClient(emulator, { bearerToken });
      const error = await rejectionAs(CredentialError, keys.get('demo-key-2'));
      assert.deepEqual([error.operation, error.reason, error.status], ['GetAccessKey', 'refused', 401]);
      assert.equal(emulator.requests.length, 1);
      assertHides(error, [bearerToken]);
    });

    it('a bearer token that has run out by the clock of the service, whatever the one here says', async () => {
      const bearerToken = jwt({ exp: 1 });
      const error = await rejectionAs(
        CredentialError,
        emulatedClient(emulator, { bearerToken }).keys.get('demo-key-2'),
      );
      assert.deepEqual([error.reason, error.status], ['expired', 401]);
      assert.equal(emulator.requests.length, 1);
    });

    it('a token that ran out by the clock of the service', async () => {
      const clock = { now: Date.now() };
      const ahead = await startEmulator({ seed: sampleSeed, tokenLifetime: 3600, now: () => clock.now });
      try {
        const pair = emulatedClient(ahead);
        const bearerToken = await pair.tokens.get();
        const bearer = emulatedClient(ahead, { bearerToken });
        clock.now += 3_601_000;
        const error = await rejectionAs(CredentialError, bearer.keys.get('demo-key-2'));
        assert.deepEqual([error.reason, error.status], ['expired', 401]);
        assert.equal((await pair.keys.get('demo-key-2')).accessKeyId, 'demo-key-2');
        assert.deepEqual(traffic(ahead).slice(-3), [
          '401 GetAccessKey',
          '200 FetchToken',
          '200 GetAccessKey',
        ]);
      } finally {
        await ahead.close();
      }
    });

    it('many calls at once that all meet a dead token renew it once', async () => {
      const { keys, tokens } = emulatedClient(emulator);
      await tokens.get();
      emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 401, times: 5, delay: 5 });
      await Promise.all(Array.from({ length: 5 }, () => keys.get('demo-key-2')));
      assert.equal(emulator.requests.filter(({ operation }) => operation === 'FetchToken').length, 2);
    });
  });

  it('rejects with a reason of any kind, unwrapped, before anything is sent', async () => {
    for (const reason of [new Error('cancelled'), 'a text', { any: 'thing' }]) {
      const signal = AbortSignal.abort(reason);
      const { keys } = emulatedClient(emulator);
      for (const call of [
        () => collect(keys.list({ signal })),
        () => keys.create('fourth', { signal }),
        () => keys.get('demo-key-2', { signal }),
        () => keys.update('demo-key-2', 'renamed', { signal }),
        () => keys.delete('demo-key-2', { signal }),
      ])
        assert.equal(await rejection(call()), reason);
    }
    assert.equal(emulator.requests.length, 0);
  });
});
