import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { singleFlight } from '../../../src/sinch/singleFlight';
import { rejection } from './support/rejection';

interface Landing {
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
  readonly signal: AbortSignal;
}

/** A flight whose work ends when the test says so. */
function flight() {
  const landings: Landing[] = [];
  const join = singleFlight(
    signal =>
      new Promise<string>((resolve, reject) => {
        landings.push({ resolve, reject, signal });
      }),
  );
  const landing = (index: number): Landing => {
    const found = landings[index];
    assert.ok(found !== undefined, `work was started ${landings.length} times`);
    return found;
  };
  return { join, landing, started: () => landings.length };
}

describe('singleFlight', () => {
  it('starts the work once for callers that come together', async () => {
    const { join, landing, started } = flight();
    const callers = [join(), join(new AbortController().signal), join()];
    landing(0).resolve('token');
    assert.deepEqual(await Promise.all(callers), ['token', 'token', 'token']);
    assert.equal(started(), 1);
  });

  it('starts it again for a caller that comes afterwards', async () => {
    const { join, landing, started } = flight();
    const first = join();
    landing(0).resolve('first');
    assert.equal(await first, 'first');
    const second = join();
    landing(1).resolve('second');
    assert.equal(await second, 'second');
    assert.equal(started(), 2);
  });

  it('hands a failure to every caller, and starts again afterwards', async () => {
    const { join, landing } = flight();
    const callers = [join(), join()];
    const error = new Error('broken');
    landing(0).reject(error);
    assert.deepEqual(await Promise.all(callers.map(rejection)), [error, error]);
    const next = join();
    landing(1).resolve('better');
    assert.equal(await next, 'better');
  });

  it('lets one caller leave without ending the others', async () => {
    const { join, landing } = flight();
    const controller = new AbortController();
    const leaving = join(controller.signal);
    const staying = join();
    const reason = { why: 'cancelled' };
    controller.abort(reason);
    assert.equal(await rejection(leaving), reason);
    assert.equal(landing(0).signal.aborted, false);
    landing(0).resolve('token');
    assert.equal(await staying, 'token');
  });

  it('ends the work when the last caller has left, and starts afresh for the next', async () => {
    const { join, landing, started } = flight();
    const controllers = [new AbortController(), new AbortController()];
    const callers = controllers.map(({ signal }) => rejection(join(signal)));
    controllers[0]?.abort('first');
    assert.equal(await callers[0], 'first');
    assert.equal(landing(0).signal.aborted, false);
    controllers[1]?.abort('second');
    assert.equal(await callers[1], 'second');
    assert.equal(landing(0).signal.aborted, true);

    const next = join();
    landing(0).reject(new Error('aborted'));
    await setImmediate();
    const afterNext = join();
    landing(1).resolve('token');
    assert.deepEqual(await Promise.all([next, afterNext]), ['token', 'token']);
    assert.equal(started(), 2);
  });

  it('starts nothing for a caller that has left already', async () => {
    const { join, started } = flight();
    assert.equal(await rejection(join(AbortSignal.abort('gone'))), 'gone');
    assert.equal(started(), 0);
  });

  it('leaves no listener behind on a signal', async () => {
    const { join, landing } = flight();
    const { signal } = new AbortController();
    const caller = join(signal);
    assert.equal(getEventListeners(signal, 'abort').length, 1);
    landing(0).resolve('token');
    await caller;
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});
