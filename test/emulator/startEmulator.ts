import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './answer';
import { defaultDescriptionFile } from './apiDescription';
import type { Emulator, EmulatorOptions, Fault, RequestUnderWay } from './contract';
import { createEmulatedApi } from './emulatedApi';
import { createExchangeLog } from './exchangeLog';
import { faultAnswer } from './faultAnswer';
import { answerFaultControl, faultControlPath } from './faultControl';
import { createFaultQueue } from './faultQueue';
import { listen } from './listen';
import { createRequestsUnderWay } from './requestsUnderWay';
import { routeOf, type Route } from './route';
import { validFault } from './validFault';
import { validSeed } from './validSeed';

/** Longer than any pause of a test: a connection that ends by itself makes a request fail once in a while. */
const keepAliveTimeout = 120_000;

/**
 * Starts the Access Keys API and its token endpoint on 127.0.0.1.
 * @throws {InvalidInput} for a seed that makes no sense
 * @throws the system's error where it cannot listen, `EADDRINUSE` for a taken port
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const seed = validSeed(options.seed ?? { projects: [] }, 'seed');
  const api = createEmulatedApi({ ...options, seed });
  const faults = createFaultQueue();
  const underWay = createRequestsUnderWay();
  const log = createExchangeLog(options.descriptionFile ?? defaultDescriptionFile);

  async function tell(
    side: RequestUnderWay['side'],
    route: Route | undefined,
    gone: AbortSignal,
  ): Promise<void> {
    if (route) await options.onRequest?.({ operation: route.operation, side, gone });
    gone.throwIfAborted();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const signal = underWay.add(response);
    try {
      if (url === faultControlPath) {
        const body = await readBody(request);
        underWay.settle(response);
        send(
          response,
          answerFaultControl(method, body, faults, () => {
            underWay.endAll();
          }),
        );
        return;
      }
      const route = routeOf(method, url);
      const entry = log.begin({ method, url, headers }, route?.operation);
      const fault = route && faults.take(route.operation);
      const body = await readBody(request);
      await wait((options.delay ?? 0) + (fault?.delay ?? 0), undefined, { signal });
      await tell('before', route, signal);
      const outcome = outcomeOf(fault, () => api.answer(route, headers, body));
      const answer = typeof outcome === 'string' ? undefined : outcome;
      entry.arrived(body, answer, fault?.kind === 'answer');
      await tell('after', route, signal);
      if (outcome === 'cut') response.destroy();
      if (answer === undefined) return;
      underWay.settle(response);
      send(response, answer);
    } catch (error) {
      if (!signal.aborted && !request.socket.destroyed) throw error;
    }
  }

  const server = createServer({ keepAliveTimeout }, (request, response) => void serve(request, response));
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  return {
    accountUrl: origin,
    tokenUrl: `${origin}/oauth2/token`,
    keys: projectId => api.keys(projectId),
    get requests() {
      return log.requests;
    },
    get violations() {
      return log.violations;
    },
    fault(fault) {
      faults.add(validFault(fault, 'fault'));
    },
    reset(other) {
      const next = other === undefined ? seed : validSeed(other, 'seed');
      faults.clear();
      underWay.endAll();
      log.clear();
      api.reset(next);
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function outcomeOf(fault: Fault | undefined, work: () => Answer): Answer | 'cut' | 'silence' {
  switch (fault?.kind) {
    case 'answer':
      return faultAnswer(fault);
    case 'drop':
      return 'cut';
    case 'dropAfter':
      work();
      return 'cut';
    case 'hang':
      return 'silence';
    case 'none':
    case undefined:
      return work();
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
