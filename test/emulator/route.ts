import { decodedSegment } from './decodedSegment';

/** What a request asks for, with the IDs of its path decoded. */
export type Route =
  | { readonly operation: 'FetchToken' }
  | { readonly operation: 'ListAccessKeys'; readonly projectId: string; readonly query: URLSearchParams }
  | { readonly operation: 'CreateAccessKey'; readonly projectId: string }
  | {
      readonly operation: 'GetAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey';
      readonly projectId: string;
      readonly accessKeyId: string;
    };

/** @returns undefined where the API has no such path, or not with this method. */
export function routeOf(method: string, url: string): Route | undefined {
  const [path = '', query = ''] = url.split('?', 2);
  if (path === '/oauth2/token') return method === 'POST' ? { operation: 'FetchToken' } : undefined;

  const match = /^\/v1\/projects\/([^/]+)\/accessKeys(?:\/([^/]+))?$/.exec(path);
  if (match === null) return undefined;
  const projectId = decodedSegment(match[1]);
  if (projectId === undefined) return undefined;
  if (match[2] === undefined) {
    if (method === 'GET')
      return { operation: 'ListAccessKeys', projectId, query: new URLSearchParams(query) };

    return method === 'POST' ? { operation: 'CreateAccessKey', projectId } : undefined;
  }
  const operation = keyOperation(method);
  const accessKeyId = decodedSegment(match[2]);
  return operation === undefined || accessKeyId === undefined
    ? undefined
    : { operation, projectId, accessKeyId };
}

function keyOperation(method: string): 'GetAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey' | undefined {
  switch (method) {
    case 'GET':
      return 'GetAccessKey';
    case 'PATCH':
      return 'UpdateAccessKey';
    case 'DELETE':
      return 'DeleteAccessKey';
    default:
      return undefined;
  }
}
