import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { SeedKey } from '../../emulator/contract';
import { startEmulator } from '../../emulator/startEmulator';
import { anna, boris, carla, north, twoProjects } from './seeds';
import { withEmulator } from './withEmulator';

describe('startEmulator', () => {
  it('listens on a free port of 127.0.0.1, or on the one it is given', async () => {
    await withEmulator({}, async ({ emulator }) => {
      const { port, hostname } = new URL(emulator.accountUrl);
      assert.equal(hostname, '127.0.0.1');
      assert.equal(emulator.tokenUrl, `${emulator.accountUrl}/oauth2/token`);
      await emulator.close();
      await withEmulator({ port: Number(port) }, ({ emulator: second, call }) => {
        assert.equal(second.accountUrl, emulator.accountUrl);
        return call('GET', '/').then(({ status }) => {
          assert.equal(status, 404);
        });
      });
    });
  });

  it('cannot be reached at other addresses of the machine', async () => {
    await withEmulator({}, async ({ emulator }) => {
      const port = Number(new URL(emulator.accountUrl).port);
      const addresses = Object.values(networkInterfaces())
        .flatMap(list => list ?? [])
        .map(({ address }) => address)
        .filter(address => address !== '127.0.0.1' && !address.startsWith('fe80:'));
      for (const host of [...addresses, '127.0.0.2']) {
        const socket = connect({ host, port });
        await assert.rejects(once(socket, 'connect'), host);
      }
    });
  });

  it('rejects where the port is taken', async () => {
    await withEmulator({}, async ({ emulator }) => {
      const port = Number(new URL(emulator.accountUrl).port);
      await assert.rejects(startEmulator({ port }), { code: 'EADDRINUSE' });
    });
  });

  it('rejects a seed that makes no sense, without repeating a secret', async () => {
    const { secret } = anna;
    const withKeys = (...keys: SeedKey[]) => ({ projects: [{ projectId: 'north', keys }] });
    for (const [seed, message] of [
      [withKeys({ ...anna, secret: '' }), 'seed: projects.0.keys.0.secret must not be empty'],
      [
        withKeys(boris, { ...anna, accessKeyId: 'a/b' }),
        'seed: projects.0.keys.1.accessKeyId must hold no slash and no white space',
      ],
      [withKeys({ ...anna, accessKeyId: 'a:b' }), 'seed: projects.0.keys.0.accessKeyId must hold no colon'],
      [
        withKeys({ ...anna, createTime: 'today' }),
        'seed: projects.0.keys.0.createTime must be a time such as 2025-11-03T09:12:44Z',
      ],
      [withKeys(anna, { ...boris, accessKeyId: 'key-anna' }), 'seed: key ID key-anna is there twice'],
      [withKeys(anna, { ...boris, displayName: 'anna' }), 'seed: north: display name anna is there twice'],
      [
        { projects: [...withKeys(anna).projects, ...withKeys(boris).projects] },
        'seed: project ID north is there twice',
      ],
    ] as const) {
      await assert.rejects(startEmulator({ seed }), (error: Error) => {
        assert.deepEqual([error.name, error.message], ['InvalidInput', message]);
        assert.ok(!JSON.stringify([error.stack, error.cause]).includes(secret));
        return true;
      });
    }
  });

  it('records requests in order of arrival, without secrets and tokens', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, emulator, signIn }) => {
      const token = await signIn(anna);
      const headers = { 'user-agent': 'tester/1' };
      await call('GET', `${north}?pageSize=5`, { token, headers });
      await call('GET', '/elsewhere', { headers });
      const [exchange, ...rest] = emulator.requests;
      assert.deepEqual(
        [exchange?.operation, exchange?.method, exchange?.url, exchange?.status],
        ['FetchToken', 'POST', '/oauth2/token', 200],
      );
      assert.deepEqual(rest, [
        {
          operation: 'ListAccessKeys',
          method: 'GET',
          url: `${north}?pageSize=5`,
          userAgent: 'tester/1',
          status: 200,
        },
        { operation: undefined, method: 'GET', url: '/elsewhere', userAgent: 'tester/1', status: 404 },
      ]);
      assert.ok(!JSON.stringify(emulator.requests).includes(token));
    });
  });

  it('delays every answer', async () => {
    await withEmulator({ seed: twoProjects, delay: 40 }, async ({ call }) => {
      const start = performance.now();
      assert.equal((await call('GET', north)).status, 401);
      assert.ok(performance.now() - start >= 39);
    });
  });

  it('is as at the start after a reset, and keeps the tokens of the seed', async () => {
    const seed = { projects: [{ projectId: 'north', keys: [anna, boris] }] };
    const tokenBucket = { size: 1, perSecond: 0 };
    await withEmulator({ seed, tokenBucket }, async ({ call, emulator, signIn, requestToken }) => {
      const before = emulator.keys('north');
      const token = await signIn(anna);
      assert.equal((await requestToken(anna)).status, 429);
      await call('PATCH', `${north}/key-anna`, { token, body: { displayName: 'renamed' } });
      await call('POST', north, { token, body: { displayName: 'created' } });
      await call('DELETE', `${north}/key-boris`, { token, headers: { 'content-type': 'text/plain' } });
      await call('GET', `${north}?wrong=1`, { token });
      emulator.fault({ operation: 'ListAccessKeys', kind: 'hang' });
      assert.notDeepEqual(emulator.violations, []);

      emulator.reset();
      assert.deepEqual([emulator.requests, emulator.violations], [[], []]);
      assert.deepEqual(emulator.keys('north'), before);
      assert.equal((await call('GET', north, { token })).status, 200);
      assert.equal((await requestToken(boris)).status, 200);
    });
  });

  it('goes on from another seed after a reset, and from its own after the next', async () => {
    const seed = { projects: [{ projectId: 'north', keys: [anna, boris] }] };
    await withEmulator({ seed }, async ({ call, emulator, signIn }) => {
      const before = emulator.keys('north');
      const token = await signIn(anna);
      await call('POST', north, { token, body: { displayName: 'created' } });
      const after = emulator.keys('north');
      emulator.reset();
      assert.deepEqual(emulator.keys('north'), before);
      emulator.reset({ projects: [{ projectId: 'north', keys: after }] });
      assert.deepEqual(emulator.keys('north'), after);
      assert.equal((await call('GET', north, { token })).status, 200);

      const twice = { projects: [...seed.projects, ...seed.projects] };
      assert.throws(() => {
        emulator.reset(twice);
      }, /north is there twice/);
      assert.deepEqual(emulator.keys('north'), after);
    });
  });

  it('gives keys of the seed that have no times the time of the start', async () => {
    const now = () => Date.parse('2026-05-05T12:00:00Z');
    const seed = { projects: [{ projectId: 'south', keys: [carla] }] };
    await withEmulator({ seed, now }, ({ emulator }) => {
      assert.deepEqual(emulator.keys('south'), [
        { ...carla, createTime: '2026-05-05T12:00:00.000Z', updateTime: '2026-05-05T12:00:00.000Z' },
      ]);
      return Promise.resolve();
    });
  });

  it('closes with connections open, and twice', async () => {
    const emulator = await startEmulator();
    const { port } = new URL(emulator.accountUrl);
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    await fetch(emulator.accountUrl).then(response => response.text());
    const ended = once(idle.resume(), 'close');
    await emulator.close();
    await ended;
    await emulator.close();
    await assert.rejects(fetch(emulator.accountUrl), TypeError);
  });
});
