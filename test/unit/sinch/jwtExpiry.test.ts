import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { jwtExpiry } from '../../../src/sinch/jwtExpiry';
import { jwt } from './support/jwt';

describe('jwtExpiry', () => {
  it('reads exp as milliseconds', () => {
    assert.equal(jwtExpiry(jwt({ exp: 1_800_000_000 })), 1_800_000_000_000);
  });

  it('reads any exp there can be, whatever else the token claims', () => {
    fc.assert(
      fc.property(fc.integer(), fc.dictionary(fc.string(), fc.jsonValue()), (exp, others) => {
        assert.equal(jwtExpiry(jwt({ ...others, exp })), exp * 1000);
      }),
    );
  });

  it('finds none in claims without a number', () => {
    for (const claims of [{}, { exp: '1800000000' }, { exp: null }, { Exp: 1 }, [], null, 7, 'exp'])
      assert.equal(jwtExpiry(jwt(claims)), undefined);
  });

  it('takes no infinite number for an end', () => {
    const payload = Buffer.from('{"exp":1e999}').toString('base64url');
    assert.equal(jwtExpiry(`e30.${payload}.c2ln`), undefined);
  });

  it('finds none in an opaque token, and never throws', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json().map(text => Buffer.from(text).toString('base64url')),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(part).map(parts => parts.join('.')),
        ),
        token => {
          const expiry = jwtExpiry(token);
          assert.ok(expiry === undefined || Number.isFinite(expiry));
        },
      ),
    );
    assert.equal(jwtExpiry('opaque'), undefined);
    assert.equal(jwtExpiry(''), undefined);
  });
});
