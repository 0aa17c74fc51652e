import { CredentialError } from './errors';
import type { TokenSource } from './types';

export interface BearerTokensOptions {
  readonly token: string;
}

/**
 * A source of one ready-made token, which works until it expires: there is no way to get another, and only the service
 * knows the time. `get` rejects with a {@link CredentialError} if it can't be a token at all.
 */
export function bearerTokens({ token }: BearerTokensOptions): TokenSource {
  const isToken = /^[\x21-\x7e]+$/.test(token);

  return {
    async get({ signal } = {}) {
      signal?.throwIfAborted();
      if (!isToken)
        throw new CredentialError('FetchToken', 'refused', undefined, { credential: 'bearerToken' });

      return Promise.resolve(token);
    },
    renew: () => false,
  };
}
