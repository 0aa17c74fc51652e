import { createHash } from 'node:crypto';
import { bearerTokens } from './bearerTokens';
import { clientCredentialsTokens } from './clientCredentialsTokens';
import { Endpoint } from './endpoint';
import type { Retry } from './retry';
import { TokenGate } from './tokenGate';
import type { Transport } from './transport';
import type { Credential, TokenSource } from './types';

export interface SharedTokensOptions {
  readonly transport: Transport;
  readonly retry: Retry;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The gate to a token host; a {@link TokenGate} by default. */
  readonly createGate?: () => TokenGate;
}

/**
 * The tokens of a credential, from the token endpoint of that URL. Throws an `EndpointError` as {@link Endpoint} does.
 */
export type TokensOf = (credential: Credential, tokenUrl: string) => TokenSource;

/**
 * One source of tokens for each key pair, however many projects it signs in to, for as long as it is in use, and one
 * gate for each token host.
 */
export function sharedTokens({
  transport,
  retry,
  now,
  createGate = () => new TokenGate(),
}: SharedTokensOptions): TokensOf {
  const sources = new Map<string, WeakRef<TokenSource>>();
  const gates = new Map<string, TokenGate>();

  function gateOf(tokenUrl: string): TokenGate {
    const { host } = Endpoint.parse(tokenUrl).url();
    const gate = gates.get(host) ?? createGate();
    gates.set(host, gate);
    return gate;
  }

  return (credential, tokenUrl) => {
    if (credential.kind === 'bearerToken') return bearerTokens(credential);

    for (const [name, source] of sources) if (source.deref() === undefined) sources.delete(name);
    const { keyId, keySecret } = credential;
    // The names outlive what they name; a secret must not.
    const name = createHash('sha256')
      .update(JSON.stringify([tokenUrl, keyId, keySecret]))
      .digest('base64');
    const known = sources.get(name)?.deref();
    if (known) return known;
    const gate = gateOf(tokenUrl);
    const source = clientCredentialsTokens({ transport, tokenUrl, keyId, keySecret, retry, gate, now });
    sources.set(name, new WeakRef(source));
    return source;
  };
}
