import assert from 'node:assert/strict';
import { untilAborted } from '../../../src/sinch/untilAborted';
import { isAbort } from '../../../src/ui/signal';

const never = new Promise<never>(() => undefined);

describe('a task that can be waited for no longer', () => {
  it('ends as the task does', async () => {
    const { signal } = new AbortController();
    const failure = new Error('refused');
    assert.equal(await untilAborted(Promise.resolve('done'), signal), 'done');
    await assert.rejects(untilAborted(Promise.reject(failure), signal), failure);
  });

  it('ends with the abort at once, before or while it runs', async () => {
    const stop = new AbortController();
    const waiting = untilAborted(never, stop.signal);
    stop.abort();
    await assert.rejects(waiting, isAbort);
    await assert.rejects(untilAborted(never, stop.signal), isAbort);
    await assert.rejects(untilAborted(Promise.resolve('done'), stop.signal), isAbort);
  });

  it('takes no notice of a task that fails after the abort', async () => {
    const stop = new AbortController();
    const failing = Promise.resolve().then(() => Promise.reject(new Error('too late')));
    const waiting = untilAborted(failing, stop.signal);
    stop.abort();
    await assert.rejects(waiting, isAbort);
    await assert.rejects(failing, /too late/);
  });
});
