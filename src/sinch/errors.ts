/** The calls this client makes, by the names of the API's own description; `FetchToken` is the token endpoint. */
export type Operation =
  | 'ListAccessKeys'
  | 'CreateAccessKey'
  | 'GetAccessKey'
  | 'UpdateAccessKey'
  | 'DeleteAccessKey'
  | 'FetchToken';

/**
 * What every failed call throws, save an abort, which passes through as the signal's own reason.
 * No message, property or cause holds a header, a token or a secret.
 */
export abstract class SinchError extends Error {
  constructor(
    readonly operation: Operation,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }

  /** True where the service may have carried the operation out although no usable answer arrived. */
  get outcomeUnknown(): boolean {
    // A token is fetched before anything else is asked: without one, nothing was.
    return this.operation !== 'FetchToken' && this.leavesDoubt;
  }

  /** True where a request that failed like this may have been carried out. */
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
     * `error.status` of the body, such as `FAILED_PRECONDITION`, or an OAuth error's code, such as `invalid_scope`;
     * undefined where the body has neither.
     */
    readonly apiStatus: string | undefined,
    options?: { readonly cause?: unknown; readonly retryAfter?: number | undefined },
  ) {
    super(
      operation,
      `${operation}: HTTP ${status}${apiStatus === undefined ? '' : ` ${apiStatus}`}`,
      options,
    );
    this.retryAfter = options?.retryAfter;
  }

  /** Milliseconds the service asked to be left alone for, by `Retry-After`; undefined where it asked for nothing. */
  readonly retryAfter: number | undefined;

  protected override get leavesDoubt(): boolean {
    return this.status >= 500;
  }
}

/** The credential itself is of no use: refused by the token endpoint, or a bearer token that ran out. */
export class CredentialError extends SinchError {
  override readonly name = 'CredentialError';
  protected override readonly leavesDoubt = false;

  constructor(
    operation: Operation,
    readonly reason: 'refused' | 'expired',
    /** HTTP status of the refusal; undefined where the token's own expiry was enough to know. */
    readonly status: number | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(
      operation,
      `${operation}: credential ${reason}${status === undefined ? '' : ` (HTTP ${status})`}`,
      options,
    );
  }
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
    options?: { readonly cause?: unknown },
  ) {
    super(operation, `${operation}: unexpected answer (HTTP ${status}): ${problem}`, options);
  }
}
