import { createServer } from 'node:http';
import { listen } from '../emulator/listen';
import type { Moment, Verdict } from './timeline';

/** One side of a durable step, as a sensor in another program posts it. */
export interface Report extends Pick<Moment, 'step' | 'side'> {
  /** Empty where something is stored that is no step. */
  readonly step: string;
  /** After the step: what it has stored. */
  readonly stored?: {
    readonly secrets?: string;
    readonly globalState?: string;
    readonly files?: Readonly<Record<string, string>>;
  };
}

export interface SensorServer {
  /** Where a sensor posts a `Report` as JSON; the answer's body is the verdict. */
  readonly url: string;
  close(): Promise<void>;
}

/** What sensors in other programs, the page and VS Code's server, ask over HTTP before they go on. */
export async function startSensorServer(reach: (report: Report) => Promise<Verdict>): Promise<SensorServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void reach(JSON.parse(Buffer.concat(chunks).toString()) as Report).then(verdict => {
        // The page is of another origin.
        response.writeHead(200, { 'access-control-allow-origin': '*' }).end(verdict);
      });
    });
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
