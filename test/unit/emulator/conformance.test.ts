import assert from 'node:assert/strict';
import { jsonAnswer, emptyAnswer, type Answer } from '../../emulator/answer';
import { defaultDescriptionFile, readApiDescription } from '../../emulator/apiDescription';
import { apiErrors, refusal } from '../../emulator/apiErrors';
import { createConformanceCheck, type Exchange } from '../../emulator/conformance';
import { startEmulator } from '../../emulator/startEmulator';
import { anna, north, twoProjects } from './seeds';
import { withEmulator } from './withEmulator';

const description = readApiDescription(defaultDescriptionFile);
const check = createConformanceCheck(description);

const headers = { authorization: 'Bearer token-of-anna' };
const json = { ...headers, 'content-type': 'application/json; charset=utf-8' };
const key = `${north}/key-anna`;
const list: Exchange = { method: 'GET', url: north, headers, body: '', answer: undefined };
const create: Exchange = {
  method: 'POST',
  url: north,
  headers: json,
  body: '{"displayName":"dora"}',
  answer: undefined,
};
const fetchToken: Exchange = {
  method: 'POST',
  url: '/oauth2/token',
  headers: { authorization: 'Basic abc', 'content-type': 'application/x-www-form-urlencoded' },
  body: 'grant_type=client_credentials',
  answer: undefined,
};

