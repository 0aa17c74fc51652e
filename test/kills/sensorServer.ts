import { createServer } from 'node:http';
import { listen } from '../emulator/listen';
import type { Moment, Verdict } from './timeline';

export interface SensorServer {
  /** Where a sensor posts `{ step, side }` as JSON; the answer's body is the verdict. */
  readonly url: string;
  close(): Promise<void>;
}

/** What sensors in other programs, the page and VS Code's server, ask over HTTP before they go on. */
export async function startSensorServer(
  reach: (step: string, side: Moment['side']) => Promise<Verdict>,
): Promise<SensorServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { step, side } = JSON.parse(Buffer.concat(chunks).toString()) as Pick<Moment, 'step' | 'side'>;
      void reach(step, side).then(verdict => {
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
