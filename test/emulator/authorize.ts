import type { AccessKeyStore } from './accessKeyStore';
import type { AccessTokens } from './accessTokens';
import { emptyAnswer, type Answer } from './answer';
import { apiErrors, refusal } from './apiErrors';
import { basicCredentials } from './basicCredentials';

/** @returns the refusal, or undefined where the caller may act on the project. */
export function authorize(
  authorization: string | undefined,
  projectId: string,
  tokens: AccessTokens,
  store: AccessKeyStore,
): Answer | undefined {
  const basic = basicCredentials(authorization);
  if (basic !== undefined) {
    // Meant for tests only: the service refuses here what it takes as a bearer token.
    return store.key(basic.id)?.secret === basic.secret
      ? refusal(apiErrors.permissionDenied)
      : unauthenticated('Basic realm="access keys"');
  }
  const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return unauthenticated('Bearer');

  const checked = tokens.check(token);
  switch (checked.kind) {
    case 'expired':
      return unauthenticated('Bearer error="invalid_token", error_description="The token expired"');
    case 'unknown':
      return unauthenticated('Bearer error="invalid_token"');
    case 'valid': {
      const owner = store.projectOfToken(checked.accessKeyId);
      if (owner === undefined) return unauthenticated('Bearer error="invalid_token"');
      return owner === projectId && store.isOpenToApi(owner)
        ? undefined
        : refusal(apiErrors.permissionDenied);
    }
  }
}

function unauthenticated(challenge: string): Answer {
  return emptyAnswer(401, { 'www-authenticate': challenge });
}
