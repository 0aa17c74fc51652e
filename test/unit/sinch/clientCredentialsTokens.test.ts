import assert from 'node:assert/strict';
import {
  clientCredentialsTokens,
  type ClientCredentialsOptions,
} from '../../../src/sinch/clientCredentialsTokens';
import { EndpointError } from '../../../src/sinch/endpoint';
import {
  ApiError,
  CredentialError,
  UnexpectedAnswerError,
  UnreachableError,
} from '../../../src/sinch/errors';
import { createRetry } from '../../../src/sinch/retry';
import type { HttpAnswer } from '../../../src/sinch/httpAnswer';
import { TokenGate } from '../../../src/sinch/tokenGate';
import { createTransport, type HttpRequest } from '../../../src/sinch/transport';
import type { Emulator } from '../../emulator/contract';
import { answer, json } from './support/answer';
import { assertHides } from './support/assertHides';
import { instantGate } from './support/instantGate';
import { jwt } from './support/jwt';
import { withLocalServer } from './support/localServer';
import { rejection, rejectionAs } from './support/rejection';
import { sampleProject } from './support/sampleProject';
import { useEmulator } from './support/useEmulator';

const { keyId, keySecret } = sampleProject;
const pair = Buffer.from(`${keyId}:${keySecret}`).toString('base64');
const impatient = createRetry({ wait: () => Promise.resolve() });

/** A source whose endpoint answers in turn as told, at a time the test sets; after the last answer, that one again. */
function source(answers: readonly HttpAnswer[], more: Partial<ClientCredentialsOptions> = {}) {
  const requests: HttpRequest[] = [];
  const clock = { now: 1_790_000_000_000 };
  const tokens = clientCredentialsTokens({
    transport: request => {
      requests.push(request);
      const next = answers[Math.min(requests.length, answers.length) - 1];
      assert.ok(next !== undefined);
      return Promise.resolve(next);
    },
    tokenUrl: 'https://auth.example/oauth2/token',
    keyId,
    keySecret,
    retry: impatient,
    gate: instantGate(),
    now: () => clock.now,
    ...more,
  });
  return { tokens, requests, clock };
}

function issued(token: string, seconds?: number | string, date?: Date): HttpAnswer {
  const body = JSON.stringify({ access_token: token, expires_in: seconds, scope: '', token_type: 'bearer' });
  return answer(200, body, date === undefined ? {} : { date: date.toUTCString() });
}

/** A clock at the service that differs from the one here by an hour. */
const hour = 3_600_000;

