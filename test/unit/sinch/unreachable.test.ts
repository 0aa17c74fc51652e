import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { UnreachableError } from '../../../src/sinch/errors';
import { UnsentError } from '../../../src/sinch/ownConnection';
import { unreachable } from '../../../src/sinch/unreachable';
import { assertHides } from './support/assertHides';

const codes: Readonly<Record<UnreachableError['reason'], readonly string[]>> = {
  offline: [
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ENETUNREACH',
    'EHOSTUNREACH',
    'ENETDOWN',
    'EADDRNOTAVAIL',
  ],
  timeout: ['ETIMEDOUT'],
  interrupted: ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_CONSTANT', 'EPROTO'],
  certificate: [
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
};

describe('unreachable', () => {
  for (const reason of ['offline', 'timeout', 'interrupted', 'certificate'] as const) {
    for (const code of codes[reason]) {
      it(`calls ${code} ${reason}`, () => {
        const error = unreachable('GetAccessKey', 'account.example', { code });
        assert.equal(error.reason, reason);
        assert.equal(error.code, code);
        assert.equal(error.host, 'account.example');
        assert.equal(error.outcomeUnknown, reason === 'timeout' || reason === 'interrupted');
      });
    }
  }

  it('takes a connection that breaks while in use for interrupted, whatever the code', () => {
    for (const erroredSysCall of ['read', 'write']) {
      const error = unreachable('CreateAccessKey', 'account.example', {
        code: 'EHOSTUNREACH',
        erroredSysCall,
      });
      assert.equal(error.reason, 'interrupted');
      assert.equal(error.outcomeUnknown, true);
    }
    const connecting = { code: 'EHOSTUNREACH', erroredSysCall: 'connect' };
    assert.equal(unreachable('CreateAccessKey', 'account.example', connecting).reason, 'offline');
  });

  it('takes what it does not know for interrupted: the request may have arrived', () => {
    fc.assert(
      fc.property(fc.anything(), thrown => {
        assert.equal(unreachable('CreateAccessKey', 'account.example', thrown).reason, 'interrupted');
      }),
    );
  });

  it('knows of a request that was never sent that nothing was done, whatever the code', () => {
    for (const [code, reason] of [
      ['ECONNRESET', 'offline'],
      [undefined, 'offline'],
      ['ERR_SSL_WRONG_VERSION_NUMBER', 'offline'],
      ['CERT_HAS_EXPIRED', 'certificate'],
    ] as const) {
      const error = unreachable(
        'CreateAccessKey',
        'account.example',
        new UnsentError('', { cause: { code } }),
      );
      assert.deepEqual([error.reason, error.code, error.outcomeUnknown], [reason, code, false]);
    }
    const timeout = new UnsentError('', { cause: { code: 'ETIMEDOUT' } });
    assert.equal(unreachable('CreateAccessKey', 'account.example', timeout).outcomeUnknown, true);
  });

  it('leaves the message of what was thrown behind', () => {
    const thrown = Object.assign(new Error('proxy http://user:hunter22@proxy.example failed'), {
      code: 'ECONNREFUSED',
      rawPacket: Buffer.from('hunter22'),
    });
    assertHides(unreachable('FetchToken', 'auth.example', thrown), ['hunter22', '68 75 6e 74 65 72']);
  });

  it('leaves no doubt about an operation whose token could not be fetched', () => {
    assert.equal(unreachable('FetchToken', 'auth.example', { code: 'ECONNRESET' }).outcomeUnknown, false);
  });
});
