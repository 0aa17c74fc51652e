import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { EmulatedOperation, Emulator, EmulatorOptions, SeedKey } from '../../emulator/contract';
import { startEmulator } from '../../emulator/startEmulator';

export interface Call {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as is where it is a string, as JSON otherwise. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where there is none. */
  readonly json: unknown;
}

export interface EmulatorClient {
  readonly emulator: Emulator;
  /** @param path of the account API */
  readonly call: (method: string, path: string, call?: Call) => Promise<Answered>;
  readonly requestToken: (key: Pick<SeedKey, 'accessKeyId' | 'secret'>, body?: string) => Promise<Answered>;
  /** @returns a token; fails where there is none. */
  readonly signIn: (key: Pick<SeedKey, 'accessKeyId' | 'secret'>) => Promise<string>;
  /** Resolves once a call of the operation has reached the emulator. */
  readonly arrived: (operation: EmulatedOperation) => Promise<void>;
}

/** Lends an emulator to `work`, and fails where one of its answers is not as its description says. */
export async function withEmulator(
  options: EmulatorOptions,
  work: (client: EmulatorClient) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator(options);
  try {
    await work(clientOf(emulator));
    assert.deepEqual(
      emulator.violations.filter(violation => violation.includes(' answer ')),
      [],
    );
  } finally {
    await emulator.close();
  }
}

function clientOf(emulator: Emulator): EmulatorClient {
  const requestToken = (
    { accessKeyId, secret }: Pick<SeedKey, 'accessKeyId' | 'secret'>,
    body = 'grant_type=client_credentials',
  ): Promise<Answered> =>
    send(emulator.tokenUrl, 'POST', {
      headers: {
        authorization: `Basic ${Buffer.from(`${accessKeyId}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    });
  return {
    emulator,
    requestToken,
    call: (method, path, call = {}) => send(emulator.accountUrl + path, method, call),
    async arrived(operation) {
      while (!emulator.requests.some(request => request.operation === operation)) await setImmediate();
    },
    async signIn(key) {
      const { status, json } = await requestToken(key);
      assert.equal(status, 200);
      return (json as { access_token: string }).access_token;
    },
  };
}

async function send(url: string, method: string, { token, headers, body, signal }: Call): Promise<Answered> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}
