import assert from 'node:assert/strict';
import { anna, boris, carla, errorBody, north, projectOf, south, twoProjects } from './seeds';
import { withEmulator } from './withEmulator';

const malformed = errorBody(400, 'INVALID_ARGUMENT', 'Request is malformed');
const taken = errorBody(409, 'ALREADY_EXISTS', 'Not found');
const unknown = errorBody(404, 'NOT_FOUND', 'Not found');
const denied = errorBody(403, 'PERMISSION_DENIED', 'Permission denied');
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const now = Date.parse('2026-05-05T12:00:00.000Z');
const bodiesWithoutName = ['', '{', 'null', '"name"', '[]', '{}', { displayName: '' }, { displayName: 5 }];

const annaOnline = {
  accessKeyId: 'key-anna',
  displayName: 'anna',
  projectId: 'north',
  createTime: '2026-01-01T10:00:00Z',
  updateTime: '2026-01-01T10:00:00Z',
};

describe('access keys of the emulator', () => {
  it('are listed oldest first, without secrets', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const { status, json } = await call('GET', north, { token: await signIn(anna) });
      assert.equal(status, 200);
      assert.deepEqual(json, {
        accessKeys: [
          annaOnline,
          {
            accessKeyId: 'key-boris',
            displayName: 'boris',
            projectId: 'north',
            createTime: '2026-01-02T10:00:00Z',
            updateTime: '2026-01-03T10:00:00Z',
          },
        ],
        nextPageToken: '',
      });
    });
  });

  it('are created with an ID and a secret of their own, and sign in at once', async () => {
    await withEmulator({ seed: twoProjects, now: () => now }, async ({ call, emulator, signIn }) => {
      const token = await signIn(anna);
      const { status, json } = await call('POST', north, { token, body: { displayName: 'dora' } });
      assert.equal(status, 200);
      const [, , stored] = emulator.keys('north');
      assert.ok(stored);
      assert.match(stored.accessKeyId, uuid);
      assert.match(stored.secret, /^[A-Za-z0-9\-._~]{26}$/);
      const { secret, ...accessKey } = stored;
      assert.deepEqual(json, { accessKey: { ...accessKey, projectId: 'north' }, secret });
      assert.equal(accessKey.createTime, '2026-05-05T12:00:00.000Z');
      assert.equal(accessKey.updateTime, accessKey.createTime);

      const listed = await call('GET', north, { token: await signIn(stored) });
      assert.equal(listed.status, 200);
      assert.ok(!listed.text.includes(secret));
    });
  });

  it('refuse a body without a name', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator, signIn }) => {
      const token = await signIn(anna);
      for (const body of bodiesWithoutName) {
        const created = await call('POST', north, { token, body });
        assert.deepEqual([created.status, created.json], [400, malformed]);
        const renamed = await call('PATCH', `${north}/key-boris`, { token, body });
        assert.deepEqual([renamed.status, renamed.json], [400, malformed]);
      }
      assert.deepEqual(
        emulator.keys('north').map(({ displayName }) => displayName),
        ['anna', 'boris'],
      );
    });
  });

  it('have names of at most 255 characters', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const token = await signIn(anna);
      for (const [length, status] of [
        [255, 200],
        [256, 400],
      ] as const) {
        const body = { displayName: 'x'.repeat(length) };
        assert.equal((await call('PATCH', `${north}/key-boris`, { token, body })).status, status);
        const other = { displayName: 'y'.repeat(length) };
        assert.equal((await call('POST', north, { token, body: other })).status, status);
      }
    });
  });

  it('have names that are unique in their project, and only there', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const token = await signIn(anna);
      const created = await call('POST', north, { token, body: { displayName: 'boris' } });
      assert.deepEqual([created.status, created.json], [409, taken]);
      const renamed = await call('PATCH', `${north}/key-anna`, { token, body: { displayName: 'boris' } });
      assert.deepEqual([renamed.status, renamed.json], [409, taken]);
      assert.equal((await call('POST', north, { token, body: { displayName: 'carla' } })).status, 200);
    });
  });

  it('are ten a project at most', async () => {
    await withEmulator({ seed: projectOf(9) }, async ({ call, emulator, signIn }) => {
      const token = await signIn({ accessKeyId: 'key-1', secret: 'secret-1' });
      assert.equal((await call('POST', north, { token, body: { displayName: 'tenth' } })).status, 200);
      const { status, json } = await call('POST', north, { token, body: { displayName: 'eleventh' } });
      assert.equal(status, 400);
      assert.deepEqual(json, errorBody(400, 'FAILED_PRECONDITION', 'Limit of access keys reached'));
      assert.equal(emulator.keys('north').length, 10);
    });
  });

  it('are read one by one, not wrapped', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const { status, json } = await call('GET', `${north}/key-anna`, { token: await signIn(boris) });
      assert.deepEqual([status, json], [200, annaOnline]);
    });
  });

  it('move their update time when renamed, be it to the same name at the same time', async () => {
    const seed = { projects: [{ projectId: 'north', keys: [carla] }] };
    await withEmulator({ seed, now: () => now }, async ({ call, emulator, signIn }) => {
      const token = await signIn(carla);
      const rename = (displayName: string) =>
        call('PATCH', `${north}/key-carla`, { token, body: { displayName } });
      const first = await rename('charlotte');
      assert.equal(first.status, 200);
      assert.deepEqual(first.json, {
        accessKeyId: 'key-carla',
        displayName: 'charlotte',
        projectId: 'north',
        createTime: '2026-05-05T12:00:00.000Z',
        updateTime: '2026-05-05T12:00:00.001Z',
      });
      assert.equal((await rename('charlotte')).status, 200);
      assert.equal(emulator.keys('north')[0]?.updateTime, '2026-05-05T12:00:00.002Z');
    });
  });

  it('are deleted for good, with an answer that has no body', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator, requestToken, signIn }) => {
      const token = await signIn(anna);
      const { status, text, headers } = await call('DELETE', `${north}/key-boris`, { token });
      assert.deepEqual([status, text, headers.get('content-type')], [200, '', null]);
      assert.deepEqual(
        emulator.keys('north').map(({ accessKeyId }) => accessKeyId),
        ['key-anna'],
      );
      assert.equal((await call('GET', `${north}/key-boris`, { token })).status, 404);
      assert.equal((await requestToken(boris)).status, 401);
      assert.equal((await call('POST', north, { token, body: { displayName: 'boris' } })).status, 200);
    });
  });

  it('may delete themselves, the last one too', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator, signIn }) => {
      const token = await signIn(carla);
      assert.equal((await call('DELETE', `${south}/key-carla`, { token })).status, 200);
      assert.deepEqual(emulator.keys('south'), []);
    });
  });

  it('are not found by an unknown ID', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const token = await signIn(anna);
      for (const method of ['GET', 'PATCH', 'DELETE']) {
        const body = method === 'PATCH' ? { displayName: 'x' } : undefined;
        const { status, json } = await call(method, `${north}/key-nobody`, { token, body });
        assert.deepEqual([method, status, json], [method, 404, unknown]);
      }
    });
  });

  it('are denied to another project, by either path', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator, signIn }) => {
      const token = await signIn(anna);
      const body = { displayName: 'x' };
      const calls = [
        ['GET', south],
        ['POST', south, body],
        ['GET', '/v1/projects/nowhere/accessKeys'],
        ...[`${south}/key-carla`, `${north}/key-carla`].flatMap(path => [
          ['GET', path] as const,
          ['PATCH', path, body] as const,
          ['DELETE', path] as const,
        ]),
      ] as const;
      for (const [method, path, sent] of calls) {
        const { status, json } = await call(method, path, { token, body: sent });
        assert.deepEqual([method, path, status, json], [method, path, 403, denied]);
      }
      assert.deepEqual(
        emulator.keys('south').map(({ displayName }) => displayName),
        ['carla'],
      );
    });
  });

  it('are denied to an account the API is not open to, which can get tokens', async () => {
    const seed = { projects: [{ projectId: 'north', apiEnabled: false, keys: [anna] }] };
    await withEmulator({ seed }, async ({ call, emulator, signIn }) => {
      const token = await signIn(anna);
      const body = { displayName: 'x' };
      for (const [method, path, sent] of [
        ['GET', north],
        ['POST', north, body],
        ['GET', `${north}/key-anna`],
        ['PATCH', `${north}/key-anna`, body],
        ['DELETE', `${north}/key-anna`],
      ] as const) {
        const { status, json } = await call(method, path, { token, body: sent });
        assert.deepEqual([method, status, json], [method, 403, denied]);
      }
      assert.deepEqual(
        emulator.keys('north').map(({ displayName }) => displayName),
        ['anna'],
      );
    });
  });

  it('answer 404 to unknown paths and methods', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const token = await signIn(anna);
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/v1/projects/north'],
        ['GET', '/v1/projects//accessKeys'],
        ['GET', `${north}/`],
        ['GET', `${north}/key-anna/more`],
        ['GET', '/v1/projects/%E0%A4%A/accessKeys'],
        ['GET', `${north}/%E0%A4%A`],
        ['PUT', `${north}/key-anna`],
        ['DELETE', north],
        ['GET', '/oauth2/token'],
      ] as const) {
        const { status, json } = await call(method, path, { token });
        assert.deepEqual([method, path, status, json], [method, path, 404, unknown]);
      }
    });
  });
});
