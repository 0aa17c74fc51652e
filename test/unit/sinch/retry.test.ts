import assert from 'node:assert/strict';
import {
  ApiError,
  CredentialError,
  UnexpectedAnswerError,
  UnreachableError,
  type Operation,
  type SinchError,
} from '../../../src/sinch/errors';
import { createRetry, type RetryOptions } from '../../../src/sinch/retry';
import { rejection } from './support/rejection';

/** Carries out an attempt that fails with these errors in turn and then succeeds. */
async function run(
  operation: Operation,
  errors: readonly Error[],
  {
    safeToRepeat = operation !== 'CreateAccessKey',
    ...options
  }: RetryOptions & { safeToRepeat?: boolean } = {},
) {
  const waits: number[] = [];
  let attempts = 0;
  const retry = createRetry({
    random: () => 0.5,
    wait: milliseconds => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    ...options,
  });
  const attempt = () => {
    const error = errors[attempts];
    attempts += 1;
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  const outcome = await retry(operation, attempt, { signal: undefined, safeToRepeat }).then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { outcome, waits, attempts };
}

const repeatable = [
  'ListAccessKeys',
  'GetAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
  'FetchToken',
] as const;

function api(operation: Operation, status: number, retryAfter?: number): ApiError {
  return new ApiError(operation, status, undefined, { retryAfter });
}

function unreachable(operation: Operation, reason: UnreachableError['reason']): UnreachableError {
  return new UnreachableError(operation, reason, 'account.example', undefined);
}

describe('createRetry', () => {
  for (const operation of repeatable) {
    for (const status of [429, 500, 502, 503, 504]) {
      it(`repeats ${operation} after ${status}`, async () => {
        const { outcome, attempts } = await run(operation, [api(operation, status)]);
        assert.deepEqual(outcome, { value: 'done' });
        assert.equal(attempts, 2);
      });
    }

    it(`repeats ${operation} after a broken connection`, async () => {
      const { outcome } = await run(operation, [unreachable(operation, 'interrupted')]);
      assert.deepEqual(outcome, { value: 'done' });
    });

    for (const error of [
      ...[302, 400, 401, 403, 404, 409, 501].map(status => api(operation, status)),
      ...(['offline', 'timeout', 'certificate'] as const).map(reason => unreachable(operation, reason)),
      new CredentialError(operation, 'refused', 401),
      new UnexpectedAnswerError(operation, 200, 'body: empty'),
      new TypeError('a bug'),
    ]) {
      it(`does not repeat ${operation} after ${error.message}`, async () => {
        const { outcome, attempts, waits } = await run(operation, [error]);
        assert.deepEqual({ outcome, attempts, waits }, { outcome: { error }, attempts: 1, waits: [] });
      });
    }
  }

  it('repeats a create after 429, which was not looked at', async () => {
    const { outcome, attempts } = await run('CreateAccessKey', [api('CreateAccessKey', 429)]);
    assert.deepEqual({ outcome, attempts }, { outcome: { value: 'done' }, attempts: 2 });
  });

  const doubtful: readonly SinchError[] = [
    ...[500, 502, 503, 504].map(status => api('CreateAccessKey', status)),
    ...(['offline', 'timeout', 'interrupted', 'certificate'] as const).map(reason =>
      unreachable('CreateAccessKey', reason),
    ),
    new UnexpectedAnswerError('CreateAccessKey', 200, 'secret: missing'),
  ];
  for (const error of doubtful) {
    it(`never repeats a create after ${error.message}`, async () => {
      const { outcome, attempts } = await run('CreateAccessKey', [error]);
      assert.deepEqual({ outcome, attempts }, { outcome: { error }, attempts: 1 });
    });
  }

  it('repeats only what its caller says is safe to repeat, whatever the operation is', async () => {
    for (const operation of repeatable) {
      for (const error of [api(operation, 503), unreachable(operation, 'interrupted')]) {
        const { outcome, attempts } = await run(operation, [error], { safeToRepeat: false });
        assert.deepEqual({ outcome, attempts }, { outcome: { error }, attempts: 1 });
      }
      const { attempts } = await run(operation, [api(operation, 429)], { safeToRepeat: false });
      assert.equal(attempts, 2);
    }
    const silent = createRetry()('GetAccessKey', () => Promise.reject(api('GetAccessKey', 503)), {
      signal: undefined,
    });
    assert.deepEqual(await rejection(silent), api('GetAccessKey', 503));
  });

  it('does not multiply the retries of the token fetch by those of the call', async () => {
    const error = api('FetchToken', 503);
    const { outcome, attempts } = await run('GetAccessKey', [error]);
    assert.deepEqual({ outcome, attempts }, { outcome: { error }, attempts: 1 });
  });

  it('gives up after three retries, with the last error', async () => {
    const errors = [500, 502, 503, 504].map(status => api('GetAccessKey', status));
    const { outcome, waits, attempts } = await run('GetAccessKey', errors);
    assert.deepEqual(outcome, { error: errors[3] });
    assert.equal(attempts, 4);
    assert.deepEqual(waits, [500, 2000, 8000]);
  });

  it('spreads its waits from nothing to the ceiling', async () => {
    const errors = [1, 2, 3].map(() => api('GetAccessKey', 503));
    assert.deepEqual((await run('GetAccessKey', errors, { random: () => 0 })).waits, [0, 0, 0]);
    const { waits } = await run('GetAccessKey', errors, { random: () => 1 });
    assert.deepEqual(waits, [1000, 4000, 16_000]);
  });

  it('waits as long as the service asks', async () => {
    const errors = [api('GetAccessKey', 429, 2500), api('GetAccessKey', 503, 30_000)];
    assert.deepEqual((await run('GetAccessKey', errors)).waits, [2500, 30_000]);
  });

  it('still pauses where the service asks for no time at all', async () => {
    const errors = [api('GetAccessKey', 429, 0), api('GetAccessKey', 503, 0)];
    assert.deepEqual((await run('GetAccessKey', errors)).waits, [500, 2000]);
  });

  it('does not wait longer than anyone would: the caller hears at once', async () => {
    const error = api('GetAccessKey', 429, 30_001);
    const { outcome, waits } = await run('GetAccessKey', [error]);
    assert.deepEqual({ outcome, waits }, { outcome: { error }, waits: [] });
  });

  it('ends a wait at once when the signal aborts, with its own reason', async () => {
    for (const reason of [new Error('cancelled'), 'a text', { any: 'thing' }, undefined]) {
      const controller = new AbortController();
      const retry = createRetry({ ceilings: [3_600_000], random: () => 1 });
      const call = retry(
        'GetAccessKey',
        () => {
          setImmediate(() => {
            controller.abort(reason);
          });
          return Promise.reject(api('GetAccessKey', 503));
        },
        { signal: controller.signal, safeToRepeat: true },
      );
      assert.equal(await rejection(call), controller.signal.reason);
    }
  });

  it('hands on the reason where an attempt itself was aborted', async () => {
    const signal = AbortSignal.abort('a text');
    let attempts = 0;
    const attempt = () => {
      attempts += 1;
      signal.throwIfAborted();
      return Promise.resolve();
    };
    assert.equal(
      await rejection(createRetry()('GetAccessKey', attempt, { signal, safeToRepeat: true })),
      'a text',
    );
    assert.equal(attempts, 1);
  });

  it('keeps an answer that arrives together with an abort', async () => {
    const controller = new AbortController();
    const attempt = () => {
      controller.abort();
      return Promise.resolve('the only copy');
    };
    assert.equal(
      await createRetry()('CreateAccessKey', attempt, { signal: controller.signal }),
      'the only copy',
    );
  });

  it('really waits', async () => {
    const start = performance.now();
    let attempts = 0;
    await createRetry()(
      'GetAccessKey',
      () => {
        attempts += 1;
        return attempts === 1 ? Promise.reject(api('GetAccessKey', 429, 20)) : Promise.resolve();
      },
      { signal: undefined },
    );
    // A timer may fire a fraction of a millisecond early by this clock.
    assert.ok(performance.now() - start >= 19);
  });
});
