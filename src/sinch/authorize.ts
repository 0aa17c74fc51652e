import { CredentialError } from './errors';
import { unauthorized } from './refusal';
import { lifeLeft } from './serverTime';
import type { HttpAnswer } from './httpAnswer';
import type { HttpRequest, Transport } from './transport';
import type { TokenSource } from './types';

/**
 * Sends requests with a token. A token that is answered with 401 is renewed and the request repeated, once: nothing was
 * done the first time, unless the answer is of use anyway. Rejects with a `CredentialError` if that doesn't help.
 */
export function authorize(transport: Transport, tokens: TokenSource): Transport {
  async function send(
    request: HttpRequest,
  ): Promise<{ readonly token: string; readonly answer: HttpAnswer }> {
    const token = await tokens.get(request);
    const headers = { ...request.headers, Authorization: `Bearer ${token}` };
    return { token, answer: await transport({ ...request, headers }) };
  }

  const isRefused = (request: HttpRequest, answer: HttpAnswer): boolean =>
    answer.status === 401 && !request.isOfUseAnyway?.(answer);

  return async request => {
    const first = await send(request);
    if (!isRefused(request, first.answer)) return first.answer;

    if (!tokens.renew(first.token)) {
      const left = lifeLeft(first.token, first.answer);
      throw left !== undefined && left <= 0
        ? new CredentialError(request.operation, 'expired', first.answer.status, {
            credential: 'bearerToken',
          })
        : unauthorized(request.operation, first.answer, 'bearerToken');
    }
    const second = await send(request);
    if (isRefused(request, second.answer)) throw unauthorized(request.operation, second.answer, 'keyPair');

    return second.answer;
  };
}
