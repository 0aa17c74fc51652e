import assert from 'node:assert/strict';
import http from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { ConfigurationTarget, workspace } from 'vscode';
import { selfSigned } from '../fakes/certificates';
import { assertNotSent, createAt, failureAt } from './createAt';

/** A loopback address that VS Code does not take for this machine, so that its proxy support is in full effect. */
const host = '127.0.0.2';

async function withServer(server: Server, work: (port: number) => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

/** Takes the first bytes of a connection and cuts it. */
function hangingUp(): Server {
  return createServer(socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.destroy());
  });
}

/** Answers every request and never hangs up, whatever the request says about the connection. */
async function withStubbornServer(work: (url: string, requests: readonly number[]) => Promise<void>) {
  /** How many requests each connection brought. */
  const requests: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    const index = requests.push(0) - 1;
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', data => {
      text += data.toString('latin1');
      // What a server makes of a TLS handshake that it takes for a request.
      if (text.startsWith('\x16')) socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
      while (/\r\n\r\n({.*?})?/.test(text)) {
        const [whole] = /^[^]*?\r\n\r\n({.*?})?/.exec(text) ?? [''];
        text = text.slice(whole.length);
        requests[index] = (requests[index] ?? 0) + 1;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      }
    });
  });
  try {
    await withServer(server, port => work(`http://${host}:${port}`, requests));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** What any other extension may do: asks on a connection that goes back into the pool of the whole process. */
async function askAndKeep(url: string): Promise<void> {
  const kept = new Promise<void>((resolve, reject) => {
    const request = http.get(url, { agent: http.globalAgent, headers: { Connection: 'keep-alive' } });
    request.on('error', reject);
    request.on('response', response => response.resume());
    request.on('close', () => setImmediate(resolve));
  });
  await kept;
}

for (const mode of ['off', 'on', 'override', 'fallback'] as const) {
  describe(`a create, where http.proxySupport is “${mode}”`, () => {
    const setTo = (value: string | undefined) =>
      workspace.getConfiguration('http').update('proxySupport', value, ConfigurationTarget.Global);
    before(() => setTo(mode));
    after(() => setTo(undefined));

    it('goes out on a connection of its own, though the pool holds one, and leaves none there', async () => {
      await withStubbornServer(async (url, requests) => {
        await askAndKeep(url);
        await askAndKeep(url);
        assert.deepEqual(requests, [2], 'the pool is used by others');
        for (const expected of [
          [2, 1],
          [2, 1, 1],
        ]) {
          assert.equal((await createAt(url)).status, 200);
          assert.deepEqual(requests, expected);
        }
        await askAndKeep(url);
        assert.deepEqual(requests, [2, 1, 1, 1]);
      });
    });

    it('is answered in full, though junk follows the answer in the same segment', async () => {
      const server = createServer(socket => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}junk'));
      });
      await withServer(server, async port => {
        assert.equal((await createAt(`http://${host}:${port}`)).body, '{}');
      });
    });

    it('is known not to have been sent to a port that speaks no TLS', async () => {
      await withStubbornServer(async (url, requests) => {
        assertNotSent(await failureAt(url.replace('http', 'https')));
        assert.deepEqual(requests, [0]);
      });
    });

    it('is known not to have been sent to a server of another TLS version', async () => {
      const version = {
        minVersion: 'TLSv1.1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      } as const;
      const server = createTlsServer({ ...selfSigned(), ...version });
      server.on('tlsClientError', () => undefined);
      await withServer(server, async port => {
        assertNotSent(await failureAt(`https://${host}:${port}`));
      });
    });

    it('is known not to have been sent where the connection is cut before it is encrypted', async () => {
      await withServer(hangingUp(), async port => {
        assertNotSent(await failureAt(`https://${host}:${port}`));
      });
    });

    it('may have been done where the connection is cut after it was sent', async () => {
      await withServer(hangingUp(), async port => {
        const { reason, outcomeUnknown } = await failureAt(`http://${host}:${port}`);
        assert.deepEqual([reason, outcomeUnknown], ['interrupted', true]);
      });
    });
  });
}
