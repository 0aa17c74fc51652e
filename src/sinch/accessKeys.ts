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

type Call = Pick<HttpRequest, 'operation' | 'method' | 'segments' | 'query' | 'signal'>;

/** Makes one call and returns its answer. Rejects with an `ApiError` where the API refused. */
type Send = (call: Call, content?: object) => Promise<HttpAnswer>;

/**
 * The access keys of one project, over the Access Keys Management API (v1).
 * Throws an `EndpointError` for a URL that tokens must not be sent to, and a RangeError for an ID no URL can carry.
 */
export function createAccessKeys(options: AccessKeysOptions): AccessKeysApi {
  const { projectId, retry = createRetry() } = options;
  const collection = ['v1', 'projects', projectId, 'accessKeys'];
  const send = createSend(options, collection);

  const sendRepeatedly: Send = (call, content) =>
    retry(call.operation, () => send(call, content), { signal: call.signal, safeToRepeat: true });

  return {
    list({ pageSize, signal } = {}): AsyncIterableIterator<AccessKey> {
      if (pageSize !== undefined && !(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= 1000))
        throw new RangeError('pageSize must be a whole number from 1 to 1000.');

      const query = pageSize === undefined ? {} : { pageSize: String(pageSize) };
      const call = {
        operation: 'ListAccessKeys',
        method: 'GET',
        segments: collection,
        query,
        signal,
      } as const;
      return keysOfAllPages(sendRepeatedly, call, projectId);
    },

    async create(displayName, { signal }: CallOptions = {}) {
      const call = { operation: 'CreateAccessKey', method: 'POST', segments: collection, signal } as const;
      // Not safe to repeat: a second create could make a second key.
      const answer = await retry(call.operation, () => send(call, { displayName }), { signal });
      return readCreated(answer, projectId, displayName);
    },

    async get(accessKeyId, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const answer = await sendRepeatedly({ operation: 'GetAccessKey', method: 'GET', segments, signal });
      return readAccessKey('GetAccessKey', answer, projectId);
    },

    async update(accessKeyId, displayName, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const call = { operation: 'UpdateAccessKey', method: 'PATCH', segments, signal } as const;
      return readAccessKey('UpdateAccessKey', await sendRepeatedly(call, { displayName }), projectId);
    },

    async delete(accessKeyId, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const call = { operation: 'DeleteAccessKey', method: 'DELETE', segments, signal } as const;
      await retry(call.operation, deletion(send, call), { signal, safeToRepeat: true });
    },
  };
}

function createSend(options: AccessKeysOptions, collection: readonly string[]): Send {
  const { tokens, now = Date.now } = options;
  const endpoint = Endpoint.parse(options.baseUrl);
  const transport = authorize(options.transport, tokens);
  // Throws for an ID no URL can carry.
  endpoint.url(collection);

  return async (call, content) => {
    const answer = await transport({
      ...call,
      endpoint,
      headers: {
        Accept: 'application/json',
        ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
    if (!isSuccess(answer)) throw apiError(call.operation, answer, now());

    return answer;
  };
}

async function* keysOfAllPages(send: Send, call: Call, projectId: string) {
  const seen = new Set<string>();
  let pageToken: string | undefined;
  do {
    const query = pageToken === undefined ? {} : { pageToken };
    const answer = await send({ ...call, query: { ...call.query, ...query } });
    const page = readPage(answer, projectId);
    yield* page.accessKeys;
    pageToken = page.nextPageToken;
    if (pageToken !== undefined && (seen.has(pageToken) || seen.size >= maxPages))
      throw new UnexpectedAnswerError(call.operation, answer.status, 'nextPageToken: the list has no end');

    seen.add(pageToken ?? '');
  } while (pageToken !== undefined);
}

/** One attempt after another at the same deletion, of which an earlier one may have succeeded and lost its answer. */
function deletion(send: Send, call: Call): () => Promise<void> {
  let mayBeDeleted = false;
  return async () => {
    try {
      readDeleted(await send(call));
    } catch (error) {
      if (mayBeDeleted && isNotFound(error, call.operation)) return;
      mayBeDeleted ||= error instanceof SinchError && error.outcomeUnknown;
      throw error;
    }
  };
}

function isNotFound(error: unknown, operation: Operation): boolean {
  return error instanceof ApiError && error.operation === operation && error.status === 404;
}