describe('conformance', () => {
  it('knows the six operations', () => {
    assert.deepEqual(
      description.operations.map(({ operationId, method, path, schemes }) => [
        operationId,
        method,
        path,
        ...schemes,
      ]),
      [
        ['FetchToken', 'POST', '/oauth2/token', 'basic'],
        ['ListAccessKeys', 'GET', '/v1/projects/{projectId}/accessKeys', 'bearer'],
        ['CreateAccessKey', 'POST', '/v1/projects/{projectId}/accessKeys', 'bearer'],
        ['GetAccessKey', 'GET', '/v1/projects/{projectId}/accessKeys/{accessKeyId}', 'bearer'],
        ['UpdateAccessKey', 'PATCH', '/v1/projects/{projectId}/accessKeys/{accessKeyId}', 'bearer'],
        ['DeleteAccessKey', 'DELETE', '/v1/projects/{projectId}/accessKeys/{accessKeyId}', 'bearer'],
      ],
    );
  });

  it('finds nothing in requests that are as they should be', () => {
    for (const exchange of [
      list,
      { ...list, url: `${north}?pageSize=1000&pageToken=a.b` },
      { ...list, url: '/v1/projects/%C3%BC%25/accessKeys' },
      create,
      fetchToken,
      { ...list, url: key },
      { ...create, method: 'PATCH', url: key },
      { ...list, method: 'DELETE', url: key },
    ])
      assert.deepEqual(check(exchange), []);
  });

  it('finds what is wrong with a request', () => {
    const cases: readonly (readonly [Exchange, string])[] = [
      [{ ...list, method: 'PUT' }, `PUT ${north}: no such operation`],
      [{ ...list, url: `${north}/` }, `GET ${north}/: no such operation`],
      [{ ...list, url: `${north}?size=5` }, 'ListAccessKeys request: no such query parameter: size'],
      [{ ...list, url: `${north}?pageSize=0` }, 'ListAccessKeys request: pageSize must be >= 1'],
      [{ ...list, url: `${north}?pageSize=1001` }, 'ListAccessKeys request: pageSize must be <= 1000'],
      [{ ...list, url: `${north}?pageSize=all` }, 'ListAccessKeys request: pageSize must be integer'],
      [
        { ...list, url: `${north}?pageToken=` },
        'ListAccessKeys request: pageToken must NOT have fewer than 1 characters',
      ],
      [{ ...list, url: `${north}?pageSize=1&pageSize=2` }, 'ListAccessKeys request: pageSize is given twice'],
      [
        { ...list, url: '/v1/projects/a%2Fb/accessKeys' },
        'ListAccessKeys request: projectId must match pattern "^[^/\\s]+$"',
      ],
      [{ ...list, url: `${north}/%zz` }, 'GetAccessKey request: accessKeyId must match pattern "^[^/\\s]+$"'],
      [{ ...list, headers: {} }, 'ListAccessKeys request: authorization must be bearer'],
      [
        { ...list, headers: { authorization: 'Basic abc' } },
        'ListAccessKeys request: authorization must be bearer',
      ],
      [{ ...list, body: '{}' }, 'ListAccessKeys request: there must be no body'],
      [{ ...create, body: '' }, 'CreateAccessKey request: the body is missing'],
      [{ ...create, headers }, 'CreateAccessKey request: content type must be application/json'],
      [{ ...create, body: '{' }, 'CreateAccessKey request: the body is malformed'],
      [{ ...create, body: '{}' }, "CreateAccessKey request: body must have required property 'displayName'"],
      [
        { ...create, body: '{"displayName":"a","role":"b"}' },
        'CreateAccessKey request: body must NOT have additional properties',
      ],
      [
        { ...create, method: 'PATCH', url: key, body: '{"displayName":""}' },
        'UpdateAccessKey request: body/displayName must NOT have fewer than 1 characters',
      ],
      [{ ...fetchToken, headers: json }, 'FetchToken request: authorization must be basic'],
      [
        { ...fetchToken, body: 'grant_type=password' },
        'FetchToken request: body/grant_type must be equal to constant',
      ],
      [
        { ...fetchToken, body: `${fetchToken.body}&${fetchToken.body}` },
        'FetchToken request: the body is malformed',
      ],
    ];
    for (const [exchange, violation] of cases) assert.ok(check(exchange).includes(violation), violation);
  });

  it('finds nothing in answers that are as they should be', () => {
    const answers: readonly (readonly [Exchange, Answer])[] = [
      [list, jsonAnswer(200, {})],
      [list, jsonAnswer(200, { accessKeys: [{ accessKeyId: 'a', owner: 'nobody yet' }] })],
      [list, emptyAnswer(401, { 'www-authenticate': 'Bearer' })],
      [list, emptyAnswer(403)],
      [list, emptyAnswer(429)],
      [create, jsonAnswer(200, { accessKey: {}, secret: '~' })],
      [create, refusal(apiErrors.invalidArgument)],
      [create, refusal(apiErrors.failedPrecondition)],
      [create, refusal(apiErrors.permissionDenied)],
      [create, refusal(apiErrors.alreadyExists)],
      [create, refusal(apiErrors.internalError)],
      [create, refusal(apiErrors.unavailable)],
      [{ ...list, url: key }, refusal(apiErrors.notFound)],
      [{ ...list, url: key, method: 'DELETE' }, emptyAnswer(200)],
      [fetchToken, emptyAnswer(429)],
      [fetchToken, jsonAnswer(401, { error: 'unauthorized_client' })],
    ];
    for (const [exchange, answer] of answers) assert.deepEqual(check({ ...exchange, answer }), []);
  });

  it('finds what is wrong with an answer', () => {
    const token = { access_token: 'a.b.c', expires_in: 5, token_type: 'bearer' };
    const cases: readonly (readonly [Exchange, Answer, string])[] = [
      [
        list,
        jsonAnswer(200, { accessKeys: [{ createTime: 'today' }] }),
        'ListAccessKeys answer 200: body/accessKeys/0/createTime must match format "date-time"',
      ],
      [list, emptyAnswer(200), 'ListAccessKeys answer 200: the body is missing'],
      [
        list,
        { ...jsonAnswer(200, {}), headers: {} },
        'ListAccessKeys answer 200: content type must be application/json',
      ],
      [list, emptyAnswer(401), 'ListAccessKeys answer 401: WWW-Authenticate is missing'],
      [
        create,
        refusal({ ...apiErrors.notFound, status: 409 }),
        'CreateAccessKey answer 409: body/error/status must be equal to constant',
      ],
      [
        create,
        jsonAnswer(500, { error: { code: 500, message: '', status: 'INTERNAL_ERROR' } }),
        "CreateAccessKey answer 500: body/error must have required property 'details'",
      ],
      [
        { ...list, url: key, method: 'DELETE' },
        jsonAnswer(200, {}),
        'DeleteAccessKey answer 200: there must be no body',
      ],
      [fetchToken, emptyAnswer(503), 'FetchToken answer 503: the status is not described'],
      [
        fetchToken,
        jsonAnswer(200, { ...token, access_token: 'opaque' }),
        'FetchToken answer 200: body/access_token must match pattern "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$"',
      ],
      [
        fetchToken,
        jsonAnswer(200, { ...token, token_type: 'mac' }),
        'FetchToken answer 200: body/token_type must match pattern "^[Bb]earer$"',
      ],
    ];
    for (const [exchange, answer, violation] of cases)
      assert.deepEqual(check({ ...exchange, answer }), [violation]);
  });

  it('repeats no secret and no token', () => {
    const secret = '~hush~';
    const violations = [
      { ...list, headers: { authorization: secret } },
      { ...create, body: `{"displayName":"a","${secret}":"${secret}"}` },
      { ...create, body: secret },
      { ...create, answer: jsonAnswer(200, { secret: [secret] }) },
      { ...fetchToken, answer: jsonAnswer(200, { access_token: secret }) },
    ].map(check);
    for (const found of violations) assert.notDeepEqual(found, []);
    assert.ok(!JSON.stringify(violations).includes('hush'));
  });

  it('watches the requests and answers of an emulator, except the answers of faults', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator, signIn }) => {
      const token = await signIn(anna);
      emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 200, body: 'no JSON' });
      await call('GET', north, { token });
      assert.deepEqual(emulator.violations, []);
      emulator.fault({ operation: 'ListAccessKeys', kind: 'dropAfter' });
      await assert.rejects(call('GET', `${north}?size=1`, { token }), TypeError);
      await call('GET', '/elsewhere', { token });
      assert.deepEqual(emulator.violations, [
        'ListAccessKeys request: no such query parameter: size',
        'GET /elsewhere: no such operation',
      ]);
    });
  });

  it('needs its description only when violations are asked for, and says which file is missing', async () => {
    const emulator = await startEmulator({ descriptionFile: 'no such.yaml' });
    try {
      assert.equal((await fetch(emulator.accountUrl)).status, 404);
      assert.throws(() => emulator.violations, /no such\.yaml/);
    } finally {
      await emulator.close();
    }
  });
});
