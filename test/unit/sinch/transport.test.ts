import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { Endpoint } from '../../../src/sinch/endpoint';
import { UnreachableError } from '../../../src/sinch/errors';
import { createTransport, type Exchange, type HttpRequest } from '../../../src/sinch/transport';
import { selfSigned } from '../../fakes/certificates';
import { assertHides } from './support/assertHides';
import { closed, listening, withLocalServer } from './support/localServer';
import { receive, type ReceivedRequest } from './support/receive';
import { rejection, rejectionAs } from './support/rejection';

const userAgent = 'demo-agent/1.2.3';
const token = 'demo-token.0123456789';
const transport = createTransport({ userAgent });

function request(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return {
    operation: 'GetAccessKey',
    method: 'GET',
    endpoint: Endpoint.parse(url),
    segments: ['v1', 'keys'],
    headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    ...more,
  };
}

describe('createTransport', () => {
  it('sends method, path, query, headers and body', async () => {
    const received: ReceivedRequest[] = [];
    await withLocalServer(
      async (incoming, response) => {
        received.push(await receive(incoming));
        response.end();
      },
      async url => {
        const headers = { ...request(url).headers, 'Content-Type': 'application/json' };
        const query = { pageSize: '5' };
        await transport(request(url, { method: 'PATCH', query, headers, body: '{"displayName":"näme"}' }));
      },
    );
    const [seen] = received;
    assert.equal(seen?.method, 'PATCH');
    assert.equal(seen.url, '/v1/keys?pageSize=5');
    assert.equal(seen.body, '{"displayName":"näme"}');
    assert.equal(seen.headers.authorization, `Bearer ${token}`);
    assert.equal(seen.headers.accept, 'application/json');
    assert.equal(seen.headers['content-type'], 'application/json');
    assert.equal(seen.headers['user-agent'], userAgent);
    assert.equal(seen.headers['accept-encoding'], 'identity');
  });

  it('hands on whatever is answered', async () => {
    await withLocalServer(
      (_, response) => response.writeHead(404, { 'X-Hint': 'gone' }).end('näme'),
      async url => {
        const answer = await transport(request(url));
        assert.deepEqual([answer.status, answer.body], [404, 'näme']);
        assert.deepEqual([answer.header('x-hint'), answer.header('X-Other')], ['gone', undefined]);
      },
    );
  });

  it('hands on an empty body as such', async () => {
    await withLocalServer(
      (_, response) => response.writeHead(204).end(),
      async url => {
        assert.equal((await transport(request(url))).body, '');
      },
    );
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`does not follow a ${status}, so that a token reaches no other origin`, async () => {
      let strays = 0;
      await withLocalServer(
        (_, response) => {
          strays += 1;
          response.end();
        },
        elsewhere =>
          withLocalServer(
            (_, response) => response.writeHead(status, { Location: `${elsewhere}/v1/keys` }).end(),
            async url => {
              assert.equal((await transport(request(url))).status, status);
            },
          ),
      );
      assert.equal(strays, 0);
    });
  }

  it('does not stumble over a redirect to nowhere', async () => {
    await withLocalServer(
      (_, response) => response.writeHead(302, { Location: 'http://[' }).end(),
      async url => {
        assert.equal((await transport(request(url))).status, 302);
      },
    );
  });

  it('reads a body up to the limit', async () => {
    await withLocalServer(
      (_, response) => response.end('x'.repeat(100)),
      async url => {
        const limited = createTransport({ userAgent, maxBytes: 100 });
        assert.equal((await limited(request(url))).body?.length, 100);
      },
    );
  });

  it('reads no more than 1 MiB unless told otherwise', async () => {
    await withLocalServer(
      ({ url }, response) => response.end('x'.repeat(1024 * 1024 + (url === '/over' ? 1 : 0))),
      async url => {
        assert.equal((await transport(request(url, { segments: ['even'] }))).body?.length, 1024 * 1024);
        assert.equal((await transport(request(url, { segments: ['over'] }))).body, undefined);
      },
    );
  });

  it('stops reading beyond the limit, hangs up, and still tells the status', async () => {
    let hungUp: Promise<unknown> | undefined;
    await withLocalServer(
      (_, response) => {
        hungUp = once(response, 'close');
        response.writeHead(503).write('x'.repeat(101));
      },
      async url => {
        const answer = await createTransport({ userAgent, maxBytes: 100 })(request(url));
        assert.deepEqual([answer.status, answer.body], [503, undefined]);
        await hungUp;
      },
    );
  });

  const slow: readonly (readonly [string, (response: ServerResponse) => unknown])[] = [
    ['does not answer', () => undefined],
    [
      'stops after the headers',
      response => {
        response.writeHead(200, { 'Content-Length': '10' }).flushHeaders();
      },
    ],
    ['stops in the middle of the body', response => response.writeHead(200).write('{"acc')],
  ];
  for (const [behaviour, respond] of slow) {
    it(`gives up on a service that ${behaviour}`, async () => {
      let hungUp: Promise<unknown> | undefined;
      await withLocalServer(
        (_, response) => {
          hungUp = once(response, 'close');
          respond(response);
        },
        async url => {
          const hasty = createTransport({ userAgent, timeout: 60 });
          const { signal } = new AbortController();
          const error = await rejectionAs(UnreachableError, hasty(request(url, { signal })));
          assert.deepEqual([error.reason, error.operation], ['timeout', 'GetAccessKey']);
          assert.equal(error.host, new URL(url).host);
          assert.equal(error.outcomeUnknown, true);
          assertHides(error, [token]);
          await hungUp;
        },
      );
    });

    for (const reason of [new Error('cancelled'), 'a text', { any: 'thing' }]) {
      it(`can be aborted by ${typeof reason} while a service ${behaviour}`, async () => {
        const controller = new AbortController();
        let hungUp: Promise<unknown> | undefined;
        await withLocalServer(
          (_, response) => {
            hungUp = once(response, 'close');
            respond(response);
            setImmediate(() => {
              controller.abort(reason);
            });
          },
          async url => {
            assert.equal(await rejection(transport(request(url, { signal: controller.signal }))), reason);
            await hungUp;
          },
        );
      });
    }
  }

  it('sends nothing where the signal has aborted already', async () => {
    let requests = 0;
    await withLocalServer(
      (_, response) => {
        requests += 1;
        response.end();
      },
      async url => {
        const signal = AbortSignal.abort('gone');
        assert.equal(await rejection(transport(request(url, { signal }))), 'gone');
      },
    );
    assert.equal(requests, 0);
  });

  it('leaves no listener on the signal behind', async () => {
    await withLocalServer(
      (_, response) => response.end(),
      async url => {
        const { signal } = new AbortController();
        await transport(request(url, { signal }));
        assert.equal(getEventListeners(signal, 'abort').length, 0);
      },
    );
  });

  const cut: readonly (readonly [string, (response: ServerResponse) => unknown])[] = [
    ['before the answer', response => response.destroy()],
    [
      'in a body of known length',
      response =>
        response
          .writeHead(200, { 'Content-Length': '1000' })
          .write('{"accessKeyId":', () => response.destroy()),
    ],
    [
      'in a body of unknown length',
      response => response.writeHead(200).write('{"accessKeyId":', () => response.destroy()),
    ],
  ];
  for (const [moment, respond] of cut) {
    it(`tells a connection that breaks ${moment}`, async () => {
      await withLocalServer(
        (_, response) => respond(response),
        async url => {
          const error = await rejectionAs(UnreachableError, transport(request(url)));
          assert.equal(error.reason, 'interrupted');
          assertHides(error, [token]);
        },
      );
    });
  }

  it('reads a chunked body whose last chunk arrives in pieces', async () => {
    const server = createTcpServer(socket => {
      socket.once('data', () => {
        const pieces = [
          'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n',
          '0',
          '\r\n',
          '\r\n',
        ];
        socket.setNoDelay(true);
        const next = () => {
          const piece = pieces.shift();
          if (piece === undefined) socket.end();
          else socket.write(piece, () => setImmediate(next));
        };
        next();
      });
    });
    try {
      const answer = await transport(request(`http://127.0.0.1:${await listening(server)}`));
      assert.equal(answer.body, '{}');
    } finally {
      await closed(server);
    }
  });

  it('tells a host that nobody listens on, and that nothing can have been done there', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await closed(server);
    const error = await rejectionAs(UnreachableError, transport(request(`http://127.0.0.1:${port}`)));
    assert.deepEqual([error.reason, error.code, error.outcomeUnknown], ['offline', 'ECONNREFUSED', false]);
    assert.equal(error.host, `127.0.0.1:${port}`);
    assertHides(error, [token]);
  });

  it('shows nothing of an answer that is not HTTP, though it echoes the request', async () => {
    const server = createTcpServer(socket => socket.pipe(socket));
    try {
      const port = await listening(server);
      const error = await rejectionAs(UnreachableError, transport(request(`http://127.0.0.1:${port}`)));
      assert.equal(error.reason, 'interrupted');
      assertHides(error, [token, Buffer.from(token).toString('hex').slice(0, 12)]);
    } finally {
      await closed(server);
    }
  });

  it('tells a certificate that is not trusted, and sends nothing', async () => {
    let requests = 0;
    const server = createTlsServer(selfSigned(), (_, response) => {
      requests += 1;
      response.end();
    });
    try {
      const port = await listening(server);
      const error = await rejectionAs(UnreachableError, transport(request(`https://127.0.0.1:${port}`)));
      assert.deepEqual([error.reason, error.code], ['certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
      assert.equal(requests, 0);
      assertHides(error, [token]);
    } finally {
      await closed(server);
    }
  });

  it('uses a connection once: a kept one may be dead when a create needs it', async () => {
    const sockets = new Set<unknown>();
    await withLocalServer(
      ({ socket }, response) => {
        sockets.add(socket);
        response.end();
      },
      async url => {
        for (let i = 0; i < 3; i += 1) await transport(request(url));
      },
    );
    assert.equal(sockets.size, 3);
  });

  it('tells the log method, path, status and milliseconds, and nothing else', async () => {
    const exchanges: Exchange[] = [];
    const logged = createTransport({ userAgent, onExchange: exchange => exchanges.push(exchange) });
    await withLocalServer(
      (incoming, response) => {
        if (incoming.url?.startsWith('/v1/keys') === true) response.writeHead(403).end('{}');
        else response.destroy();
      },
      async url => {
        await logged(request(url, { query: { pageToken: 'opaque' } }));
        await rejection(logged(request(url, { segments: ['v1', 'a b'], method: 'DELETE' })));
      },
    );
    assert.deepEqual(
      exchanges.map(({ milliseconds, ...rest }) => ({
        ...rest,
        timed: milliseconds > 0 && milliseconds < 10_000,
      })),
      [
        { method: 'GET', path: '/v1/keys', status: 403, timed: true },
        { method: 'DELETE', path: '/v1/a%20b', status: undefined, timed: true },
      ],
    );
  });

  it('keeps an answer whose log entry fails', async () => {
    const onExchange = () => {
      throw new Error('The log is closed.');
    };
    await withLocalServer(
      (_, response) => response.end('{"secret":1}'),
      async url => {
        assert.equal((await createTransport({ userAgent, onExchange })(request(url))).body, '{"secret":1}');
      },
    );
  });
});
