import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { ConfigurationTarget, workspace } from 'vscode';
import { addProject } from '../../src/commands/projects/addProject';
import { type Certificate, createAuthority, issueCertificate } from '../fakes/certificates';
import { listenOn, type LocalProxy, startProxy, startTlsFront } from '../fakes/localProxy';
import { type App, demo, openApp, projectNode } from './app';
import { assertNotSent, createAt, failureAt } from './createAt';

/** A host that only the proxy of the tests knows. */
const host = 'sinch.access-keys.test';

async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('http').update(name, value, ConfigurationTarget.Global);
}

/** The authority that `NODE_EXTRA_CA_CERTS` names. */
function trustedAuthority(): Certificate {
  const { TEST_AUTHORITY: file } = process.env;
  assert.ok(file);
  return JSON.parse(readFileSync(file, 'utf8')) as Certificate;
}

describe('behind a proxy', () => {
  let app: App;
  let proxy: LocalProxy;
  const opened: { close(): Promise<void> }[] = [];

  /** Puts TLS before the emulator. @returns its port */
  async function front(authority: Certificate): Promise<number> {
    const target = Number(new URL(app.emulator.accountUrl).port);
    const made = await startTlsFront(issueCertificate(authority, host), target);
    opened.push(made);
    return made.port;
  }

  async function listening(server: Server, address = '127.0.0.1'): Promise<number> {
    const made = await listenOn(server, address);
    opened.push(made);
    return made.port;
  }

  /** Starts a proxy and has VS Code use it. @param user what stands before the host in its URL, such as `me:secret@` */
  async function use(hosts: Readonly<Record<string, number>>, password?: string, user = ''): Promise<void> {
    proxy = await startProxy(hosts, password);
    opened.push(proxy);
    await set('proxy', `http://${user}127.0.0.1:${proxy.port}`);
  }

  async function signIn(): Promise<void> {
    app.prompts.will(
      { pick: 'Enter Key ID' },
      { text: demo.projectId },
      { text: 'demo-key-1' },
      { text: 'demo-secret-1' },
    );
    await addProject(app.parts);
    assert.deepEqual(await app.labels(projectNode(app)), [
      'production | 3 days ago · sign-in key',
      'staging | 3 days ago',
    ]);
  }

  beforeEach(async () => {
    app = await openApp({
      endpoints: { accountUrl: `https://${host}`, tokenUrl: `https://${host}/oauth2/token` },
    });
  });
  afterEach(async () => {
    for (const name of ['proxy', 'noProxy', 'proxyStrictSSL', 'proxySupport']) await set(name, undefined);
    for (const each of opened.splice(0)) await each.close();
    await app.close();
  });

  for (const mode of ['on', 'override', 'fallback']) {
    it(`signs in to a host that only the proxy knows, whose authority the user trusts (${mode})`, async () => {
      await set('proxySupport', mode);
      await use({ [host]: await front(trustedAuthority()) });
      await signIn();
      assert.deepEqual(proxy.tunnels, [`${host}:443`, `${host}:443`]);
    });
  }

  it('gives the proxy the password that its address holds', async () => {
    await use({ [host]: await front(trustedAuthority()) }, 'me:demo-password', 'me:demo-password@');
    await signIn();
    assert.deepEqual([proxy.tunnels.length, proxy.refused], [2, 0]);
    assert.ok(!app.log.lines.join().includes('demo-password'));
  });

  it('hears from a proxy that wants a password, and sends nothing', async () => {
    await use({ [host]: await front(trustedAuthority()) }, 'me:demo-password');
    assert.equal((await createAt(`https://${host}`)).status, 407);
    assert.deepEqual(proxy.tunnels, []);
    assert.ok(proxy.refused > 0);
    assert.deepEqual(app.emulator.requests, []);
  });

  it('leaves no connection open to a proxy that makes the tunnel', async () => {
    await use({ [host]: await front(trustedAuthority()) });
    await signIn();
    await proxy.left();
  });

  it('leaves no connection open to a proxy that refuses the tunnel', async () => {
    await use({});
    assert.equal((await createAt(`https://${host}`)).status, 502);
    await proxy.left();
  });

  it('asks a host in http.noProxy by itself', async () => {
    const address = '127.0.0.2';
    const server = createTlsServer(issueCertificate(trustedAuthority(), address), socket => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    });
    const url = `https://${address}:${await listening(server, address)}`;
    await use({});
    assert.equal((await createAt(url)).status, 502);
    assert.deepEqual(proxy.tunnels, [new URL(url).host]);
    await set('noProxy', [address]);
    assert.equal((await createAt(url)).status, 204);
    assert.equal(proxy.tunnels.length, 1);
  });

  for (const strict of [true, false]) {
    it(`refuses a certificate of an authority that nobody named (http.proxyStrictSSL: ${strict})`, async () => {
      await set('proxyStrictSSL', strict);
      await use({ [host]: await front(createAuthority()) });
      const { reason, outcomeUnknown } = await failureAt(`https://${host}`);
      assert.deepEqual([reason, outcomeUnknown], ['certificate', false]);
      assert.deepEqual(app.emulator.requests, []);
    });
  }

  it('knows that nothing was sent through a proxy that isn’t there', async () => {
    await use({});
    await proxy.close();
    opened.pop();
    assertNotSent(await failureAt(`https://${host}`));
  });

  it('says that a create may have been done where what follows the handshake is garbage', async () => {
    const server = createTlsServer(issueCertificate(trustedAuthority(), host));
    server.on('tlsClientError', () => undefined);
    const raw = createServer(socket => {
      socket.on('error', () => undefined);
      server.once('secureConnection', secure => {
        secure.on('error', () => undefined);
        // The request was read inside TLS; plain text follows on the same connection.
        secure.once('data', () => socket.write('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
      });
      server.emit('connection', socket);
    });
    await use({ [host]: await listening(raw) });
    const { reason, outcomeUnknown } = await failureAt(`https://${host}`);
    assert.deepEqual([reason, outcomeUnknown], ['interrupted', true]);
  });
});
