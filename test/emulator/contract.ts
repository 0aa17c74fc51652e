/** What tests, `npm start` and `npm run emulator` are handed when they start the emulator. */
export interface EmulatorOptions {
  /** 0 (default) takes a free port. The emulator listens on 127.0.0.1 only. */
  readonly port?: number;
  readonly seed?: Seed;
  /** Seconds a token lives; 3599 by default. */
  readonly tokenLifetime?: number;
  /** Seconds tokens of a deleted key go on working; 0 by default (the real service: up to 60). */
  readonly deletedKeyGrace?: number;
  /** Milliseconds every answer waits before the work is done; a client that leaves earlier has changed nothing. */
  readonly delay?: number;
  /** Token endpoint's bucket; 30 tokens refilled with 10 a second by default. */
  readonly tokenBucket?: { readonly size: number; readonly perSecond: number };
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
  /** Path of `openapi.yaml`; where the emulator has been bundled, it has to be told before `violations` is read. */
  readonly descriptionFile?: string;
  /** Awaited on both sides of the work of every request to a path that exists. */
  readonly onRequest?: (request: RequestUnderWay) => Promise<void>;
}

/** A request that has no answer yet. */
export interface RequestUnderWay {
  readonly operation: EmulatedOperation;
  /** `before`: nothing has been done, and nothing will be where the client leaves now. `after`: the answer is ready. */
  readonly side: 'before' | 'after';
  /** Aborted when the client leaves. */
  readonly gone: AbortSignal;
}

export interface Seed {
  readonly projects: readonly SeedProject[];
}

export interface SeedProject {
  readonly projectId: string;
  /** False: every call but the token exchange answers 403, as for an account the API isn't open to. */
  readonly apiEnabled?: boolean;
  readonly keys: readonly SeedKey[];
}

export interface SeedKey {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly displayName: string;
  /** RFC 3339. */
  readonly createTime?: string;
  readonly updateTime?: string;
}

export type EmulatedOperation =
  | 'FetchToken'
  | 'ListAccessKeys'
  | 'CreateAccessKey'
  | 'GetAccessKey'
  | 'UpdateAccessKey'
  | 'DeleteAccessKey';

/**
 * Something that goes wrong on demand, the next `times` times (1 by default) `operation` is called. The service's own
 * errors are in `apiErrors`: `{ operation, kind: 'answer', ...apiErrors.unavailable }`.
 */
export interface Fault {
  readonly operation: EmulatedOperation;
  readonly times?: number;
  /** Milliseconds before anything happens. */
  readonly delay?: number;
  /** `answer`: this answer instead of the work; `drop`: the connection is cut before the work is done; `dropAfter`: the work is done, the answer lost; `hang`: no answer ever; `none`: only the delay. */
  readonly kind: 'answer' | 'drop' | 'dropAfter' | 'hang' | 'none';
  /** Of `answer`: the HTTP status, 500 by default. */
  readonly status?: number;
  /** Of `answer`; JSON bodies get their content type by themselves. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of `answer`: sent as is where it is a string, as JSON otherwise; no body where undefined. */
  readonly body?: unknown;
}

/** One request as it arrived and was answered. Held in memory for assertions; holds no header but the user agent. */
export interface RecordedRequest {
  readonly operation: EmulatedOperation | undefined;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly userAgent: string | undefined;
  /** HTTP status of the answer; undefined while under way or where the connection was cut. */
  readonly status: number | undefined;
}

export interface EmulatedKey {
  readonly accessKeyId: string;
  readonly displayName: string;
  readonly secret: string;
  readonly createTime: string;
  readonly updateTime: string;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT`: the account API's base URL. */
  readonly accountUrl: string;
  /** `http://127.0.0.1:PORT/oauth2/token`. */
  readonly tokenUrl: string;
  /** The keys of a project as they are now, oldest first. */
  keys(projectId: string): readonly EmulatedKey[];
  /** Requests since the start or the last `reset`, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  /**
   * What the requests, and the answers that are not faults, do that `openapi.yaml` does not allow, since the start or
   * the last `reset`: empty for a client and an emulator that keep to it. Holds no secret and no token.
   */
  readonly violations: readonly string[];
  /** @throws `InvalidInput` for a fault that makes no sense. */
  fault(fault: Fault): void;
  /**
   * Takes every fault back, cuts every request that has no answer yet, forgets requests and violations, puts the data of
   * the seed, or of another one, in the place of all there are and fills the token bucket. Tokens of its keys stay good,
   * as do idle connections.
   * @throws `InvalidInput` for a seed that makes no sense.
   */
  reset(other?: Seed): void;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}
