import assert from 'node:assert/strict';
import { authorize } from '../../../src/sinch/authorize';
import { bearerTokens } from '../../../src/sinch/bearerTokens';
import { Endpoint } from '../../../src/sinch/endpoint';
import { CredentialError } from '../../../src/sinch/errors';
import type { HttpRequest } from '../../../src/sinch/transport';
import { answer } from './support/answer';
import { jwt } from './support/jwt';
import { rejection, rejectionAs } from './support/rejection';

const request: HttpRequest = {
  operation: 'GetAccessKey',
  method: 'GET',
  endpoint: Endpoint.parse('https://account.example'),
  headers: { Accept: 'application/json' },
};

describe('authorize', () => {
  it('adds the token to the headers of the request', async () => {
    const sent: HttpRequest[] = [];
    const send = authorize(
      each => {
        sent.push(each);
        return Promise.resolve(answer(200));
      },
      bearerTokens({ token: 'demo-token' }),
    );
    await send(request);
    assert.deepEqual(sent, [
      { ...request, headers: { Accept: 'application/json', Authorization: 'Bearer demo-token' } },
    ]);
  });

  it('hands on every answer but a 401, without asking for another token', async () => {
    for (const status of [200, 302, 400, 403, 500]) {
      let sent = 0;
      const send = authorize(
        () => {
          sent += 1;
          return Promise.resolve(answer(status));
        },
        {
          get: () => Promise.resolve('demo-token'),
          renew: () => assert.fail('There was no reason to renew the token.'),
        },
      );
      assert.equal((await send(request)).status, status);
      assert.equal(sent, 1);
    }
  });

  it('says expired of a ready-made token that ran out on its way', async () => {
    const clock = { now: 999_999 };
    const send = authorize(
      () => {
        clock.now = 1_000_000;
        return Promise.resolve(answer(401));
      },
      bearerTokens({ token: jwt({ exp: 1000 }), now: () => clock.now }),
    );
    assert.equal((await rejectionAs(CredentialError, send(request))).reason, 'expired');
  });

  it('hands on the failure to get a token', async () => {
    const failure = new CredentialError('FetchToken', 'refused', 401);
    const send = authorize(() => Promise.resolve(answer(200)), {
      get: () => Promise.reject(failure),
      renew: () => true,
    });
    assert.equal(await rejection(send(request)), failure);
  });
});
