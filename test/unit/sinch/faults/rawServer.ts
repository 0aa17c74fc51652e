import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { closed, listening } from '../support/localServer';

/** What is done on a connection in answer to a request, in order. */
export type Act =
  /** Bytes, as they are: UTF-8 of the text. */
  | { readonly do: 'send'; readonly bytes: string | Buffer }
  /** The end of what is sent, as TCP has it; or a reset. */
  | { readonly do: 'end' | 'reset' }
  /** Nothing more, and the connection stays, until the client has lost its patience. */
  | { readonly do: 'stall' };

export interface RawRequest {
  readonly method: string;
  readonly path: string;
}

/** Milliseconds that no client waits. */
const ages = 3_600_000;

/**
 * Answers requests byte by byte, as no HTTP server would. Each connection takes one request. Meanwhile no timer of this
 * process ends but by a stall, which ends all of them: however busy the machine, nothing else is late.
 */
export async function withRawServer(
  respond: (request: RawRequest) => readonly Act[],
  work: (url: string) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    void answer(socket, respond);
  });
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    await work(`http://127.0.0.1:${await listening(server)}`);
  } finally {
    mock.timers.reset();
    for (const socket of sockets) socket.destroy();
    await closed(server);
  }
}

async function answer(socket: Socket, respond: (request: RawRequest) => readonly Act[]): Promise<void> {
  let received = '';
  socket.setEncoding('utf8');
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received += String(chunk);
    const request = wholeRequest(received);
    if (!request) continue;
    socket.setNoDelay(true);
    for (const act of respond(request)) await perform(socket, act);
    return;
  }
}

function wholeRequest(text: string): RawRequest | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? 0);
  if (Buffer.byteLength(text.slice(end + 4)) < length) return undefined;
  const [, method = '', path = ''] = /^(\S+) (\S+)/.exec(text) ?? [];
  return { method, path };
}

async function perform(socket: Socket, act: Act): Promise<void> {
  switch (act.do) {
    case 'send':
      if (!socket.write(act.bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
      // The next bytes come in a segment of their own.
      await turn();
      await turn();
      return;
    case 'end':
      socket.end();
      return;
    case 'reset':
      socket.resetAndDestroy();
      return;
    case 'stall':
      // What was sent is read first.
      for (let turns = 0; turns < 20; turns += 1) await turn();
      mock.timers.tick(ages);
  }
}