describe('clientCredentialsTokens', () => {
  it('asks with the plain pair and the grant type', async () => {
    const { tokens, requests } = source([issued('token-1', 3599)]);
    assert.equal(await tokens.get(), 'token-1');
    const [request] = requests;
    assert.ok(request !== undefined);
    assert.equal(request.method, 'POST');
    assert.equal(request.endpoint.url(request.segments).href, 'https://auth.example/oauth2/token');
    assert.equal(request.body, 'grant_type=client_credentials');
    assert.deepEqual(request.headers, {
      Authorization: `Basic ${pair}`,
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
    });
  });

  it('sends a secret of any characters as they are', async () => {
    const odd = { keyId: 'id+%/', keySecret: '~s:e c%r+é' };
    const { tokens, requests } = source([issued('token-1')], odd);
    await tokens.get();
    const sent = requests[0]?.headers['Authorization']?.replace('Basic ', '') ?? '';
    assert.equal(Buffer.from(sent, 'base64').toString('utf8'), 'id+%/:~s:e c%r+é');
  });

  const lifetimes: readonly (readonly [string, (now: number) => HttpAnswer, number])[] = [
    ['expires_in', () => issued('token-1', 3600), 3600],
    ['expires_in as text', () => issued('token-1', '3599'), 3599],
    ['the exp of the token', now => issued(jwt({ exp: now / 1000 + 1800 }), undefined, new Date(now)), 1800],
    [
      'expires_in, where it comes before exp',
      now => issued(jwt({ exp: now / 1000 + 1800 }), 600, new Date(now)),
      600,
    ],
    [
      'exp, where it comes before expires_in',
      now => issued(jwt({ exp: now / 1000 + 600 }), 1800, new Date(now)),
      600,
    ],
    [
      'the clock of the service, which is an hour behind',
      now => issued(jwt({ exp: (now - hour) / 1000 + 3600 }), 3600, new Date(now - hour)),
      3600,
    ],
    [
      'the clock of the service, which is an hour ahead',
      now => issued(jwt({ exp: (now + hour) / 1000 + 600 }), 3600, new Date(now + hour)),
      600,
    ],
    [
      'expires_in, where the service doesn’t say what time it is',
      now => issued(jwt({ exp: (now - hour) / 1000 }), 3600),
      3600,
    ],
    ['an assumption of five minutes where neither is told', () => issued('token-1'), 300],
  ];
  for (const [source_, issue, seconds] of lifetimes) {
    it(`keeps a token until a minute before its end, known by ${source_}`, async () => {
      const start = 1_790_000_000_000;
      const { tokens, requests, clock } = source([issue(start), issued('next', 3600)]);
      clock.now = start;
      const token = await tokens.get();
      clock.now = start + (seconds - 60) * 1000 - 1;
      assert.equal(await tokens.get(), token);
      assert.equal(requests.length, 1);
      clock.now += 1;
      assert.equal(await tokens.get(), 'next');
      assert.equal(requests.length, 2);
    });
  }

  it('counts the lifetime from the request, not from the answer', async () => {
    const clock = { now: 1_790_000_000_000 };
    let requests = 0;
    const { tokens } = source([], {
      now: () => clock.now,
      transport: () => {
        requests += 1;
        clock.now += 30_000;
        return Promise.resolve(issued(`token-${requests}`, 120));
      },
    });
    assert.equal(await tokens.get(), 'token-1');
    clock.now += 30_000;
    assert.equal(await tokens.get(), 'token-2');
  });

  it('hands out a token that is too short-lived to keep', async () => {
    const { tokens, requests } = source([issued('token-1', 10), issued('token-2', 10)]);
    assert.equal(await tokens.get(), 'token-1');
    assert.equal(await tokens.get(), 'token-2');
    assert.equal(requests.length, 2);
  });

  it('forgets a token that is renewed, but not the one that has taken its place', async () => {
    const { tokens, requests } = source([issued('token-1', 3600), issued('token-2', 3600)]);
    await tokens.get();
    assert.equal(tokens.renew('token-1'), true);
    assert.equal(await tokens.get(), 'token-2');
    assert.equal(tokens.renew('token-1'), true);
    assert.equal(await tokens.get(), 'token-2');
    assert.equal(requests.length, 2);
  });

  for (const refusal of [
    json(400, { error: 'invalid_client', error_description: keySecret }),
    json(400, { error: 'invalid_request' }),
    json(401, { error: 'unauthorized_client' }),
    answer(401),
    answer(403),
  ]) {
    it(`takes ${refusal.status} ${refusal.body ?? ''} for a refused pair, asks once, and shows nothing of it`, async () => {
      const { tokens, requests } = source([refusal]);
      const error = await rejectionAs(CredentialError, tokens.get());
      assert.deepEqual([error.reason, error.status], ['refused', refusal.status]);
      assert.equal(requests.length, 1);
      assertHides(error, [keySecret, pair]);
    });
  }

  it('hands on other refusals as they are', async () => {
    const { tokens } = source([json(400, { error: 'unsupported_grant_type' })]);
    const error = await rejectionAs(ApiError, tokens.get());
    assert.deepEqual([error.status, error.apiStatus], [400, 'unsupported_grant_type']);
  });

  it('is not sent elsewhere', async () => {
    const { tokens, requests } = source([answer(307, '', { location: 'https://elsewhere.example' })]);
    assert.equal((await rejectionAs(ApiError, tokens.get())).status, 307);
    assert.equal(requests.length, 1);
  });

  it('asks again when the endpoint is busy or ill', async () => {
    for (const status of [429, 500, 503]) {
      const { tokens, requests } = source([answer(status), issued('token-1')]);
      assert.equal(await tokens.get(), 'token-1');
      assert.equal(requests.length, 2);
    }
  });

  for (const asked of ['3600', '31536000', 'Fri, 01 Jan 2100 00:00:00 GMT', '9'.repeat(400)]) {
    it(`asks once in each call where the endpoint asks for ${asked.slice(0, 30)}, and says so at once`, async () => {
      const gate = new TokenGate({ perSecond: 1000 });
      const refused = answer(429, '', { 'retry-after': asked });
      const { tokens, requests } = source([refused, refused, issued('token-1')], {
        gate,
        retry: createRetry(),
      });
      for (let call = 1; call <= 2; call += 1) {
        const { status, retryAfter = 0 } = await rejectionAs(ApiError, tokens.get());
        assert.equal(status, 429);
        assert.ok(retryAfter >= 3_600_000, String(retryAfter));
        assert.equal(requests.length, call);
      }
      assert.equal(await tokens.get(), 'token-1');
    });
  }

  it('keeps no failure', async () => {
    const { tokens } = source([answer(404), issued('token-1')]);
    await rejection(tokens.get());
    assert.equal(await tokens.get(), 'token-1');
  });

  it('shows no token of an answer that does not fit', async () => {
    const { tokens } = source([
      json(200, { access_token: 'demo-token-of-use', expires_in: 'demo-token-of-use' }),
    ]);
    const error = await rejectionAs(UnexpectedAnswerError, tokens.get());
    assert.equal(error.problem, 'expires_in: expected number');
    assertHides(error, ['demo-token-of-use', keySecret, pair]);
  });

  it('refuses an address that a secret must not be sent to', () => {
    assert.throws(() => source([], { tokenUrl: 'http://auth.example/oauth2/token' }), EndpointError);
  });

  it('rejects with the reason of a signal that has aborted, though a token is there', async () => {
    const { tokens } = source([issued('token-1', 3600)]);
    await tokens.get();
    assert.equal(await rejection(tokens.get({ signal: AbortSignal.abort('gone') })), 'gone');
  });

  it('ends the request when everybody who waits for it has left, and only then', async () => {
    const transport = createTransport({ userAgent: 'demo-agent/1.2.3' });
    const controllers = [new AbortController(), new AbortController()];
    const arrived = new Promise<void>((resolve, reject) => {
      void withLocalServer(
        (_, response) => {
          // Every caller has joined before the request is on its way.
          controllers[0]?.abort('first');
          setImmediate(() => {
            assert.equal(response.destroyed, false);
            response.once('close', resolve);
            controllers[1]?.abort('second');
          });
        },
        async url => {
          const { tokens } = source([], { transport, tokenUrl: url });
          const callers = controllers.map(({ signal }) => rejection(tokens.get({ signal })));
          assert.deepEqual(await Promise.all(callers), ['first', 'second']);
        },
      ).catch(reject);
    });
    await arrived;
  });
});

