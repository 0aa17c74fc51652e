import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string | undefined;
  /** Path and query. */
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const { method, url, headers } = request;
  return { method, url, headers, body: await text(request) };
}
