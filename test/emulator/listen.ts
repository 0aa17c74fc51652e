import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @returns the port; rejects with the system's error, such as `EADDRINUSE`. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
