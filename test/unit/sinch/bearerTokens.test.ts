import assert from 'node:assert/strict';
import { bearerTokens } from '../../../src/sinch/bearerTokens';
import { CredentialError } from '../../../src/sinch/errors';
import { assertHides } from './support/assertHides';
import { jwt } from './support/jwt';
import { rejection, rejectionAs } from './support/rejection';

const token = jwt({ exp: 1_800_000_000 });

describe('bearerTokens', () => {
  it('hands out its token whatever the clock here says of it: the service knows the time', async () => {
    for (const each of [token, jwt({ exp: 1 })])
      assert.equal(await bearerTokens({ token: each }).get(), each);
  });

  it('hands out a token that names no end', async () => {
    assert.equal(await bearerTokens({ token: 'opaque-token' }).get(), 'opaque-token');
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
