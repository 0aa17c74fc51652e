import { holdsSecret, readAccessKey, readCreated, readDeleted, readPage } from './answers';
import { authorize } from './authorize';
import { Endpoint } from './endpoint';
import { type Operation, SinchError, UnconfirmedError, UnexpectedAnswerError } from './errors';
import { apiError, isSuccess } from './refusal';
import { createRetry, type Retry } from './retry';
import type { HttpAnswer } from './httpAnswer';
import type { HttpRequest, Transport } from './transport';
import type { AccessKey, AccessKeysApi, CallOptions, ListOptions, TokenSource } from './types';

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

/** A project holds ten keys: a list that goes on beyond these has no end. */
const maxPages = 100;
const maxListed = 10_000;

type Call = Pick<HttpRequest, 'operation' | 'method' | 'segments' | 'query' | 'signal' | 'isOfUseAnyway'>;

/** Makes one call and returns its answer. Rejects with an `ApiError` unless it is a success, or of use anyway. */
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
    list({ pageSize, signal, onUnreadable } = {}): AsyncIterableIterator<AccessKey> {
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
      return keysOfAllPages(sendRepeatedly, call, projectId, onUnreadable);
    },

    async create(displayName, { signal }: CallOptions = {}) {
      const call = { operation: 'CreateAccessKey', method: 'POST', segments: collection, signal } as const;
      // Not safe to repeat: a second create could make a second key. The secret in its answer comes once.
      const create = () => send({ ...call, isOfUseAnyway: holdsSecret }, { displayName });
      const answer = await retry(call.operation, create, { signal });
      return readCreated(answer, projectId, displayName);
    },

    async get(accessKeyId, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const answer = await sendRepeatedly({ operation: 'GetAccessKey', method: 'GET', segments, signal });
      return readAccessKey('GetAccessKey', answer, projectId, { accessKeyId });
    },

    async update(accessKeyId, displayName, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const call = { operation: 'UpdateAccessKey', method: 'PATCH', segments, signal } as const;
      const answer = await sendRepeatedly(call, { displayName });
      return readAccessKey('UpdateAccessKey', answer, projectId, { accessKeyId, displayName });
    },

    async delete(accessKeyId, { signal }: CallOptions = {}) {
      const segments = [...collection, accessKeyId];
      const call = { operation: 'DeleteAccessKey', method: 'DELETE', segments, signal } as const;
      const options = { signal, safeToRepeat: true } as const;
      await confirmed(call.operation, attempt =>
        retry(call.operation, () => attempt(() => send(call).then(readDeleted)), options),
      );
    },
  };
}

/**
 * Runs attempts at a call that changes something.
 * @throws UnconfirmedError if an earlier attempt may have been carried out: what the last one was refused with says
 *   nothing of that. Otherwise rejects as the last attempt does.
 */
async function confirmed(
  operation: Operation,
  run: (attempt: (task: () => Promise<void>) => Promise<void>) => Promise<void>,
): Promise<void> {
  const doubt: { isThere: boolean } = { isThere: false };
  const attempt = async (task: () => Promise<void>) => {
    try {
      await task();
    } catch (error) {
      doubt.isThere ||= error instanceof SinchError && error.outcomeUnknown;
      throw error;
    }
  };
  try {
    await run(attempt);
  } catch (error) {
    if (!doubt.isThere || !(error instanceof SinchError) || error.outcomeUnknown) throw error;
    throw new UnconfirmedError(operation, { cause: error });
  }
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
    if (!isSuccess(answer) && !call.isOfUseAnyway?.(answer)) throw apiError(call.operation, answer, now());

    return answer;
  };
}

async function* keysOfAllPages(
  send: Send,
  call: Call,
  projectId: string,
  onUnreadable: ListOptions['onUnreadable'],
) {
  const listed = new Set<string>();
  const pageTokens = new Set<string>();
  let unreadable = 0;
  let pageToken: string | undefined;
  do {
    const query = pageToken === undefined ? {} : { pageToken };
    const answer = await send({ ...call, query: { ...call.query, ...query } });
    const page = readPage(answer, projectId);
    unreadable += page.unreadable;
    if (listed.size + unreadable + page.accessKeys.length > maxListed)
      throw new UnexpectedAnswerError(call.operation, answer.status, `accessKeys: more than ${maxListed}`);

    if (page.unreadable > 0) onUnreadable?.(page.unreadable);
    for (const key of page.accessKeys) {
      call.signal?.throwIfAborted();
      // A key that is created or renamed meanwhile can be on two pages.
      if (!listed.has(key.accessKeyId)) yield key;
      listed.add(key.accessKeyId);
    }
    pageToken = page.nextPageToken;
    if (pageToken !== undefined && (pageTokens.has(pageToken) || pageTokens.size >= maxPages - 1))
      throw new UnexpectedAnswerError(call.operation, answer.status, 'nextPageToken: the list has no end');

    pageTokens.add(pageToken ?? '');
  } while (pageToken !== undefined);
}
