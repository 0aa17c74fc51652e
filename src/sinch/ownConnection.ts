import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** Nothing of a request can have been sent: it failed (`cause`) before there was a connection ready to take it. */
export class UnsentError extends Error {
  override readonly name = 'UnsentError';
}

/** Since Node.js 22.12, which every VS Code that can run the extension has. */
const created = 'http.client.request.created';

/**
 * Runs `send`, which makes one request before it returns, so that the request goes out on a connection of its own.
 * No agent and no header can do that: VS Code replaces the agent by its own, which takes connections from the pool of
 * the whole process, and Node.js keeps a connection there if the request said `Connection: close` and the answer
 * didn't. So a request that is given a used connection is cut before a byte is sent, and made again.
 * @throws UnsentError, or what `send` rejects with if the request may have been sent
 */
export async function sendOnOwnConnection<T>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    const { sent, watched } = watch(send);
    try {
      return await sent;
    } catch (cause) {
      if (!watched.metUsedConnection)
        throw watched.mayBeSent ? cause : new UnsentError('not sent', { cause });
    }
  }
}

function watch<T>(send: () => Promise<T>) {
  const watched = { metUsedConnection: false, mayBeSent: true };
  const onCreated = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    watched.mayBeSent = false;
    request.once('socket', socket => {
      if (request.reusedSocket) {
        watched.metUsedConnection = true;
        request.destroy();
        return;
      }
      whenReady(socket, () => {
        watched.mayBeSent = true;
      });
      request.once('response', response => {
        // Bytes behind a whole answer fail the request, whose reader then drops what it hasn't been handed yet.
        request.prependOnceListener('error', () => {
          while (response.read() !== null);
        });
        // The pool takes the connection back in the turn after the answer's end.
        response.once('end', () => socket.destroy());
      });
    });
  };
  subscribe(created, onCreated);
  try {
    return { sent: send(), watched };
  } finally {
    unsubscribe(created, onCreated);
  }
}

/** Calls back once the connection is made and, if it is encrypted, the other side has proved itself. */
function whenReady(socket: Socket, ready: () => void): void {
  const isEncrypted = 'secureConnecting' in socket;
  if (socket.connecting || (isEncrypted && socket.secureConnecting === true))
    socket.once(isEncrypted ? 'secureConnect' : 'connect', ready);
  else ready();
}
