import { randomUUID } from 'node:crypto';
import { createSigner } from './signer';

export type CheckedToken =
  | { readonly kind: 'valid'; readonly accessKeyId: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

export interface AccessTokens {
  /** A JWT of its own for each call: several of one key live side by side. */
  issue(accessKeyId: string): string;
  /** Says nothing about whether the key still exists. */
  check(token: string): CheckedToken;
}

/**
 * JWTs that promise their readers nothing but `exp`.
 * @param lifetime seconds
 * @param now milliseconds since the epoch
 */
export function createAccessTokens(lifetime: number, now: () => number): AccessTokens {
  const sign = createSigner();
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  return {
    issue(accessKeyId) {
      const exp = Math.floor(now() / 1000) + lifetime;
      const text = `${header}.${encode({ jti: randomUUID(), sub: accessKeyId, exp })}`;
      return `${text}.${sign(text)}`;
    },
    check(token) {
      const end = token.lastIndexOf('.');
      const text = token.slice(0, Math.max(end, 0));
      if (sign(text) !== token.slice(end + 1)) return { kind: 'unknown' };
      const payload = Buffer.from(text.slice(header.length + 1), 'base64url').toString();
      const { sub, exp } = JSON.parse(payload) as { sub: string; exp: number };
      return exp * 1000 <= now() ? { kind: 'expired' } : { kind: 'valid', accessKeyId: sub };
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
