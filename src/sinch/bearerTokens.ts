import { CredentialError } from './errors';
import { jwtExpiry } from './jwtExpiry';
import type { TokenSource } from './types';

export interface BearerTokensOptions {
  readonly token: string;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * A source of one ready-made token, which works until it expires: there is no way to get another.
 * `get` rejects with a {@link CredentialError} where the token ran out, or can't be one at all.
 */
export function bearerTokens({ token, now = Date.now }: BearerTokensOptions): TokenSource {
  const expiry = jwtExpiry(token);
  const isToken = /^[\x21-\x7e]+$/.test(token);

  return {
    async get({ signal } = {}) {
      signal?.throwIfAborted();
      if (!isToken) throw new CredentialError('FetchToken', 'refused', undefined);

      if (expiry !== undefined && expiry <= now())
        throw new CredentialError('FetchToken', 'expired', undefined);

      return Promise.resolve(token);
    },
    renew: () => false,
  };
}
