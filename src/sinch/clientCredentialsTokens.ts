import { readToken } from './answers';
import { Endpoint } from './endpoint';
import { jwtExpiry } from './jwtExpiry';
import { isSuccess, tokenRefusal } from './refusal';
import { createRetry, type Retry } from './retry';
import { singleFlight } from './singleFlight';
import type { Transport } from './transport';
import type { TokenSource } from './types';

export interface ClientCredentialsOptions {
  readonly transport: Transport;
  /** Such as `https://auth.sinch.com/oauth2/token`. */
  readonly tokenUrl: string;
  readonly keyId: string;
  readonly keySecret: string;
  readonly retry?: Retry;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

/** A token is fetched anew this long before its end, in milliseconds, so that none ends on its way. */
const margin = 60_000;

/** How long a token is taken to live that says nothing about its end, in milliseconds. */
const assumedLifetime = 5 * 60_000;

/**
 * Exchanges a key pair for tokens (OAuth 2.0 client credentials) and keeps the last one in memory.
 * Callers that come together share one request. Throws an `EndpointError` for a URL that tokens must not come from.
 */
export function clientCredentialsTokens(options: ClientCredentialsOptions): TokenSource {
  const { transport, keyId, keySecret, retry = createRetry(), now = Date.now } = options;
  const endpoint = Endpoint.parse(options.tokenUrl);
  let cached: { readonly token: string; readonly freshUntil: number } | undefined;

  const fetchToken = singleFlight(async signal => {
    const { token, freshUntil } = await retry('FetchToken', () => exchange(signal), {
      signal,
      safeToRepeat: true,
    });
    cached = { token, freshUntil };
    return token;
  });

  async function exchange(signal: AbortSignal) {
    const asked = now();
    const answer = await transport({
      operation: 'FetchToken',
      method: 'POST',
      endpoint,
      headers: {
        // Sinch takes the pair as it is, without the form-encoding of RFC 6749, 2.3.1.
        Authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`,
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
      signal,
    });
    if (!isSuccess(answer)) throw tokenRefusal(answer, now());

    const { token, lifetime } = readToken(answer);
    const ends = [jwtExpiry(token), lifetime === undefined ? undefined : asked + lifetime];
    const known = ends.filter(end => end !== undefined);
    const end = known.length === 0 ? asked + assumedLifetime : Math.min(...known);
    return { token, freshUntil: end - margin };
  }

  return {
    async get({ signal } = {}) {
      signal?.throwIfAborted();
      return cached !== undefined && now() < cached.freshUntil ? cached.token : fetchToken(signal);
    },
    renew(token) {
      // Another caller may have renewed it meanwhile; the token it got is still good.
      if (cached?.token === token) cached = undefined;

      return true;
    },
  };
}
