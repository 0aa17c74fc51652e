import type { HttpAnswer } from '../../../../src/sinch/httpAnswer';

/** An answer as the transport hands it on; header names in lower case. */
export function answer(
  status: number,
  body: string | undefined = '',
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return { status, body, header: name => headers[name.toLowerCase()] };
}

/** An answer with a JSON body. */
export function json(status: number, content: unknown): HttpAnswer {
  return answer(status, JSON.stringify(content), { 'content-type': 'application/json' });
}
