import { readAccessKey, readCreated, readDeleted, readPage } from './answers';
import { authorize } from './authorize';
import { Endpoint } from './endpoint';
import { ApiError, SinchError, UnexpectedAnswerError, type Operation } from './errors';
import { apiError, isSuccess } from './refusal';
import { createRetry, type Retry } from './retry';
import type { HttpAnswer, HttpRequest, Transport } from './transport';
import type { AccessKey, AccessKeysApi, CallOptions, TokenSource } from './types';

export interface AccessKeysOptions {
  readonly transport: Transport;
  readonly tokens: TokenSource;
  /** Such as `https://account.api.sinch.com`; a path prefix is kept. */
  readonly baseUrl: string;
  readonly projectId: string;
  readonly retry?: Retry;
  /** Milliseconds since the epoch; `Date.now` by default. */
  readonly now?: () => number;
}

/** A project holds ten keys: a list that goes on beyond this many pages has no end. */
const maxPages = 1000;

/**
 * The access keys of one project, over the Access Keys Management API (v1).
 * Throws an `EndpointError` for a URL that tokens must not be sent to, and a RangeError for an ID no URL can carry.
 */
export function createAccessKeys(options: AccessKeysOptions): AccessKeysApi {
  const { tokens, projectId, retry = createRetry(), now = Date.now } = options;
  const endpoint = Endpoint.parse(options.baseUrl);
  const transport = authorize(options.transport, tokens);
  const collection = ['v1', 'projects', projectId, 'accessKeys'];
  endpoint.url(collection);

  type Call = Pick<HttpRequest, 'operation' | 'method' | 'segments' | 'query' | 'signal'>;

  async function send(call: Call, content?: object): Promise<HttpAnswer> {
    const answer = await transport({
      ...call,
      endpoint,
      headers: {
        Accept: 'application/json',
        ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    if (!isSuccess(answer)) {
      throw apiError(call.operation, answer, now());
    }
    return answer;
  }

  async function sendAgain(call: Call, content?: object): Promise<HttpAnswer> {
    return retry(call.operation, () => send(call, content), call.signal);
  }

  async function* pages(query: Readonly<Record<string, string>>, signal: AbortSignal | undefined) {
    const operation: Operation = 'ListAccessKeys';
    const seen = new Set<string>();
    let pageToken: string | undefined;
    do {
      const answer = await sendAgain({
        operation,
        method: 'GET',
        segments: collection,
        query: pageToken === undefined ? query : { ...query, pageToken },
        signal,
      });
      const page = readPage(answer, projectId);
      yield* page.accessKeys;
      pageToken = page.nextPageToken;
      if (pageToken !== undefined && (seen.has(pageToken) || seen.size >= maxPages)) {
        throw new UnexpectedAnswerError(operation, answer.status, 'nextPageToken: the list has no end');
      }
      seen.add(pageToken ?? '');
    } while (pageToken !== undefined);
  }

  return {
    list({ pageSize, signal } = {}): AsyncIterableIterator<AccessKey> {
      if (pageSize !== undefined && !(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= 1000)) {
        throw new RangeError('pageSize must be a whole number from 1 to 1000.');
      }
      return pages(pageSize === undefined ? {} : { pageSize: String(pageSize) }, signal);
    },

    async create(displayName, { signal }: CallOptions = {}) {
      const call = { operation: 'CreateAccessKey', method: 'POST', segments: collection, signal } as const;
      return readCreated(await sendAgain(call, { displayName }), projectId, displayName);
    },

    async get(accessKeyId, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const answer = await sendAgain({ operation: 'GetAccessKey', method: 'GET', segments, signal });
      return readAccessKey('GetAccessKey', answer, projectId);
    },

    async update(accessKeyId, displayName, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const call = { operation: 'UpdateAccessKey', method: 'PATCH', segments, signal } as const;
      return readAccessKey('UpdateAccessKey', await sendAgain(call, { displayName }), projectId);
    },

    async delete(accessKeyId, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const call = { operation: 'DeleteAccessKey', method: 'DELETE', segments, signal } as const;
      let mayBeDeleted = false;
      await retry(
        call.operation,
        async () => {
          try {
            readDeleted(await send(call));
          } catch (error) {
            if (mayBeDeleted && isNotFound(error, call.operation)) {
              // An earlier attempt did it; only its answer was lost.
              return;
            }
            mayBeDeleted ||= error instanceof SinchError && error.outcomeUnknown;
            throw error;
          }
        },
        signal,
      );
    },
  };
}

function isNotFound(error: unknown, operation: Operation): boolean {
  return error instanceof ApiError && error.operation === operation && error.status === 404;
}
