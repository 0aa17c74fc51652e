import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ApiError, CredentialError } from '../../../src/sinch/errors';
import { apiError, isSuccess, tokenRefusal, unauthorized } from '../../../src/sinch/refusal';
import type { HttpAnswer } from '../../../src/sinch/httpAnswer';
import type { Credential } from '../../../src/sinch/types';
import { answer, json } from './support/answer';
import { assertHides } from './support/assertHides';

const secret = 'demo-secret~0123456789.abc';
const now = Date.UTC(2026, 10, 23);

/** An error of Sinch's registry, by its name there. */
function registered(slug: string) {
  return { type: `https://developers.sinch.com/docs/errors/registry/${slug}`, title: secret, detail: secret };
}

describe('isSuccess', () => {
  it('holds for every status from 200 to 299', () => {
    for (const status of [200, 201, 202, 204, 299]) assert.equal(isSuccess(answer(status)), true);
    for (const status of [100, 199, 300, 302, 304, 400, 401, 500])
      assert.equal(isSuccess(answer(status)), false);
  });
});

describe('apiError', () => {
  it("takes error.status of the API's own shape", () => {
    const body = { error: { code: 501, message: secret, status: 'UNAVAILABLE', details: [secret] } };
    const error = apiError('GetAccessKey', json(503, body), now);
    assert.deepEqual([error.operation, error.status, error.apiStatus], ['GetAccessKey', 503, 'UNAVAILABLE']);
    assert.equal(error.message, 'GetAccessKey: HTTP 503 UNAVAILABLE');
    assertHides(error, [secret]);
  });

  it('takes the code of an OAuth error', () => {
    const error = apiError(
      'FetchToken',
      json(400, { error: 'invalid_scope', error_description: secret }),
      now,
    );
    assert.equal(error.apiStatus, 'invalid_scope');
    assertHides(error, [secret]);
  });

  it('finds no code in { type, title, detail }', () => {
    const error = apiError('ListAccessKeys', json(403, { type: secret, title: secret, detail: secret }), now);
    assert.deepEqual([error.status, error.apiStatus], [403, undefined]);
    assertHides(error, [secret]);
  });

  it('decides by the HTTP status where body and status disagree', () => {
    const error = apiError('GetAccessKey', json(404, { error: { code: 200, status: 'OK' } }), now);
    assert.equal(error.status, 404);
  });

  it('gets by without a body, with another one, and with one that is too large', () => {
    for (const body of ['', '<html>', 'null', '[]', '{"error":null}', '{"error":{"status":5}}', undefined]) {
      const error = apiError('GetAccessKey', { ...answer(500), body }, now);
      assert.deepEqual([error.status, error.apiStatus], [500, undefined]);
    }
  });

  it('takes nothing for a code that is not written like one, so that no echo gets through', () => {
    const echo = fc.string().map(text => `${text}${secret}`);
    fc.assert(
      fc.property(echo, text => {
        for (const body of [{ error: text }, { error: { status: text, message: text } }]) {
          const error = apiError('FetchToken', json(400, body), now);
          assert.equal(error.apiStatus, undefined);
          assertHides(error, [secret]);
        }
      }),
    );
  });

  it('reads Retry-After', () => {
    assert.equal(apiError('FetchToken', answer(429, '', { 'retry-after': '3' }), now).retryAfter, 3000);
    assert.equal(apiError('FetchToken', answer(429), now).retryAfter, undefined);
  });

  it('leaves a doubt about the outcome where the service failed, not where it refused', () => {
    for (const status of [500, 502, 503]) {
      assert.equal(apiError('CreateAccessKey', answer(status), now).outcomeUnknown, true);
      assert.equal(apiError('FetchToken', answer(status), now).outcomeUnknown, false);
    }
    for (const status of [302, 400, 403, 404, 409, 429])
      assert.equal(apiError('CreateAccessKey', answer(status), now).outcomeUnknown, false);
  });
});

describe('unauthorized', () => {
  const refused = (answered: HttpAnswer, credential: Credential['kind'] = 'keyPair') => {
    const error = unauthorized('GetAccessKey', answered, credential);
    assert.ok(error instanceof CredentialError);
    return error;
  };

  it('says expired where WWW-Authenticate does, refused otherwise', () => {
    const challenge = (text: string) => answer(401, '', { 'www-authenticate': text });
    const expired = challenge('Bearer error="invalid_token", error_description="Token has Expired"');
    assert.equal(refused(expired).reason, 'expired');
    assert.equal(refused(challenge('Bearer')).reason, 'refused');
    const bare = refused(answer(401));
    assert.deepEqual([bare.reason, bare.status, bare.operation], ['refused', 401, 'GetAccessKey']);
    assert.equal(bare.outcomeUnknown, false);
  });

  it('says what was signed in with', () => {
    assert.equal(refused(answer(401)).credential, 'keyPair');
    assert.equal(refused(answer(401), 'bearerToken').credential, 'bearerToken');
  });

  it('says expired where the registry’s name does', () => {
    assert.equal(refused(json(401, registered('access-token-expired'))).reason, 'expired');
    assert.equal(refused(json(401, registered('invalid-credentials'))).reason, 'refused');
  });

  it('blames no credential for a page of a firewall', () => {
    const error = unauthorized('GetAccessKey', answer(401, '<html>'), 'keyPair');
    assert.ok(error instanceof ApiError);
    assert.equal(error.hint, 'proxy');
  });
});

