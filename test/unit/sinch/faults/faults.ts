import { answer, chunks, type Fault, head, http, json, odd, page, send, sent } from './fault';
import { api, html, proxies, refusals, registered } from './refusals';

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
  answer('nothing', 'once', 200),
  answer('nothing', 'once', 204),
  answer('nothing', 'once', 200, [' \r\n ']),
  answer('emptyObject', 'once', 200, [{}]),
  answer('emptyList', 'once', 200, [{ accessKeys: null, nextPageToken: null }]),
  answer('broken', 'once', 200, [{ accessKeyId: 'other-key' }]),
  answer('broken', 'once', 200, [{ accessKeyId: ['demo-key'] }]),
  answer('broken', 'once', 200, [{ accessKeys: {} }]),
  answer('broken', 'once', 200, [{ keys: [] }]),
  answer('broken', 'once', 200, [{ accessKeys: [], success: false }]),
  answer('broken', 'once', 200, [{ done: true }]),
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
];

const oddities: readonly Fault[] = [
  odd('works', 'once', 'nothing wrong', good => sent(http(200, json, good))),
  ...[201, 202, 203, 206].map(status => ({
    ...odd('worksSomehow', 'once', `${status}`, good => sent(http(status, json, good))),
    status,
  })),
  odd('works', 'once', 'without a length', good => sent(head(200, { Connection: 'close' }) + good)),
  odd('works', 'once', 'in chunks', good => sent(chunks(good, '0\r\n\r\n'))),
  odd('works', 'once', 'byte by byte', good => [...Array.from(http(200, json, good), send), { do: 'end' }]),
  odd('works', 'once', 'junk in a segment of its own', good => [
    send(http(200, json, good)),
    send('junk'),
    { do: 'end' },
  ]),
  odd('works', 'once', 'junk behind it in the same segment', good => sent(`${http(200, json, good)}junk`)),
  odd('works', 'once', 'two answers in one segment', good =>
    sent(http(200, json, good) + http(200, json, '{"accessKey":{"accessKeyId":"other-key"},"secret":"x"}')),
  ),
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
  odd('cut', 'repeated', 'closed in the body', good => sent(head(200, { 'Content-Length': '9999' }) + good)),
  odd('cut', 'repeated', 'reset in the body', good => [
    send(head(200, { 'Content-Length': '9999' }) + good),
    { do: 'reset' },
  ]),
  odd('cut', 'repeated', 'chunks without an end', good => sent(chunks(good, ''))),
  odd('cut', 'repeated', 'chunks of no length', good => sent(chunks(good, 'zz\r\n'))),
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
  odd('lateEnd', 'once', 'no whole body in time', good => [
    send(head(200, { 'Content-Length': '9999' }) + good),
    { do: 'stall' },
  ]),
];

/** The rows of the matrix. */
export const faults: readonly Fault[] = [...refusals, ...proxies, ...broken, ...oddities, ...connections];
