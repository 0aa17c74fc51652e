import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates';

export interface LocalProxy {
  readonly port: number;
  /** `HOST:PORT` of every tunnel that was asked for and allowed, in order. */
  readonly tunnels: readonly string[];
  /** How many tunnels were refused for want of the password. */
  readonly refused: number;
  /** Resolves once every connection to it is closed. */
  left(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A proxy on 127.0.0.1 that knows hosts nobody else does: each of `hosts` is a port of this machine.
 * @param password `USER:PASSWORD` that it wants; none where left out
 */
export async function startProxy(
  hosts: Readonly<Record<string, number>>,
  password?: string,
): Promise<LocalProxy> {
  const tunnels: string[] = [];
  let refused = 0;
  const wanted = password && `Basic ${Buffer.from(password).toString('base64')}`;
  const server = createServer();
  const closings: Promise<unknown>[] = [];
  server.on('connection', socket => closings.push(once(socket, 'close')));
  server.on('connect', ({ url = '', headers }, socket: Duplex) => {
    socket.on('error', () => undefined);
    // What isn't read doesn't end.
    socket.resume();
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
      refused += 1;
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="demo"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    tunnels.push(url);
    const port = hosts[url.replace(/:\d+$/, '')];
    if (port === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(socket, port);
  });
  return {
    ...(await listenOn(server, '127.0.0.1')),
    tunnels,
    get refused() {
      return refused;
    },
    async left() {
      await Promise.all(closings);
    },
  };
}

/** Takes TLS connections for a server that speaks HTTP on `target`. @returns the port, and how to end it */
export async function startTlsFront(
  certificate: Certificate,
  target: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createTlsServer(certificate, socket => {
    socket.on('error', () => undefined);
    join(socket, target);
  });
  server.on('tlsClientError', () => undefined);
  return listenOn(server, '127.0.0.1');
}

function join(socket: Duplex, port: number): void {
  const other: Socket = connect(port, '127.0.0.1');
  other.on('error', () => socket.destroy());
  socket.on('close', () => other.destroy());
  // What isn't read doesn't end, and nothing reads once there is nobody to write to.
  other.on('close', () => socket.resume());
  socket.pipe(other).pipe(socket);
}

/** Listens on a free port. The end takes all connections with it. */
export async function listenOn(
  server: Server,
  host: string,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}