describe('what an answer gives away', () => {
  const hint = (answered: HttpAnswer) => apiError('ListAccessKeys', answered, now).hint;

  for (const slug of ['not-found', 'validation-error', 'permission-denied', 'too-many-requests']) {
    it(`reads ${slug} of Sinch’s registry`, () => {
      const error = apiError('GetAccessKey', json(400, registered(slug)), now);
      assert.deepEqual([error.apiStatus, error.hint], [slug, undefined]);
      assertHides(error, [secret]);
    });
  }

  it('reads no name that the registry does not have', () => {
    assert.equal(apiError('GetAccessKey', json(400, registered(secret)), now).apiStatus, undefined);
    const elsewhere = { type: 'https://errors.example/not-found' };
    assert.equal(apiError('GetAccessKey', json(404, elsewhere), now).apiStatus, undefined);
  });

  it('knows the wrong project from an account without the API', () => {
    const detail = 'Access key demo-key does not have access to projects/demo-project';
    assert.equal(hint(json(403, { ...registered('permission-denied'), detail })), 'wrongProject');
    assert.equal(hint(json(403, registered('permission-denied'))), undefined);
    assert.equal(hint(json(403, { error: { status: 'PERMISSION_DENIED', message: detail } })), undefined);
  });

  for (const [what, answered] of [
    ['a page', answer(403, '\n<!DOCTYPE html><title>Blocked</title>')],
    ['a page by its type', answer(503, 'Blocked', { 'content-type': 'text/html; charset=utf-8' })],
    ['a redirect', answer(302, '', { location: 'http://login.example' })],
    ['a proxy that asks for a password', answer(407)],
    ['a network that asks to sign in', json(511, {})],
  ] as const) {
    it(`takes ${what} for the answer of a proxy`, () => {
      assert.equal(hint(answered), 'proxy');
    });
  }

  it('takes a bare refusal, and one in JSON, for Sinch’s', () => {
    for (const answered of [answer(403), answer(502, 'Bad Gateway'), json(404, { message: 'no route' })])
      assert.equal(hint(answered), undefined);
  });

  it('leaves no doubt where a network let nothing through', () => {
    assert.equal(apiError('CreateAccessKey', answer(511), now).outcomeUnknown, false);
  });
});

describe('tokenRefusal', () => {
  const refusing = [
    json(400, { error: 'invalid_client' }),
    json(400, { error: 'invalid_request' }),
    json(400, { error: 'unauthorized_client' }),
    json(401, { error: 'invalid_client' }),
    answer(401),
    answer(401, 'unauthorised'),
    json(401, { error: { status: 'UNAUTHENTICATED' } }),
    answer(403),
    json(403, { type: 'about:blank', title: 'Forbidden', detail: secret }),
    json(400, registered('invalid-credentials')),
  ];
  for (const refusal of refusing) {
    it(`takes ${refusal.status} ${refusal.body ?? ''} for a refused key pair`, () => {
      const error = tokenRefusal(refusal, now);
      assert.ok(error instanceof CredentialError);
      assert.deepEqual(
        [error.operation, error.reason, error.status],
        ['FetchToken', 'refused', refusal.status],
      );
      assertHides(error, [secret]);
    });
  }

  const others = [
    json(400, { error: 'invalid_scope' }),
    json(400, { error: 'unsupported_grant_type' }),
    json(400, { error: { status: 'INVALID_ARGUMENT' } }),
    answer(400),
    answer(302),
    answer(404),
    answer(429),
    json(500, { error: 'invalid_client' }),
    answer(503),
    answer(403, '<html>'),
    answer(401, 'Sign in', { 'content-type': 'text/html' }),
  ];
  for (const refusal of others) {
    it(`blames nobody's key pair for ${refusal.status} ${refusal.body ?? ''}`, () => {
      const error = tokenRefusal(refusal, now);
      assert.ok(error instanceof ApiError);
      assert.equal(error.status, refusal.status);
    });
  }
});
