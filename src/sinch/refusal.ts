import { object, pipe, regex, safeParse, string, transform, union } from 'valibot';
import { ApiError, CredentialError, type Operation } from './errors';
import { retryAfter } from './retryAfter';
import type { HttpAnswer } from './transport';

/**
 * The three shapes of a refusal: the API's `{ error: { status } }`, OAuth's `{ error }`, and `{ type, title, detail }`,
 * of which the last names no code. Only a code is taken, by its form: other texts may repeat what was sent.
 */
const refusal = object({
  error: union([
    pipe(string(), regex(/^[a-z][a-z_]{0,63}$/)),
    pipe(
      object({ status: pipe(string(), regex(/^[A-Z][A-Z_]{0,63}$/)) }),
      transform(({ status }) => status),
    ),
  ]),
});

export function isSuccess(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** The error for an answer that isn't a success. `now`: milliseconds since the epoch. */
export function apiError(operation: Operation, answer: HttpAnswer, now: number): ApiError {
  return new ApiError(operation, answer.status, code(answer.body), {
    retryAfter: retryAfter(answer.header('retry-after'), now),
  });
}

/** The error for a 401 that a fresh token didn't help against. */
export function unauthorized(operation: Operation, answer: HttpAnswer): CredentialError {
  const expired = /expired/i.test(answer.header('www-authenticate') ?? '');
  return new CredentialError(operation, expired ? 'expired' : 'refused', answer.status);
}

/** The error for a refusal of the token endpoint: of the key pair where it says so, of the request otherwise. */
export function tokenRefusal(answer: HttpAnswer, now: number): ApiError | CredentialError {
  const error = apiError('FetchToken', answer, now);
  const refused =
    error.status === 401 ||
    error.status === 403 ||
    (error.status === 400 && refusalsOfTheClient.has(error.apiStatus ?? ''));
  return refused ? new CredentialError('FetchToken', 'refused', error.status) : error;
}

/** Which of these Sinch answers to a wrong pair isn't documented. RFC 6749, 5.2. */
const refusalsOfTheClient: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_request',
  'unauthorized_client',
]);

function code(body: string | undefined): string | undefined {
  let content: unknown;
  try {
    content = JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
  const result = safeParse(refusal, content);
  return result.success ? result.output.error : undefined;
}
