// Measures calls to Sinch over a slow network, beside bare `http`, and prints the figures as JSON. `--runs 5`
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnect } from '../../src/sinch/connect';
import { createTransport } from '../../src/sinch/transport';
import type { AccessKeysApi } from '../../src/sinch/types';
import { startEmulator } from '../../test/emulator/startEmulator';
import { figure, type Figure } from './figures';

/** Milliseconds of one round trip. */
const roundTrip = 100;
/** As Sinch's token endpoint: so many tokens at once, and so many a second after that. */
const bucket = { size: 30, perSecond: 10 };
/** Of the bucket, so many are left to other windows. */
const left = 4;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
  const figures = [
    ...(await warmCall(Number(values.runs))),
    await coldLoad(30, 1.15),
    await coldLoad(100, 1.3),
  ];
  console.log(JSON.stringify(figures, undefined, 2));
  process.exit();
}

/** A call with a token that is there, and two requests of bare `http`: on a connection of its own, and on a kept one. */
async function warmCall(runs: number): Promise<readonly Figure[]> {
  const emulator = await startEmulator({ seed: { projects: [project(0)] } });
  const relay = await slowRelay(Number(new URL(emulator.accountUrl).port));
  const address = `http://127.0.0.1:${relay.port}`;
  const tokenUrl = emulator.tokenUrl.replace(/^http:\/\/[^/]+/, address);
  const api = connected(0, address, tokenUrl);
  await keysOf(api);
  const ours: number[] = [];
  const own: number[] = [];
  const kept: number[] = [];
  const agent = new http.Agent({ keepAlive: true });
  await bareRequest(address, agent);
  for (let run = 0; run < runs; run++) {
    ours.push((await timed(() => keysOf(api))) / roundTrip);
    own.push((await timed(() => bareRequest(address, false))) / roundTrip);
    kept.push((await timed(() => bareRequest(address, agent))) / roundTrip);
  }
  agent.destroy();
  relay.close();
  await emulator.close();
  const note = 'round trips; every call has a connection of its own, so that no create is sent twice';
  return [
    figure('warm call', '×', ours, { note }),
    figure('bare http, own connection', '×', own),
    figure('bare http, kept connection', '×', kept, { goal: 1.15, note: 'the goal for calls, given up' }),
  ];
}

/** The keys of so many projects, each with a credential of its own, asked for at once with nothing known. */
async function coldLoad(count: number, goal: number): Promise<Figure> {
  const emulator = await startEmulator({
    seed: { projects: Array.from({ length: count }, (_, index) => project(index)) },
    delay: roundTrip,
    tokenBucket: bucket,
  });
  const connect = connector();
  const apis = Array.from({ length: count }, (_, index) =>
    connect({ ...signIn(index), accountUrl: emulator.accountUrl, tokenUrl: emulator.tokenUrl }),
  );
  let lost = 0;
  const milliseconds = await timed(async () => {
    const all = await Promise.allSettled(apis.map(keysOf));
    lost = all.filter(each => each.status === 'rejected' || each.value !== 1).length;
  });
  await emulator.close();
  if (lost > 0) throw new Error(`${lost} of ${count} projects have no keys.`);
  const floor = 2 * roundTrip + (Math.max(0, count - (bucket.size - left)) / bucket.perSecond) * 1000;
  const note = `${Math.round(milliseconds)} ms; over two round trips and the pace of tokens, none lost`;
  return figure(`time to keys, ${count} projects`, '×', [milliseconds / floor], { goal, note });
}

function connected(index: number, accountUrl: string, tokenUrl: string): AccessKeysApi {
  return connector()({ ...signIn(index), accountUrl, tokenUrl });
}

function connector(): ReturnType<typeof createConnect> {
  return createConnect({ transport: createTransport({ userAgent: 'sinch-access-keys/bench' }) });
}

function project(index: number) {
  const key = { accessKeyId: `key-${index}`, secret: `demo-secret-${index}`, displayName: 'demo' };
  return { projectId: `project-${index}`, keys: [key] };
}

function signIn(index: number) {
  const credential = { kind: 'keyPair', keyId: `key-${index}`, keySecret: `demo-secret-${index}` } as const;
  return { projectId: `project-${index}`, credential };
}

async function keysOf(api: AccessKeysApi): Promise<number> {
  let count = 0;
  for await (const key of api.list()) count += key.accessKeyId === '' ? 0 : 1;
  return count;
}

async function bareRequest(address: string, agent: http.Agent | false): Promise<void> {
  const request = http.get(`${address}/v1/projects/project-0/accessKeys`, { agent });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  answer.resume();
  await once(answer, 'end');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** A port that leads to another as if over a network: a connection takes a round trip, and so does each answer. */
async function slowRelay(target: number): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer(from => {
    const to = net.connect(target, '127.0.0.1');
    const opened = sleep(roundTrip);
    const late = (act: () => unknown) => {
      void opened.then(() => sleep(roundTrip / 2)).then(act);
    };
    for (const [source, sink] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(source);
      source.on('error', () => undefined);
      source.on('data', (bytes: Buffer) => {
        late(() => sink.write(bytes));
      });
      source.on('close', () => {
        late(() => sink.end());
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

void main();
