import { createAccessKeys } from './accessKeys';
import { createRetry, type Retry } from './retry';
import { sharedTokens } from './sharedTokens';
import type { Transport } from './transport';
import type { AccessKeysApi, Credential } from './types';

export interface ClientOptions {
  readonly transport: Transport;
  readonly retry?: Retry;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

export interface ConnectOptions {
  readonly credential: Credential;
  readonly projectId: string;
  /** The Access Keys API, such as `https://account.api.sinch.com`. */
  readonly accountUrl: string;
  /** The token endpoint, such as `https://auth.sinch.com/oauth2/token`. */
  readonly tokenUrl: string;
}

/**
 * The access keys of a project, signed in with a credential. Makes no request.
 * Keep the result as long as the credential lasts: the token is kept in it, and shared by its calls and by those of
 * every other project with the same credential.
 * Throws an `EndpointError` for a URL that tokens must not be sent to, and a RangeError for an ID no URL can carry.
 */
export type Connect = (options: ConnectOptions) => AccessKeysApi;

/** Makes connections that share their tokens and the pace at which those are asked for. */
export function createConnect({ transport, retry = createRetry(), now = Date.now }: ClientOptions): Connect {
  const tokensOf = sharedTokens({ transport, retry, now });
  return ({ credential, projectId, accountUrl, tokenUrl }) =>
    createAccessKeys({
      transport,
      tokens: tokensOf(credential, tokenUrl),
      baseUrl: accountUrl,
      projectId,
      retry,
      now,
    });
}
