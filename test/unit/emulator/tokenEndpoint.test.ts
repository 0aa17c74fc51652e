import assert from 'node:assert/strict';
import { anna, boris, north, twoProjects } from './seeds';
import { withEmulator } from './withEmulator';

const form = 'application/x-www-form-urlencoded';
const grant = 'grant_type=client_credentials';
const basic = `Basic ${Buffer.from(`${anna.accessKeyId}:${anna.secret}`).toString('base64')}`;

describe('token endpoint of the emulator', () => {
  it('gives a JWT that ends when it says', async () => {
    const now = () => Date.parse('2026-05-05T12:00:00.700Z');
    await withEmulator({ seed: twoProjects, now }, async ({ requestToken }) => {
      const { status, json } = await requestToken(anna);
      assert.equal(status, 200);
      const { access_token: token, ...rest } = json as { access_token: string };
      assert.deepEqual(rest, { expires_in: 3599, scope: '', token_type: 'bearer' });
      const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as unknown;
      assert.equal((payload as { exp: number }).exp, Date.parse('2026-05-05T12:59:59Z') / 1000);
      assert.ok(!JSON.stringify(payload).includes(anna.secret));
    });
  });

  it('gives tokens of the lifetime asked for', async () => {
    await withEmulator({ seed: twoProjects, tokenLifetime: 7 }, async ({ requestToken }) => {
      const { json } = await requestToken(anna);
      assert.equal((json as { expires_in: number }).expires_in, 7);
    });
  });

  it('gives several tokens of one key that are good side by side', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, signIn }) => {
      const tokens = [await signIn(anna), await signIn(anna)];
      assert.notEqual(tokens[0], tokens[1]);
      for (const token of tokens) assert.equal((await call('GET', north, { token })).status, 200);
    });
  });

  it('refuses pairs it does not know', async () => {
    await withEmulator({ seed: twoProjects }, async ({ requestToken }) => {
      for (const pair of [
        { ...anna, secret: boris.secret },
        { ...anna, secret: '' },
        { ...anna, accessKeyId: 'key-nobody' },
        { accessKeyId: '', secret: '' },
      ]) {
        const { status, json } = await requestToken(pair);
        assert.equal(status, 401);
        assert.deepEqual(json, {
          error: 'invalid_client',
          error_description: 'Client authentication failed',
        });
      }
    });
  });

  it('refuses a pair that does not come by Basic authentication', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call }) => {
      const bodies = [grant, `${grant}&client_id=${anna.accessKeyId}&client_secret=${anna.secret}`];
      for (const body of bodies) {
        const answer = await call('POST', '/oauth2/token', { headers: { 'content-type': form }, body });
        assert.equal(answer.status, 401);
        assert.equal((answer.json as { error: string }).error, 'invalid_client');
        assert.equal(answer.headers.get('www-authenticate'), 'Basic realm="token"');
      }
    });
  });

  it('refuses other grant types, and requests without one', async () => {
    await withEmulator({ seed: twoProjects }, async ({ call, requestToken }) => {
      const refused = async (body: string) => {
        const { status, json } = await requestToken(anna, body);
        return [status, (json as { error: string }).error];
      };
      assert.deepEqual(await refused('grant_type=password'), [400, 'unsupported_grant_type']);
      assert.deepEqual(await refused('grant_type=refresh_token'), [400, 'unsupported_grant_type']);
      assert.deepEqual(await refused(''), [400, 'invalid_request']);
      for (const body of [{ grant_type: 'client_credentials' }, grant]) {
        const asJson = { headers: { authorization: basic }, body };
        const { status, json } = await call('POST', '/oauth2/token', asJson);
        assert.deepEqual([status, (json as { error: string }).error], [400, 'invalid_request']);
      }
    });
  });

  it('answers 429 without Retry-After while its bucket is empty', async () => {
    let time = 0;
    const tokenBucket = { size: 2, perSecond: 4 };
    await withEmulator({ seed: twoProjects, tokenBucket, now: () => time }, async ({ requestToken }) => {
      const statuses = async (count: number) => {
        const answers = [];
        for (let n = 0; n < count; n += 1) answers.push((await requestToken(anna)).status);
        return answers;
      };
      assert.deepEqual(await statuses(3), [200, 200, 429]);
      const { headers, text } = await requestToken(anna);
      assert.deepEqual([headers.get('retry-after'), text], [null, '']);
      time += 250;
      assert.deepEqual(await statuses(2), [200, 429]);
      time += 60_000;
      assert.deepEqual(await statuses(3), [200, 200, 429]);
    });
  });

  it('holds thirty requests in its bucket, and fills ten a second in', async () => {
    let time = 0;
    await withEmulator({ seed: twoProjects, now: () => time }, async ({ requestToken }) => {
      const accepted = async () => {
        const answers = await Promise.all(Array.from({ length: 31 }, () => requestToken(boris)));
        return answers.filter(({ status }) => status === 200).length;
      };
      assert.equal(await accepted(), 30);
      time += 1000;
      assert.equal(await accepted(), 10);
    });
  });
});
