import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAccessTokens } from '../../emulator/accessTokens';
import { anna, boris, errorBody, north, twoProjects } from './seeds';
import { withEmulator, type Answered } from './withEmulator';

function assertUnauthenticated({ status, headers, text }: Answered, challenge: string): void {
  assert.deepEqual([status, headers.get('www-authenticate'), text], [401, challenge, '']);
}

describe('authentication of the emulator', () => {
  it('wants a bearer token', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call }) => {
      assertUnauthenticated(await call('GET', north), 'Bearer');
      assertUnauthenticated(await call('GET', north, { headers: { authorization: 'Bearer' } }), 'Bearer');
      assertUnauthenticated(await call('GET', north, { headers: { authorization: 'Digest x' } }), 'Bearer');
    });
  });

  it('refuses tokens it did not issue', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const token = await signIn(anna);
      const [header = '', , signature = ''] = token.split('.');
      const payload = Buffer.from(JSON.stringify({ sub: 'key-anna', exp: 9e9 })).toString('base64url');
      for (const forged of ['x', 'a.b.c', `${token}x`, `${header}.${payload}.${signature}`])
        assertUnauthenticated(await call('GET', north, { token: forged }), 'Bearer error="invalid_token"');
    });
  });

  it('takes the name of the scheme in any case', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const authorization = `bearer ${await signIn(anna)}`;
      assert.equal((await call('GET', north, { headers: { authorization } })).status, 200);
    });
  });

  it('says "expired" of a token that ran out', async () => {
    let time = Date.parse('2026-05-05T12:00:00Z');
    const options = { seed: twoProjects, tokenLifetime: 60, now: () => time };
    await withEmulator(options, async ({ call, signIn }) => {
      const token = await signIn(anna);
      time += 59_999;
      assert.equal((await call('GET', north, { token })).status, 200);
      time += 1;
      assertUnauthenticated(
        await call('GET', north, { token }),
        'Bearer error="invalid_token", error_description="The token expired"',
      );
    });
  });

  it('refuses the tokens of a deleted key at once, or after its grace', async () => {
    for (const deletedKeyGrace of [0, 60]) {
      let time = Date.parse('2026-05-05T12:00:00Z');
      await withEmulator(
        { seed: twoProjects, deletedKeyGrace, now: () => time },
        async ({ call, signIn }) => {
          const token = await signIn(boris);
          await call('DELETE', `${north}/key-boris`, { token });
          if (deletedKeyGrace > 0) {
            time += deletedKeyGrace * 1000 - 1;
            assert.equal((await call('GET', north, { token })).status, 200);
            time += 1;
          }
          assertUnauthenticated(await call('GET', north, { token }), 'Bearer error="invalid_token"');
        },
      );
    }
  });

  it('denies a key that comes by Basic authentication, and does not know a wrong one', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call }) => {
      const basic = (pair: string) => ({
        headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      });
      const { status, json } = await call('GET', north, basic('key-anna:secret-of-anna'));
      assert.deepEqual([status, json], [403, errorBody(403, 'PERMISSION_DENIED', 'Permission denied')]);
      assertUnauthenticated(await call('GET', north, basic('key-anna:wrong')), 'Basic realm="access keys"');
      assertUnauthenticated(await call('GET', north, basic('nobody:')), 'Basic realm="access keys"');
    });
  });

  it('knows its own tokens among any texts', () => {
    const tokens = createAccessTokens(60, () => 0);
    fc.assert(
      fc.property(fc.string(), fc.string(), (id, text) => {
        assert.deepEqual(tokens.check(tokens.issue(id)), { kind: 'valid', accessKeyId: id });
        assert.deepEqual(tokens.check(text), { kind: 'unknown' });
        assert.deepEqual(tokens.check(createAccessTokens(60, () => 0).issue(id)), { kind: 'unknown' });
      }),
    );
  });
});
