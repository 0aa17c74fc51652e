import assert from 'node:assert/strict';
import { Endpoint } from '../../src/sinch/endpoint';
import { UnreachableError } from '../../src/sinch/errors';
import type { HttpAnswer } from '../../src/sinch/httpAnswer';
import { createTransport } from '../../src/sinch/transport';

const transport = createTransport({ userAgent: 'sinch-access-keys/test' });

/** Sends a create to this URL, as the client does once it has a token. */
export function createAt(url: string): Promise<HttpAnswer> {
  return transport({
    operation: 'CreateAccessKey',
    method: 'POST',
    endpoint: Endpoint.parse(url),
    headers: { 'Content-Type': 'application/json' },
    body: '{"displayName":"demo"}',
  });
}

/** What such a create fails with. */
export async function failureAt(url: string): Promise<UnreachableError> {
  const error: unknown = await createAt(url).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof UnreachableError, String(error));
  return error;
}

export function assertNotSent({ reason, outcomeUnknown, message }: UnreachableError): void {
  assert.deepEqual([reason, outcomeUnknown], ['offline', false], message);
}
