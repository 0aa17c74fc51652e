import type { Act } from './rawServer';
import { rows, type Row } from './told';

/** How often a request is made that always meets the fault. */
export const tries = {
  once: { safe: 1, create: 1, bearer: 1, token: 1 },
  /** Again and again, save a create. */
  repeated: { safe: 4, create: 1, bearer: 4, token: 4 },
  /** A 429 is waited out by whoever meets it: the service did not look at the request. */
  waited: { safe: 4, create: 4, bearer: 4, token: 4 },
  /** Once more with a fresh token, where one can be had. */
  renewed: { safe: 2, create: 2, bearer: 1, token: 1 },
} as const;

export interface Fault {
  readonly name: string;
  readonly status: number;
  readonly tries: keyof typeof tries;
  readonly ends: Row;
  /** @param good the body of the answer where nothing is wrong */
  readonly acts: (good: string) => readonly Act[];
}

type Headers = Readonly<Record<string, string>>;

export const json = { 'Content-Type': 'application/json' };
export const page = { 'Content-Type': 'text/html; charset=utf-8' };
/** Where Sinch's registry of errors lies. */
export const registry = 'https://developers.sinch.com/docs/errors/registry/';

export function head(status: number, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n`;
}

export function http(status: number, headers: Headers, body: string): string {
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  return (
    head(status, { Connection: 'close', ...headers, ...(status === 204 || status === 304 ? {} : length) }) +
    body
  );
}

export const send = (bytes: string | Buffer): Act => ({ do: 'send', bytes });
export const sent = (bytes: string): readonly Act[] => [send(bytes), { do: 'end' }];

export function answer(
  kind: keyof typeof rows,
  times: Fault['tries'],
  status: number,
  [body, headers = json]: readonly [body: string | object, headers?: Headers] = ['', {}],
): Fault {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = headers === json ? '' : JSON.stringify(headers).slice(1, -1);
  const shown = [text.replace(registry, '').slice(0, 90), type].filter(Boolean).join(' · ');
  return {
    name: `${status} ${shown}`,
    status,
    tries: times,
    ends: rows[kind],
    acts: () => sent(http(status, headers, text)),
  };
}

export function odd(
  kind: keyof typeof rows,
  times: Fault['tries'],
  name: string,
  acts: (good: string) => readonly Act[],
): Fault {
  return { name, status: 200, tries: times, ends: rows[kind], acts };
}

export function chunks(body: string, end: string): string {
  const chunk = body === '' ? '' : `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`;
  return `${head(200, { Connection: 'close', 'Transfer-Encoding': 'chunked' })}${chunk}${end}`;
}
