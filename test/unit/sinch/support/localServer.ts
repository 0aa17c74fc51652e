import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

/** Runs `work` with the base URL of a server on 127.0.0.1 that answers as `listener` says; no connection outlives it. */
export async function withLocalServer(
  listener: (request: IncomingMessage, response: ServerResponse) => unknown,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    void listener(request, response);
  });
  try {
    await work(`http://127.0.0.1:${await listening(server)}`);
  } finally {
    server.closeAllConnections();
    await closed(server);
  }
}

/** Port the server was given. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

export async function closed(server: Server): Promise<void> {
  await new Promise<void>(resolve => {
    server.close(() => {
      resolve();
    });
  });
}
