import { createAccessKeys } from './accessKeys';
import { bearerTokens } from './bearerTokens';
import { clientCredentialsTokens } from './clientCredentialsTokens';
import { createRetry, type Retry } from './retry';
import type { Transport } from './transport';
import type { AccessKeysApi, Credential, TokenSource } from './types';

export interface ConnectOptions {
  readonly transport: Transport;
  readonly credential: Credential;
  readonly projectId: string;
  /** The Access Keys API, such as `https://account.api.sinch.com`. */
  readonly accountUrl: string;
  /** The token endpoint, such as `https://auth.sinch.com/oauth2/token`. */
  readonly tokenUrl: string;
  readonly retry?: Retry;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * The access keys of a project, signed in with a credential. Makes no request.
 * Keep the result as long as the credential lasts: the token is kept in it, and shared by its calls.
 * Throws an `EndpointError` for a URL that tokens must not be sent to, and a RangeError for an ID no URL can carry.
 */
export function connect(options: ConnectOptions): AccessKeysApi {
  const { transport, projectId, accountUrl, retry = createRetry(), now = Date.now } = options;
  return createAccessKeys({
    transport,
    tokens: tokensOf(options, retry, now),
    baseUrl: accountUrl,
    projectId,
    retry,
    now,
  });
}

function tokensOf(options: ConnectOptions, retry: Retry, now: () => number): TokenSource {
  const { credential, transport, tokenUrl } = options;
  switch (credential.kind) {
    case 'keyPair': {
      const { keyId, keySecret } = credential;
      return clientCredentialsTokens({ transport, tokenUrl, keyId, keySecret, retry, now });
    }
    case 'bearerToken':
      return bearerTokens({ token: credential.token, now });
  }
}
