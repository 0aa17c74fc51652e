/**
 * An access key as the API describes it: never with its secret, which the API gives away once, on creation.
 * Source: Access Keys Management API, `AccessKey`.
 */
export interface AccessKey {
  /** The public half of the pair, used as OAuth client ID. Opaque; never validated as a UUID. */
  readonly accessKeyId: string;
  /** Unique in its project. The key ID if the API leaves the name out. */
  readonly displayName: string;
  readonly projectId: string;
  readonly createTime?: Date;
  /** Moves on rename. */
  readonly updateTime?: Date;
}

/** A key at the only moment its secret can be had. */
export interface CreatedAccessKey {
  /** Undefined if the answer doesn't say which key it made. */
  readonly accessKey: AccessKey | undefined;
  readonly secret: string;
}

/** What a project signs in with: a key pair, or a ready-made bearer token that works until it expires. */
export type Credential =
  | { readonly kind: 'keyPair'; readonly keyId: string; readonly keySecret: string }
  | { readonly kind: 'bearerToken'; readonly token: string };

/** Milliseconds, and a signal: what every call accepts. */
export interface CallOptions {
  /** Ends the call; the promise rejects with the signal's reason, unwrapped. */
  readonly signal?: AbortSignal | undefined;
}

export interface ListOptions extends CallOptions {
  /** 1–1000; the API's own default (100) when left out. */
  readonly pageSize?: number;
  /** Told how many keys of a page can't be read: they exist, and are not in the list. */
  readonly onUnreadable?: (count: number) => void;
}

/** The five operations on the access keys of one project. Each answer must be about the key that was asked for. */
export interface AccessKeysApi {
  /** Every key once, page by page. */
  list(options?: ListOptions): AsyncIterableIterator<AccessKey>;
  create(displayName: string, options?: CallOptions): Promise<CreatedAccessKey>;
  get(accessKeyId: string, options?: CallOptions): Promise<AccessKey>;
  update(accessKeyId: string, displayName: string, options?: CallOptions): Promise<AccessKey>;
  delete(accessKeyId: string, options?: CallOptions): Promise<void>;
}

/** Where bearer tokens come from. */
export interface TokenSource {
  /** A token that is good for at least a minute, from the cache or the token endpoint; one request at a time. */
  get(options?: CallOptions): Promise<string>;
  /** Forgets `token`, so that the next `get` fetches another. False if there is no way to get another. */
  renew(token: string): boolean;
}
