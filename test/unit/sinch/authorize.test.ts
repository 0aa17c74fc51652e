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

  for (const [which, bodies] of [
    ['the first time', ['{"secret":"demo"}']],
    ['with a fresh token', ['', '{"secret":"demo"}']],
  ] as const) {
    it(`hands on a 401 that is of use anyway, ${which}`, async () => {
      const left = [...bodies];
      const send = authorize(
        () => Promise.resolve(answer(401, left.shift() ?? assert.fail('It was repeated.'))),
        {
          get: () => Promise.resolve('demo-token'),
          renew: () => true,
        },
      );
      const isOfUseAnyway: HttpRequest['isOfUseAnyway'] = ({ body }) => body !== '';
      assert.equal((await send({ ...request, isOfUseAnyway })).body, '{"secret":"demo"}');
    });
  }

  const end = Date.UTC(2026, 0, 31, 12);
  for (const [when, date, reason] of [
    ['ended by the clock of the service', new Date(end).toUTCString(), 'expired'],
    ['works by the clock of the service', new Date(end - 1000).toUTCString(), 'refused'],
    ['may have ended, for all anybody says,', undefined, 'refused'],
  ] as const) {
    it(`says ${reason} of a ready-made token that ${when} when it is answered with 401`, async () => {
      const headers = date === undefined ? {} : { date };
      const send = authorize(
        () => Promise.resolve(answer(401, '', headers)),
        bearerTokens({ token: jwt({ exp: end / 1000 }) }),
      );
      const error = await rejectionAs(CredentialError, send(request));
      assert.deepEqual([error.reason, error.status], [reason, 401]);
    });
  }

  it('hands on the failure to get a token', async () => {
    const failure = new CredentialError('FetchToken', 'refused', 401);
    const send = authorize(() => Promise.resolve(answer(200)), {
      get: () => Promise.reject(failure),
      renew: () => true,
    });
    assert.equal(await rejection(send(request)), failure);
  });
});
