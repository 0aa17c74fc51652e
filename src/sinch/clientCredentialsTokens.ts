import { readToken } from './answers';
import { Endpoint } from './endpoint';
import { ApiError } from './errors';
import { isSuccess, tokenRefusal } from './refusal';
import { createRetry, type Retry } from './retry';
import { lifeLeft } from './serverTime';
import { singleFlight } from './singleFlight';
import { TokenGate } from './tokenGate';
import type { Transport } from './transport';
import type { TokenSource } from './types';

export interface ClientCredentialsOptions {
  readonly transport: Transport;
  /** Such as `https://auth.sinch.com/oauth2/token`. */
  readonly tokenUrl: string;
  readonly keyId: string;
  readonly keySecret: string;
  readonly retry?: Retry;
  /** What all requests to the token host pass; one of its own by default. */
  readonly gate?: TokenGate;
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
  const { transport, keyId, keySecret, retry = createRetry(), gate = new TokenGate() } = options;
  const { now = Date.now } = options;
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
    await gate.pass(signal);
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
    if (!isSuccess(answer)) {
      const error = tokenRefusal(answer, now());
      if (error instanceof ApiError && error.status === 429) gate.hold(error);
      throw error;
    }
    gate.release();
    const { token, lifetime } = readToken(answer);
    const known = [lifetime, lifeLeft(token, answer)].filter(life => life !== undefined);
    const life = known.length === 0 ? assumedLifetime : Math.min(...known);
    return { token, freshUntil: asked + life - margin };
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
