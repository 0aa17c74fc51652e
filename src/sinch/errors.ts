import type { Credential } from './types';

/** The calls this client makes, by the names of the API's own description; `FetchToken` is the token endpoint. */
export type Operation =
  | 'ListAccessKeys'
  | 'CreateAccessKey'
  | 'GetAccessKey'
  | 'UpdateAccessKey'
  | 'DeleteAccessKey'
  | 'FetchToken';

/**
 * What an answer gives away beside its status. `proxy`: it comes from a proxy, a firewall or a network's sign-in page.
 * `wrongProject`: the key works, and has no access to the project.
 */
export type Hint = 'proxy' | 'wrongProject';

/**
 * What every failed call throws, except for an abort, which passes through as the signal's own reason.
 * No message, property or cause holds a header, a token or a secret.
 */
export abstract class SinchError extends Error {
  constructor(
    readonly operation: Operation,
    message: string,
    options?: { readonly cause?: unknown; readonly hint?: Hint | undefined },
  ) {
    super(message, options);
    this.hint = options?.hint;
  }

  readonly hint: Hint | undefined;

  /** True if the service may have carried the operation out although no usable answer arrived. */
  get outcomeUnknown(): boolean {
    // A token is fetched before anything else is asked: without one, nothing was.
    return this.operation !== 'FetchToken' && this.leavesDoubt;
  }

  /** True if a request that failed like this may have been carried out. */
  protected abstract readonly leavesDoubt: boolean;
}

/** The API answered, and its answer is a refusal. Decide by `status` and `apiStatus`; texts are hints. */
export class ApiError extends SinchError {
  override readonly name = 'ApiError';

  constructor(
    operation: Operation,
    /** HTTP status, 300–599. */
    readonly status: number,
    /**
     * `error.status` of the body, such as `FAILED_PRECONDITION`, an OAuth error's code, such as `invalid_scope`, or a
     * name of Sinch's registry of errors, such as `not-found`; undefined if the body has none.
     */
    readonly apiStatus: string | undefined,
    options?: {
      readonly cause?: unknown;
      readonly retryAfter?: number | undefined;
      readonly hint?: Hint | undefined;
    },
  ) {
    super(
      operation,
      `${operation}: HTTP ${status}${apiStatus === undefined ? '' : ` ${apiStatus}`}`,
      options,
    );
    this.retryAfter = options?.retryAfter;
  }

  /** Milliseconds the service asked to be left alone for, by `Retry-After`; undefined if it asked for nothing. */
  readonly retryAfter: number | undefined;

  protected override get leavesDoubt(): boolean {
    // 511 is a network's own: it lets nothing through before the user signs in.
    return this.status >= 500 && this.status !== 511;
  }
}

/** True for the code with which Sinch says itself that something is not there: a bare 404 may come from any proxy. */
export function isOwnNotFound(apiStatus: string | undefined): boolean {
  return apiStatus === 'NOT_FOUND' || apiStatus === 'not-found';
}

/** The credential itself is of no use: refused by the token endpoint, or a bearer token that ran out. */
export class CredentialError extends SinchError {
  override readonly name = 'CredentialError';
  protected override readonly leavesDoubt = false;

  constructor(
    operation: Operation,
    readonly reason: 'refused' | 'expired',
    /** HTTP status of the refusal; undefined if the token's own expiry was enough to know. */
    readonly status: number | undefined,
    options?: { readonly cause?: unknown; readonly credential?: Credential['kind'] },
  ) {
    super(
      operation,
      `${operation}: credential ${reason}${status === undefined ? '' : ` (HTTP ${status})`}`,
      options,
    );
    this.credential = options?.credential ?? 'keyPair';
  }

  /** What was signed in with; a key pair unless said otherwise. */
  readonly credential: Credential['kind'];
}

/** No answer arrived: the host can't be reached, the connection broke, or time ran out. */
export class UnreachableError extends SinchError {
  override readonly name = 'UnreachableError';

  constructor(
    operation: Operation,
    readonly reason: 'offline' | 'timeout' | 'interrupted' | 'certificate',
    /** The host that was asked, such as `account.api.sinch.com`. */
    readonly host: string,
    /** Node's error code, such as `ENOTFOUND`. */
    readonly code: string | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(operation, `${operation}: ${host} ${reason}${code === undefined ? '' : ` (${code})`}`, options);
  }

  protected override get leavesDoubt(): boolean {
    // Where no connection was made, nothing can have been carried out.
    return this.reason === 'timeout' || this.reason === 'interrupted';
  }
}

/** An answer arrived, and it isn't what the API describes: not JSON, too large, a field missing or of another type. */
export class UnexpectedAnswerError extends SinchError {
  override readonly name = 'UnexpectedAnswerError';
  protected override readonly leavesDoubt = true;

  constructor(
    operation: Operation,
    readonly status: number,
    /** What was wrong, by field path and kind, never by value: `accessKey.accessKeyId: expected string`. */
    readonly problem: string,
    options?: { readonly cause?: unknown; readonly hint?: Hint | undefined },
  ) {
    super(operation, `${operation}: unexpected answer (HTTP ${status}): ${problem}`, options);
  }
}

/** The service may have carried the operation out, and whether it did can't be found out: `cause` says why. */
export class UnconfirmedError extends SinchError {
  override readonly name = 'UnconfirmedError';
  protected override readonly leavesDoubt = true;

  constructor(operation: Operation, options: { readonly cause: unknown }) {
    super(operation, `${operation}: not confirmed`, options);
  }
}

/** True for Sinch’s own word that a key is not there. A 404 without it may come from any proxy: it proves nothing. */
export function isAbsence(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.operation === 'GetAccessKey' &&
    error.status === 404 &&
    isOwnNotFound(error.apiStatus)
  );
}
