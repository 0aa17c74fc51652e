import {
  type InferOutput,
  nullish,
  object,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
  transform,
  union,
} from 'valibot';
import { ApiError, CredentialError, type Hint, type Operation } from './errors';
import { retryAfter } from './retryAfter';
import type { HttpAnswer } from './httpAnswer';
import type { Credential } from './types';

const apiShape = pipe(
  object({ error: object({ status: pipe(string(), regex(/^[A-Z][A-Z_]{0,63}$/)) }) }),
  transform(({ error }) => ({ code: error.status, detail: undefined })),
);

const oauthShape = pipe(
  object({ error: pipe(string(), regex(/^[a-z][a-z_]{0,63}$/)) }),
  transform(({ error }) => ({ code: error, detail: undefined })),
);

const registry = 'https://developers.sinch.com/docs/errors/registry/';

/** The names of Sinch's registry of errors. */
const slugs = [
  'invalid-credentials',
  'access-token-expired',
  'permission-denied',
  'not-found',
  'validation-error',
  'too-many-requests',
] as const;

const registryShape = pipe(
  object({
    type: pipe(
      string(),
      transform(type => (type.startsWith(registry) ? type.slice(registry.length) : undefined)),
      picklist(slugs),
    ),
    detail: nullish(string()),
  }),
  transform(({ type, detail }) => ({ code: type, detail })),
);

/**
 * The shapes of a refusal: the API's own, OAuth's, and that of Sinch's registry of errors. Only a code is taken, by its
 * form: other texts may repeat what was sent.
 */
const refusal = union([apiShape, oauthShape, registryShape]);

export function isSuccess(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** What an answer gives away about who sent it, or about what was wrong. */
export function hintOf(answer: HttpAnswer): Hint | undefined {
  const { status, body = '' } = answer;
  const isPage = /^text\/html\b/i.test(answer.header('content-type') ?? '') || /^\s*</.test(body);
  const isRedirect = status >= 300 && status < 400;
  if (isPage || isRedirect || status === 407 || status === 511) return 'proxy';

  const { code, detail } = readRefusal(body);
  const hasNoAccess = (detail ?? '').includes('does not have access to projects/');
  return code === 'permission-denied' && hasNoAccess ? 'wrongProject' : undefined;
}

/** The error for an answer that isn't a success. `now`: milliseconds since the epoch. */
export function apiError(operation: Operation, answer: HttpAnswer, now: number): ApiError {
  return new ApiError(operation, answer.status, readRefusal(answer.body).code, {
    retryAfter: retryAfter(answer, now),
    hint: hintOf(answer),
  });
}

/** The error for a 401 that a fresh token didn't help against, or that meets a token there is only one of. */
export function unauthorized(
  operation: Operation,
  answer: HttpAnswer,
  credential: Credential['kind'],
): ApiError | CredentialError {
  const hint = hintOf(answer);
  const { code } = readRefusal(answer.body);
  if (hint === 'proxy') return new ApiError(operation, answer.status, code, { hint });

  const isExpired =
    code === 'access-token-expired' || /expired/i.test(answer.header('www-authenticate') ?? '');
  return new CredentialError(operation, isExpired ? 'expired' : 'refused', answer.status, { credential });
}

/** The error for a refusal of the token endpoint: of the key pair if it says so, else of the request. */
export function tokenRefusal(answer: HttpAnswer, now: number): ApiError | CredentialError {
  const error = apiError('FetchToken', answer, now);
  const refused =
    error.status === 401 ||
    error.status === 403 ||
    (error.status === 400 && refusalsOfTheClient.has(error.apiStatus ?? ''));
  return refused && error.hint !== 'proxy'
    ? new CredentialError('FetchToken', 'refused', error.status)
    : error;
}

/** Which of these Sinch answers to a wrong pair isn't documented. RFC 6749, 5.2. */
const refusalsOfTheClient: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_request',
  'unauthorized_client',
  'invalid-credentials',
]);

function readRefusal(body: string | undefined): Partial<InferOutput<typeof refusal>> {
  let content: unknown;
  try {
    content = JSON.parse(body ?? '');
  } catch {
    return {};
  }
  const result = safeParse(refusal, content);
  return result.success ? result.output : {};
}
