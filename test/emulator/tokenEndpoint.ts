import type { AccessKeyStore } from './accessKeyStore';
import type { AccessTokens } from './accessTokens';
import { emptyAnswer, jsonAnswer, type Answer } from './answer';
import { basicCredentials } from './basicCredentials';

export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** Parts of the token endpoint: `lifetime` is in seconds, `takeFromBucket` answers false where the rate limit is reached. */
export interface TokenEndpoint {
  readonly store: AccessKeyStore;
  readonly tokens: AccessTokens;
  readonly lifetime: number;
  readonly takeFromBucket: () => boolean;
}

/** The client-credentials exchange. */
export function answerTokenRequest(request: TokenRequest, endpoint: TokenEndpoint): Answer {
  if (!endpoint.takeFromBucket()) return emptyAnswer(429);

  const pair = basicCredentials(request.authorization);
  if (pair === undefined || endpoint.store.key(pair.id)?.secret !== pair.secret) {
    return jsonAnswer(401, oauthError('invalid_client', 'Client authentication failed'), {
      'www-authenticate': 'Basic realm="token"',
    });
  }
  const grantType = formField(request, 'grant_type');
  if (grantType === undefined)
    return jsonAnswer(400, oauthError('invalid_request', 'The grant type is missing'));

  if (grantType !== 'client_credentials')
    return jsonAnswer(400, oauthError('unsupported_grant_type', 'The grant type is not supported'));

  return jsonAnswer(
    200,
    {
      access_token: endpoint.tokens.issue(pair.id),
      expires_in: endpoint.lifetime,
      scope: '',
      token_type: 'bearer',
    },
    { 'cache-control': 'no-store' },
  );
}

function formField({ contentType, body }: TokenRequest, name: string): string | undefined {
  const isForm = /^application\/x-www-form-urlencoded *(;|$)/i.test(contentType ?? '');
  return isForm ? (new URLSearchParams(body).get(name) ?? undefined) : undefined;
}

function oauthError(error: string, description: string): unknown {
  return { error, error_description: description };
}
