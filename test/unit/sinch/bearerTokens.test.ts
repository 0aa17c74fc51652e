import assert from 'node:assert/strict';
import { bearerTokens } from '../../../src/sinch/bearerTokens';
import { CredentialError } from '../../../src/sinch/errors';
import { assertHides } from './support/assertHides';
import { jwt } from './support/jwt';
import { rejection, rejectionAs } from './support/rejection';

const exp = 1_800_000_000;
const token = jwt({ exp });

describe('bearerTokens', () => {
  it('hands out its token until it expires', async () => {
    assert.equal(await bearerTokens({ token, now: () => exp * 1000 - 1 }).get(), token);
  });

  it('says so when the token has expired, in this very moment too', async () => {
    for (const time of [exp * 1000, exp * 1000 + 1]) {
      const error = await rejectionAs(CredentialError, bearerTokens({ token, now: () => time }).get());
      assert.deepEqual([error.reason, error.status], ['expired', undefined]);
      assertHides(error, [token]);
    }
  });

  it('hands out a token that names no end', async () => {
    assert.equal(await bearerTokens({ token: 'opaque-token' }).get(), 'opaque-token');
  });

  it('asks the clock of the machine unless told otherwise', async () => {
    const old = bearerTokens({ token: jwt({ exp: 1 }) });
    assert.equal((await rejectionAs(CredentialError, old.get())).reason, 'expired');
  });

  for (const unfit of ['', 'demo-token with spaces', 'demo-token\r\nX-Other: 1', 'demo-tökén']) {
    it(`refuses ${JSON.stringify(unfit)}, which fits in no header`, async () => {
      const error = await rejectionAs(CredentialError, bearerTokens({ token: unfit }).get());
      assert.equal(error.reason, 'refused');
      assertHides(error, ['demo-t']);
    });
  }

  it('has no way to get another', () => {
    assert.equal(bearerTokens({ token }).renew(token), false);
  });

  it('rejects with the reason of a signal that has aborted', async () => {
    const signal = AbortSignal.abort('gone');
    assert.equal(await rejection(bearerTokens({ token: 'opaque-token' }).get({ signal })), 'gone');
  });
});
