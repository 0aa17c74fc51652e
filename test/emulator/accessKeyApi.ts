import type { AccessKeyStore, StoredKey } from './accessKeyStore';
import { emptyAnswer, jsonAnswer, type Answer } from './answer';
import { apiErrors, refusal } from './apiErrors';
import type { PageTokens } from './pageTokens';
import type { Route } from './route';

export type AccessKeyRoute = Exclude<Route, { readonly operation: 'FetchToken' }>;

const defaultPageSize = 100;
const maxPageSize = 1000;

/** Characters of a display name: nothing is published for keys, this is the rule for subprojects. */
const maxNameLength = 255;

/** The five operations, for a caller who may act on the route's project. */
export function answerAccessKeys(
  route: AccessKeyRoute,
  body: string,
  store: AccessKeyStore,
  pageTokens: PageTokens,
): Answer {
  switch (route.operation) {
    case 'ListAccessKeys':
      return listKeys(route.projectId, route.query, store, pageTokens);
    case 'CreateAccessKey':
      return createKey(route.projectId, body, store);
    case 'GetAccessKey':
      return onKey(route, store, key => jsonAnswer(200, accessKey(key)));
    case 'UpdateAccessKey':
      return onKey(route, store, key => renameKey(key, body, store));
    case 'DeleteAccessKey':
      return onKey(route, store, key => {
        store.delete(key);
        return emptyAnswer(200);
      });
  }
}

function listKeys(
  projectId: string,
  query: URLSearchParams,
  store: AccessKeyStore,
  pageTokens: PageTokens,
): Answer {
  const size = pageSize(query.get('pageSize'));
  const pageToken = query.get('pageToken') ?? '';
  const after = pageToken === '' ? 0 : pageTokens.read(projectId, pageToken);
  if (size === undefined || after === undefined) return refusal(apiErrors.invalidArgument);

  const rest = store.keysOf(projectId).filter(key => key.position > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  // The service leaves empty fields out of an empty list.
  if (last === undefined) return jsonAnswer(200, {});
  const nextPageToken = rest.length > page.length ? pageTokens.issue(projectId, last.position) : '';
  return jsonAnswer(200, { accessKeys: page.map(accessKey), nextPageToken });
}

function pageSize(text: string | null): number | undefined {
  if (text === null) return defaultPageSize;
  const size = Number(text);
  return /^\d+$/.test(text) && size >= 1 && size <= maxPageSize ? size : undefined;
}

function createKey(projectId: string, body: string, store: AccessKeyStore): Answer {
  const displayName = displayNameOf(body);
  if (displayName === undefined) return refusal(apiErrors.invalidArgument);
  const key = store.create(projectId, displayName);
  if (key === 'taken') return refusal(apiErrors.alreadyExists);
  if (key === 'full') return refusal(apiErrors.failedPrecondition);
  return jsonAnswer(200, { accessKey: accessKey(key), secret: key.secret });
}

function renameKey(key: StoredKey, body: string, store: AccessKeyStore): Answer {
  const displayName = displayNameOf(body);
  if (displayName === undefined) return refusal(apiErrors.invalidArgument);
  const renamed = store.rename(key, displayName);
  return renamed === 'taken' ? refusal(apiErrors.alreadyExists) : jsonAnswer(200, accessKey(renamed));
}

function onKey(
  { projectId, accessKeyId }: { readonly projectId: string; readonly accessKeyId: string },
  store: AccessKeyStore,
  work: (key: StoredKey) => Answer,
): Answer {
  const key = store.key(accessKeyId);
  if (key === undefined) return refusal(apiErrors.notFound);
  return key.projectId === projectId ? work(key) : refusal(apiErrors.permissionDenied);
}

/** @returns undefined where the body is no JSON object with a name in it, or that is too long. */
function displayNameOf(body: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('displayName' in value)) return undefined;
  const { displayName } = value;
  const isName = typeof displayName === 'string' && displayName !== '' && displayName.length <= maxNameLength;
  return isName ? displayName : undefined;
}

function accessKey({ accessKeyId, displayName, projectId, createTime, updateTime }: StoredKey): unknown {
  return { accessKeyId, displayName, projectId, createTime, updateTime };
}
