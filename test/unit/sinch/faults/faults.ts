import type { Act } from './rawServer';
import { rows, type Row } from './told';

/** How often a request is made that always meets the fault. */
export const tries = {
  once: { safe: 1, create: 1, bearer: 1, token: 1 },
  /** Again and again, save a create. */
  repeated: { safe: 4, create: 1, bearer: 4, token: 4 },
  /** A 429 is waited out by whoever meets it: the service did not look at the request. */
  waited: { safe: 4, create: 4, bearer: 4, token: 4 },
  /** Once more with a fresh token, where one can be had. */
  renewed: { safe: 2, create: 2, bearer: 1, token: 1 },
} as const;

export interface Fault {
  readonly name: string;
  readonly status: number;
  readonly tries: keyof typeof tries;
  readonly ends: Row;
  /** @param good the body of the answer where nothing is wrong */
  readonly acts: (good: string) => readonly Act[];
}

type Headers = Readonly<Record<string, string>>;

const json = { 'Content-Type': 'application/json' };
const page = { 'Content-Type': 'text/html; charset=utf-8' };
const html = '<!DOCTYPE html><html><title>Blocked</title></html>';

const registry = 'https://developers.sinch.com/docs/errors/registry/';

function head(status: number, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n`;
}

function http(status: number, headers: Headers, body: string): string {
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  return (
    head(status, { Connection: 'close', ...headers, ...(status === 204 || status === 304 ? {} : length) }) +
    body
  );
}

const send = (bytes: string | Buffer): Act => ({ do: 'send', bytes });
const sent = (bytes: string): readonly Act[] => [send(bytes), { do: 'end' }];

function answer(
  kind: keyof typeof rows,
  times: Fault['tries'],
  status: number,
  [body, headers = json]: readonly [body: string | object, headers?: Headers] = ['', {}],
): Fault {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = headers === json ? '' : JSON.stringify(headers).slice(1, -1);
  const shown = [text.replace(registry, '').slice(0, 90), type].filter(Boolean).join(' · ');
  return {
    name: `${status} ${shown}`,
    status,
    tries: times,
    ends: rows[kind],
    acts: () => sent(http(status, headers, text)),
  };
}

function odd(
  kind: keyof typeof rows,
  times: Fault['tries'],
  name: string,
  acts: (good: string) => readonly Act[],
): Fault {
  return { name, status: 200, tries: times, ends: rows[kind], acts };
}

const api = (code: number, status: string, message = 'Not found') => ({
  error: { code, message, status, details: [] },
});
const oauth = (error: string) => ({ error, error_description: 'odd' });
const registered = (slug: string, detail = 'odd') => ({
  type: registry + slug,
  title: 'odd',
  detail,
});
const foreignDetail = 'Access key demo-key does not have access to projects/demo-project';

const refusals: readonly Fault[] = [
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
  answer('tooMany', 'once', 429, ['', { 'Retry-After': '3600' }]),
  answer('trouble', 'repeated', 500, [api(500, 'INTERNAL_ERROR')]),
  answer('trouble', 'repeated', 502, ['Bad Gateway', { 'Content-Type': 'text/plain' }]),
  answer('trouble', 'repeated', 503, [api(501, 'UNAVAILABLE')]),
  answer('trouble', 'repeated', 504),
  answer('trouble', 'once', 501),
  answer('trouble', 'once', 599),
];

const proxies: readonly Fault[] = [
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

const broken: readonly Fault[] = [
  ...['null', 'true', '42', '"text"', '[]', '[{"accessKeyId":"demo-key"}]'].map(body =>
    answer('broken', 'once', 200, [body]),
  ),
  ...['not JSON', '{"accessKeys":[', '{"a":1}{', '{}\u0000', "{'a':1}"].map(body =>
    answer('broken', 'once', 200, [body]),
  ),
  answer('broken', 'once', 200, [api(500, 'INTERNAL_ERROR')]),
  answer('broken', 'once', 200, [{ message: 'log in' }]),
  answer('broken', 'once', 200, [registered('not-found')]),
  answer('broken', 'once', 200, [{ errors: [{ code: 1 }] }]),
  answer('broken', 'once', 200, ['x'.repeat(1024 * 1024 + 1)]),
  answer('deletionOnly', 'once', 200),
  answer('deletionOnly', 'once', 204),
  answer('deletionOnly', 'once', 200, [' \r\n ']),
  answer('emptyList', 'once', 200, [{}]),
  answer('emptyList', 'once', 200, [{ accessKeys: null, nextPageToken: null }]),
  answer('deletionOnly', 'once', 200, [{ accessKeyId: 'other-key' }]),
  answer('deletionOnly', 'once', 200, [{ accessKeyId: ['demo-key'] }]),
  answer('deletionOnly', 'once', 200, [{ accessKeys: {} }]),
  answer('deletionOnly', 'once', 200, [{ keys: [] }]),
  odd('withoutId', 'once', 'without an ID or a token', good =>
    sent(http(200, json, good.replaceAll(/"(accessKeyId|access_token)":"[^"]*",?/g, ''))),
  ),
  odd('withoutId', 'once', 'with an ID that no path can carry', good =>
    sent(
      http(
        200,
        json,
        good.replace('"demo-key"', '".."').replace(/"access_token":"[^"]*"/, '"access_token":"\\n"'),
      ),
    ),
  ),
  odd('createOnly', 'once', 'with a page behind it', good => sent(http(200, json, (good || '{}') + html))),
].map(fault =>
  fault.name.endsWith('with a page behind it')
    ? { ...fault, ends: { ...rows.createOnly, deleteThere: 'broken' } }
    : fault,
);

const oddities: readonly Fault[] = [
  odd('works', 'once', 'nothing wrong', good => sent(http(200, json, good))),
  ...[201, 202, 206].map(status => odd('works', 'once', `${status}`, good => sent(http(status, json, good)))),
  odd('works', 'once', 'without a length', good => sent(head(200, { Connection: 'close' }) + good)),
  odd('works', 'once', 'in chunks', good => sent(chunks(good, '0\r\n\r\n'))),
  odd('works', 'once', 'byte by byte', good => [...Array.from(http(200, json, good), send), { do: 'end' }]),
  odd('works', 'once', 'junk in a segment of its own', good => [
    send(http(200, json, good)),
    send('junk'),
    { do: 'end' },
  ]),
  odd('works', 'once', 'an early hint before it', good =>
    sent(`${head(103, { Link: '</a>' })}${http(200, json, good)}`),
  ),
  odd('works', 'once', 'a byte order mark before it', good => sent(http(200, json, good && `\ufeff${good}`))),
  odd('works', 'once', 'as text', good => sent(http(200, { 'Content-Type': 'text/plain' }, good))),
  odd('works', 'once', 'as a page, by its type', good => sent(http(200, page, good))),
  odd('works', 'once', 'said to be compressed', good =>
    sent(http(200, { ...json, 'Content-Encoding': 'gzip' }, good)),
  ),
  odd('works', 'once', 'of another project', good =>
    sent(http(200, json, good.replace('"demo-project"', '"projects/x"'))),
  ),
  odd('works', 'once', 'with times that are none', good =>
    sent(http(200, json, good.replaceAll('2026-10-29T07:30:00Z', ''))),
  ),
  odd('works', 'once', 'with fields nobody knows', good =>
    sent(http(200, json, good.replace('{"accessKeyId"', '{"role":"x","accessKeyId"'))),
  ),
];

const connections: readonly Fault[] = [
  odd('lost', 'repeated', 'reset before an answer', () => [{ do: 'reset' }]),
  odd('lost', 'repeated', 'closed before an answer', () => [{ do: 'end' }]),
  odd('lost', 'repeated', 'closed in the head', () => sent('HTTP/1.1 200 OK\r\nContent-Le')),
  odd('lost', 'repeated', 'closed in the body', good => sent(head(200, { 'Content-Length': '9999' }) + good)),
  odd('lost', 'repeated', 'reset in the body', good => [
    send(head(200, { 'Content-Length': '9999' }) + good),
    { do: 'reset' },
  ]),
  odd('lost', 'repeated', 'chunks without an end', good => sent(chunks(good, ''))),
  odd('lost', 'repeated', 'chunks of no length', good => sent(chunks(good, 'zz\r\n'))),
  odd('lost', 'repeated', 'no HTTP', () => sent('junk\r\n\r\n')),
  odd('lost', 'repeated', 'the greeting of another protocol', () => sent('SSH-2.0-OpenSSH_9.6\r\n')),
  odd('lost', 'repeated', 'bytes of TLS', () => [send(Buffer.from('15030100020228', 'hex')), { do: 'end' }]),
  odd('lost', 'repeated', 'a status that is none', good => sent(`HTTP/1.1 OK\r\n\r\n${good}`)),
  odd('lost', 'repeated', 'a header that is none', good =>
    sent(`HTTP/1.1 200 OK\r\nBad Header : x\r\n\r\n${good}`),
  ),
  odd('lost', 'repeated', 'a head without an end', () => sent(head(200, { 'X-Long': 'x'.repeat(100_000) }))),
  odd('lost', 'repeated', 'two lengths', good =>
    sent(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n${good}`),
  ),
  odd('lost', 'repeated', 'a length and chunks', good =>
    sent(chunks(good, '0\r\n\r\n').replace('\r\n', '\r\nContent-Length: 5\r\n')),
  ),
  odd('late', 'once', 'no answer in time', () => [{ do: 'stall' }]),
  odd('late', 'once', 'no whole head in time', () => [send('HTTP/1.1 200 OK\r\n'), { do: 'stall' }]),
  odd('late', 'once', 'no whole body in time', good => [
    send(head(200, { 'Content-Length': '9999' }) + good),
    { do: 'stall' },
  ]),
];

function chunks(body: string, end: string): string {
  const chunk = body === '' ? '' : `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`;
  return `${head(200, { Connection: 'close', 'Transfer-Encoding': 'chunked' })}${chunk}${end}`;
}

/** The rows of the matrix. */
export const faults: readonly Fault[] = [...refusals, ...proxies, ...broken, ...oddities, ...connections];
