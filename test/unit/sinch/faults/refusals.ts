import { answer, type Fault, page, registry } from './fault';

export const html = '<!DOCTYPE html><html><title>Blocked</title></html>';

export const api = (code: number, status: string, message = 'Not found') => ({
  error: { code, message, status, details: [] },
});
const oauth = (error: string) => ({ error, error_description: 'odd' });
export const registered = (slug: string, detail = 'odd') => ({
  type: registry + slug,
  title: 'odd',
  detail,
});
const foreignDetail = 'Access key demo-key does not have access to projects/demo-project';

/** What Sinch and its host refuse with, and what a proxy answers in their place. */
export const refusals: readonly Fault[] = [
  answer('invalid', 'once', 400, [api(400, 'INVALID_ARGUMENT')]),
  answer('invalid', 'once', 400),
  answer('invalid', 'once', 400, ['malformed', { 'Content-Type': 'text/plain' }]),
  answer('invalid', 'once', 400, [oauth('invalid_scope')]),
  answer('invalid', 'once', 400, [registered('validation-error')]),
  answer('invalid', 'once', 400, [{ message: 'malformed' }]),
  answer('invalidPair', 'once', 400, [oauth('invalid_client')]),
  answer('invalidPair', 'once', 400, [oauth('invalid_request')]),
  answer('invalidPair', 'once', 400, [oauth('unauthorized_client')]),
  answer('invalidPair', 'once', 400, [registered('invalid-credentials')]),
  answer('full', 'once', 400, [api(400, 'FAILED_PRECONDITION')]),
  answer('unauthorized', 'renewed', 401),
  answer('unauthorized', 'renewed', 401, [api(401, 'UNAUTHENTICATED')]),
  answer('unauthorized', 'renewed', 401, [oauth('invalid_client')]),
  answer('unauthorized', 'renewed', 401, [registered('invalid-credentials')]),
  answer('unauthorized', 'renewed', 401, ['', { 'WWW-Authenticate': 'Bearer' }]),
  answer('expired', 'renewed', 401, ['', { 'WWW-Authenticate': 'Bearer error_description="expired"' }]),
  answer('expired', 'renewed', 401, [registered('access-token-expired')]),
  answer('denied', 'once', 403),
  answer('denied', 'once', 403, [api(403, 'PERMISSION_DENIED')]),
  answer('denied', 'once', 403, [api(403, 'PERMISSION_DENIED', foreignDetail)]),
  answer('denied', 'once', 403, [{ type: 'about:blank', title: 'Forbidden', detail: 'odd' }]),
  answer('denied', 'once', 403, [registered('permission-denied')]),
  answer('wrongProject', 'once', 403, [registered('permission-denied', foreignDetail)]),
  answer('ownNotFound', 'once', 404, [api(404, 'NOT_FOUND')]),
  answer('ownNotFound', 'once', 404, [registered('not-found')]),
  answer('bareNotFound', 'once', 404),
  answer('bareNotFound', 'once', 404, [{ message: 'no route matched' }]),
  answer('bareNotFound', 'once', 404, ['default backend - 404', { 'Content-Type': 'text/plain' }]),
  answer('bareNotFound', 'once', 404, [{ error: 'Not Found' }]),
  answer('conflict', 'once', 409),
  answer('conflict', 'once', 409, [api(409, 'ALREADY_EXISTS')]),
  ...[402, 405, 406, 410, 413, 415, 422, 451].map(status => answer('other', 'once', status)),
  answer('other', 'once', 412, [api(412, 'FAILED_PRECONDITION')]),
  answer('tooMany', 'waited', 429),
  answer('tooMany', 'waited', 429, ['', { 'Retry-After': '0' }]),
  answer('tooMany', 'waited', 429, [registered('too-many-requests')]),
  answer('tooManyByFar', 'once', 429, ['', { 'Retry-After': '3600' }]),
  answer('trouble', 'repeated', 500, [api(500, 'INTERNAL_ERROR')]),
  answer('trouble', 'repeated', 502, ['Bad Gateway', { 'Content-Type': 'text/plain' }]),
  answer('trouble', 'repeated', 503, [api(501, 'UNAVAILABLE')]),
  answer('trouble', 'repeated', 504),
  answer('trouble', 'once', 501),
  answer('trouble', 'once', 599),
];

export const proxies: readonly Fault[] = [
  answer('proxyPage', 'once', 200, [html, page]),
  answer('proxyPage', 'once', 200, [html, {}]),
  answer('proxyPage', 'once', 200, ['Please sign in', page]),
  answer('proxy', 'once', 400, [html, page]),
  answer('proxy', 'renewed', 401, [html, page]),
  answer('proxy', 'once', 403, [html, page]),
  answer('proxy', 'once', 403, [`\n${html}`, { 'Content-Type': 'text/plain' }]),
  answer('proxyNotFound', 'once', 404, [html, page]),
  answer('proxy', 'once', 407),
  answer('proxy', 'once', 407, [html, { ...page, 'Proxy-Authenticate': 'Basic realm="proxy"' }]),
  answer('proxy', 'once', 511),
  answer('proxy', 'once', 511, [html, page]),
  ...[500, 502, 503, 504].map(status => answer('proxyTrouble', 'repeated', status, [html, page])),
  ...[301, 302, 303, 307, 308].map(status =>
    answer('proxy', 'once', status, ['', { Location: 'http://127.0.0.1:9/login' }]),
  ),
  answer('proxy', 'once', 304),
];