describe('clientCredentialsTokens, against the emulated endpoint', () => {
  let emulator: Emulator;
  useEmulator(started => {
    emulator = started;
  });

  function tokensOf(secret: string = keySecret) {
    const transport = createTransport({ userAgent: 'demo-agent/1.2.3' });
    return clientCredentialsTokens({
      transport,
      tokenUrl: emulator.tokenUrl,
      keyId,
      keySecret: secret,
      retry: impatient,
      gate: instantGate(),
    });
  }

  it('shares one request among callers that come together, and its token among those that come later', async () => {
    const tokens = tokensOf();
    const together = await Promise.all([tokens.get(), tokens.get(), tokens.get()]);
    assert.equal(new Set([...together, await tokens.get()]).size, 1);
    assert.equal(emulator.requests.length, 1);
  });

  it('lets one of them leave without ending the others', async () => {
    emulator.fault({ operation: 'FetchToken', kind: 'none', delay: 20 });
    const tokens = tokensOf();
    const controller = new AbortController();
    const leaving = rejection(tokens.get({ signal: controller.signal }));
    const staying = tokens.get();
    controller.abort('gone');
    assert.equal(await leaving, 'gone');
    assert.match(await staying, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.equal(emulator.requests.length, 1);
  });

  it('is refused with a wrong secret', async () => {
    const wrong = 'demo-secret~wrong.01234567';
    const error = await rejectionAs(CredentialError, tokensOf(wrong).get());
    assert.deepEqual([error.reason, error.status], ['refused', 401]);
    assertHides(error, [wrong, Buffer.from(`${keyId}:${wrong}`).toString('base64')]);
  });

  it('survives a lost connection, and an empty bucket', async () => {
    emulator.fault({ operation: 'FetchToken', kind: 'drop' });
    emulator.fault({ operation: 'FetchToken', kind: 'answer', status: 429 });
    await tokensOf().get();
    assert.deepEqual(
      emulator.requests.map(({ status }) => status),
      [undefined, 429, 200],
    );
  });

  it('gives up on a connection that is lost again and again', async () => {
    emulator.fault({ operation: 'FetchToken', kind: 'drop', times: 4 });
    const error = await rejectionAs(UnreachableError, tokensOf().get());
    assert.deepEqual([error.reason, error.operation], ['interrupted', 'FetchToken']);
    assert.equal(emulator.requests.length, 4);
    assertHides(error, [keySecret, pair]);
  });
});
