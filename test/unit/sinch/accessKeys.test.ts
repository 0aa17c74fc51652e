import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createAccessKeys } from '../../../src/sinch/accessKeys';
import { bearerTokens } from '../../../src/sinch/bearerTokens';
import { EndpointError } from '../../../src/sinch/endpoint';
import { UnexpectedAnswerError } from '../../../src/sinch/errors';
import { createTransport, type HttpRequest } from '../../../src/sinch/transport';
import type { AccessKeysApi } from '../../../src/sinch/types';
import type { Emulator } from '../../emulator/contract';
import { json } from './support/answer';
import { collect, emulatedClient, nextKeyId, traffic } from './support/emulatedClient';
import { withLocalServer } from './support/localServer';
import { receive, type ReceivedRequest } from './support/receive';
import { rejection, rejectionAs } from './support/rejection';
import { sampleProject } from './support/sampleProject';
import { useEmulator } from './support/useEmulator';

const { projectId } = sampleProject;

describe('createAccessKeys', () => {
  let emulator: Emulator;
  useEmulator(started => {
    emulator = started;
  });

  describe('list', () => {
    it('yields every key', async () => {
      const { keys } = emulatedClient(emulator);
      const [first, ...others] = await collect(keys.list());
      assert.deepEqual(first, {
        accessKeyId: 'demo-key-1',
        displayName: 'first',
        projectId,
        createTime: new Date('2026-01-02T03:04:05Z'),
        updateTime: new Date('2026-02-03T04:05:06Z'),
      });
      assert.deepEqual(
        others.map(({ displayName }) => displayName),
        ['second', 'third'],
      );
      assert.equal(emulator.requests.at(-1)?.url, `/v1/projects/${projectId}/accessKeys`);
    });

    it('follows the pages, and asks for each only when it is needed', async () => {
      const { keys } = emulatedClient(emulator);
      const iterator = keys.list({ pageSize: 2 });
      await iterator.next();
      await iterator.next();
      assert.deepEqual(traffic(emulator), ['200 FetchToken', '200 ListAccessKeys']);
      assert.equal(await nextKeyId(iterator), 'demo-key-3');
      assert.equal((await iterator.next()).done, true);
      const queries = emulator.requests
        .slice(1)
        .map(({ url }) => new URL(url, emulator.accountUrl).searchParams);
      assert.deepEqual(
        queries.map(query => query.get('pageSize')),
        ['2', '2'],
      );
      assert.equal(queries[0]?.has('pageToken'), false);
      assert.equal(queries[1]?.has('pageToken'), true);
    });

    it('gets by with an empty project', async () => {
      emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 200, body: {} });
      assert.deepEqual(await collect(emulatedClient(emulator).keys.list()), []);
    });

    for (const pageSize of [0, -1, 1001, 1.5, NaN, Infinity]) {
      it(`refuses a page size of ${pageSize} at once`, () => {
        assert.throws(() => emulatedClient(emulator).keys.list({ pageSize }), RangeError);
      });
    }

    for (const pageSize of [1, 1000]) {
      it(`accepts a page size of ${pageSize}`, async () => {
        assert.equal((await collect(emulatedClient(emulator).keys.list({ pageSize }))).length, 3);
      });
    }

    it('stops at a page token that comes back', async () => {
      const page = { accessKeys: [], nextPageToken: 'same' };
      emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 200, body: page, times: 50 });
      const error = await rejectionAs(UnexpectedAnswerError, collect(emulatedClient(emulator).keys.list()));
      assert.equal(error.problem, 'nextPageToken: the list has no end');
      assert.equal(emulator.requests.filter(({ operation }) => operation === 'ListAccessKeys').length, 2);
    });
  });

  it('creates a key and hands out its secret', async () => {
    const { keys } = emulatedClient(emulator);
    const { accessKey, secret } = await keys.create('fourth');
    assert.ok(accessKey);
    assert.equal(accessKey.displayName, 'fourth');
    assert.equal(accessKey.projectId, projectId);
    assert.ok(accessKey.createTime instanceof Date);
    const kept = emulator.keys(projectId).find(({ accessKeyId }) => accessKeyId === accessKey.accessKeyId);
    assert.equal(kept?.secret, secret);
    assert.equal(kept.displayName, 'fourth');
    assert.equal(
      (
        await collect(
          emulatedClient(emulator, { keyId: accessKey.accessKeyId, keySecret: secret }).keys.list(),
        )
      ).length,
      4,
    );
  });

  it('takes any success for a created key', async () => {
    const { keys } = emulatedClient(emulator);
    for (const status of [200, 201, 202]) {
      const body = { accessKey: { accessKeyId: 'demo-key-9' }, secret: 'demo-secret~ninth.01234567' };
      emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status, body });
      const created = await keys.create('ninth');
      assert.deepEqual(created.accessKey, { accessKeyId: 'demo-key-9', displayName: 'ninth', projectId });
      assert.equal(created.secret, body.secret);
    }
  });

  it('keeps the secret of a refusal, a 401 included, and creates no second key', async () => {
    const { keys } = emulatedClient(emulator);
    for (const status of [400, 401, 403, 409, 500]) {
      const body = { accessKey: { accessKeyId: 'demo-key-9' }, secret: 'demo-secret~ninth.01234567' };
      emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status, body });
      assert.equal((await keys.create('ninth')).secret, body.secret, String(status));
    }
    assert.ok(!emulator.keys(projectId).some(({ displayName }) => displayName === 'ninth'));
  });

  it('gets one key', async () => {
    const key = await emulatedClient(emulator).keys.get('demo-key-2');
    assert.deepEqual([key.accessKeyId, key.displayName], ['demo-key-2', 'second']);
    assert.equal(emulator.requests.at(-1)?.url, `/v1/projects/${projectId}/accessKeys/demo-key-2`);
  });

  it('renames a key', async () => {
    const key = await emulatedClient(emulator).keys.update('demo-key-1', 'renamed');
    assert.deepEqual([key.accessKeyId, key.displayName], ['demo-key-1', 'renamed']);
    assert.ok((key.updateTime?.getTime() ?? 0) > Date.parse('2026-02-03T04:05:06Z'));
    assert.equal(emulator.keys(projectId)[0]?.displayName, 'renamed');
    assert.equal(emulator.requests.at(-1)?.method, 'PATCH');
  });

  it('deletes a key', async () => {
    await emulatedClient(emulator).keys.delete('demo-key-2');
    assert.deepEqual(
      emulator.keys(projectId).map(({ accessKeyId }) => accessKeyId),
      ['demo-key-1', 'demo-key-3'],
    );
  });

  for (const [status, body] of [
    [200, undefined],
    [204, undefined],
    [200, '{}'],
    [200, ''],
  ] as const) {
    it(`takes ${status} with ${body === undefined ? 'no body' : JSON.stringify(body)} for a deletion`, async () => {
      emulator.fault({ operation: 'DeleteAccessKey', kind: 'answer', status, body });
      await emulatedClient(emulator).keys.delete('demo-key-2');
    });
  }

  it('says who it is', async () => {
    await emulatedClient(emulator).keys.get('demo-key-1');
    assert.deepEqual(
      emulator.requests.map(({ userAgent }) => userAgent),
      ['demo-agent/1.2.3', 'demo-agent/1.2.3'],
    );
  });

  it('signs in with a ready-made token as well', async () => {
    const token = await emulatedClient(emulator).tokens.get();
    emulator.reset();
    const { keys } = emulatedClient(emulator, { bearerToken: token });
    assert.equal((await collect(keys.list())).length, 3);
    assert.deepEqual(traffic(emulator), ['200 ListAccessKeys']);
  });
});

describe('createAccessKeys, on the wire', () => {
  /** The request that `call` makes, answered with a key that fits it. */
  async function seen(call: (keys: AccessKeysApi) => Promise<unknown>, path = ''): Promise<ReceivedRequest> {
    const requests: ReceivedRequest[] = [];
    await withLocalServer(
      async (request, response) => {
        requests.push(await receive(request));
        const [, accessKeyId = ''] = /accessKeys\/(.*)/.exec(request.url ?? '') ?? [];
        const key = { accessKeyId: decodeURIComponent(accessKeyId) };
        const content = {
          GET: key.accessKeyId === '' ? {} : key,
          PATCH: key,
          POST: { accessKey: { accessKeyId: 'demo-key' }, secret: 'demo-secret' },
        };
        response.end(
          JSON.stringify(Object.entries(content).find(([method]) => method === request.method)?.[1]),
        );
      },
      async url => {
        await call(
          createAccessKeys({
            transport: createTransport({ userAgent: 'demo-agent/1.2.3' }),
            tokens: bearerTokens({ token: 'demo-token' }),
            baseUrl: url + path,
            projectId: 'demo project/ä',
          }),
        );
      },
    );
    const [request, ...more] = requests;
    assert.ok(request !== undefined && more.length === 0);
    return request;
  }

  const project = '/v1/projects/demo%20project%2F%C3%A4/accessKeys';
  const calls: readonly (readonly [string, string, string, (keys: AccessKeysApi) => Promise<unknown>])[] = [
    ['GET', project, '', keys => collect(keys.list())],
    ['POST', project, '{"displayName":"näme"}', keys => keys.create('näme')],
    ['GET', `${project}/a%3Fb%23c%25`, '', keys => keys.get('a?b#c%')],
    ['PATCH', `${project}/..%2Fx`, '{"displayName":"näme"}', keys => keys.update('../x', 'näme')],
    ['DELETE', `${project}/x%5Cy%20z`, '', keys => keys.delete('x\\y z')],
  ];
  for (const [method, url, body, call] of calls) {
    it(`sends ${method} ${url}`, async () => {
      const request = await seen(call);
      assert.deepEqual([request.method, request.url, request.body], [method, url, body]);
      assert.equal(request.headers.authorization, 'Bearer demo-token');
      assert.equal(request.headers.accept, 'application/json');
      assert.equal(request.headers['user-agent'], 'demo-agent/1.2.3');
      assert.equal(request.headers['content-type'], body === '' ? undefined : 'application/json');
    });

    for (const path of ['/', '/gateway', '/gateway/']) {
      it(`sends ${method} ${url} below a base that ends in ${path}`, async () => {
        assert.equal((await seen(call, path)).url, path.replace(/\/$/, '') + url);
      });
    }
  }

  it('names no other key than the one it was asked for, whatever its ID', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async accessKeyId => {
        const requests: HttpRequest[] = [];
        const keys = createAccessKeys({
          transport: request => {
            request.endpoint.url(request.segments);
            requests.push(request);
            return Promise.resolve(json(200, {}));
          },
          tokens: bearerTokens({ token: 'demo-token' }),
          baseUrl: 'https://account.example',
          projectId: 'demo-project',
        });
        if (accessKeyId === '.' || accessKeyId === '..') {
          assert.ok((await rejection(keys.delete(accessKeyId))) instanceof RangeError);
          return;
        }
        await keys.delete(accessKeyId);
        const [request] = requests;
        const parts = request?.endpoint.url(request.segments).pathname.split('/') ?? [];
        assert.deepEqual(parts.map(decodeURIComponent).slice(1), [
          'v1',
          'projects',
          'demo-project',
          'accessKeys',
          accessKeyId,
        ]);
      }),
    );
  });

  for (const accessKeyId of ['', '.', '..']) {
    it(`refuses the key ID "${accessKeyId}", which would name the whole collection or more`, async () => {
      let requests = 0;
      await withLocalServer(
        (_, response) => {
          requests += 1;
          response.end('{}');
        },
        async url => {
          const keys = createAccessKeys({
            transport: createTransport({ userAgent: 'demo-agent/1.2.3' }),
            tokens: bearerTokens({ token: 'demo-token' }),
            baseUrl: url,
            projectId: 'demo-project',
          });
          for (const call of [keys.get(accessKeyId), keys.update(accessKeyId, 'x'), keys.delete(accessKeyId)])
            assert.ok((await rejection(call)) instanceof RangeError);
        },
      );
      assert.equal(requests, 0);
    });
  }

  it('refuses a project and an address it must not use, before any call', () => {
    const tokens = bearerTokens({ token: 'demo-token' });
    const transport = createTransport({ userAgent: 'demo-agent/1.2.3' });
    const create = (baseUrl: string, projectId: string) => () =>
      createAccessKeys({ transport, tokens, baseUrl, projectId });
    assert.throws(create('https://account.example', '..'), RangeError);
    assert.throws(create('https://account.example', ''), RangeError);
    assert.throws(create('http://account.example', 'demo-project'), EndpointError);
    assert.throws(create('account.example', 'demo-project'), EndpointError);
  });
});
