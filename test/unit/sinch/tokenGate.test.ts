import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { ApiError } from '../../../src/sinch/errors';
import { TokenGate, type TokenGateOptions } from '../../../src/sinch/tokenGate';
import { createTokenBucket } from '../../emulator/tokenBucket';
import { rejection } from './support/rejection';

/** A clock that stands still until everybody waits, and then goes on to the next who has waited long enough. */
class VirtualTime {
  now = 0;
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  wait(milliseconds: number): Promise<void> {
    return new Promise(wake => {
      this.sleepers.push({ at: this.now + milliseconds, wake });
    });
  }

  async until(work: Promise<unknown>): Promise<void> {
    const end = work.then(() => 'done' as const);
    for (;;) {
      if ((await Promise.race([end, turn('waiting' as const)])) === 'done') return;
      const next = this.sleepers.reduce((first, other) => (other.at < first.at ? other : first));
      this.sleepers = this.sleepers.filter(sleeper => sleeper !== next);
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
  }
}

/** @param retryAfter milliseconds */
const busy = (retryAfter?: number) => new ApiError('FetchToken', 429, undefined, { retryAfter });

/** Of one caller. */
const signal = () => new AbortController().signal;

function setUp(options: TokenGateOptions = {}) {
  const time = new VirtualTime();
  const open = () =>
    new TokenGate({
      now: () => time.now,
      wait: milliseconds => time.wait(milliseconds),
      random: () => 1,
      ...options,
    });
  return { time, open };
}

describe('the gate to a token host', () => {
  it('lets a hundred pass without ever emptying a bucket of 30 that gets 10 a second', async () => {
    const { time, open } = setUp();
    const gate = open();
    const take = createTokenBucket({ size: 30, perSecond: 10 }, () => time.now);
    let refused = 0;
    const pass = async () => {
      await gate.pass(signal());
      if (!take()) refused += 1;
    };
    await time.until(Promise.all(Array.from({ length: 100 }, pass)));
    assert.equal(refused, 0);
    assert.ok(time.now <= 7401, `${time.now} ms`);
  });

  it('holds back all once the host is busy, for as long as it asks', async () => {
    const { time, open } = setUp();
    const gate = open();
    await gate.pass(signal());
    gate.hold(busy(5000));
    const passed: number[] = [];
    const pass = async () => {
      await gate.pass(signal());
      passed.push(time.now);
    };
    await time.until(Promise.all([pass(), pass(), pass()]));
    assert.ok(
      passed.every(at => at >= 5000),
      passed.join(),
    );
    assert.ok(time.now <= 5300, `${time.now} ms`);
  });

  for (const asked of [undefined, 0]) {
    it(`holds them back a while where it asks for ${asked}, and longer each time`, async () => {
      const { time, open } = setUp();
      const gate = open();
      const pauses: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        const from = time.now;
        // Several that were under way together count once.
        gate.hold(busy(asked));
        gate.hold(busy(asked));
        await time.until(gate.pass(signal()));
        pauses.push(time.now - from);
      }
      assert.deepEqual(pauses, [1000, 2000, 4000]);
      gate.release();
      const from = time.now;
      gate.hold(busy(asked));
      await time.until(gate.pass(signal()));
      assert.equal(time.now - from, 1000);
    });
  }

  for (const asked of [30_001, 3_600_000, 31_536_000_000, Infinity]) {
    it(`keeps nobody waiting where the host asks for ${asked} ms: who waits is told, who comes later may try`, async () => {
      const { time, open } = setUp({ size: 1, perSecond: 1 });
      const gate = open();
      await gate.pass(signal());
      gate.hold(busy(30_000));
      const waiting = Array.from({ length: 20 }, () => rejection(gate.pass(signal())));
      const refusal = busy(asked);
      gate.hold(refusal);
      for (const reason of await Promise.all(waiting)) assert.equal(reason, refusal);
      assert.equal(time.now, 0);
      const from = time.now;
      await time.until(gate.pass(signal()));
      assert.ok(time.now - from <= 8000, `${time.now - from} ms, at a pace of one a second at best`);
    });
  }

  it('loses nobody where two windows share the bucket', async () => {
    let seed = 1;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const { time, open } = setUp({ random });
    const take = createTokenBucket({ size: 30, perSecond: 10 }, () => time.now);
    const attempts: number[] = [];
    const window = () => {
      const gate = open();
      return Array.from({ length: 100 }, async () => {
        for (let attempt = 1; ; attempt += 1) {
          await gate.pass(signal());
          await time.wait(20);
          if (take()) {
            gate.release();
            attempts.push(attempt);
            return;
          }
          gate.hold(busy());
        }
      });
    };
    await time.until(Promise.all([...window(), ...window()]));
    assert.equal(attempts.length, 200);
    // As many as a token fetch makes before it gives up.
    assert.ok(Math.max(...attempts) <= 4, `${Math.max(...attempts)} attempts`);
  });

  it('lets go at once of who aborts, with the reason, and gives the turn to the next', async () => {
    const gate = new TokenGate({ size: 1, perSecond: 1 });
    await gate.pass(signal());
    gate.hold(busy(30_000));
    const controllers = [new AbortController(), new AbortController()];
    const waiting = controllers.map(each => rejection(gate.pass(each.signal)));
    controllers.reverse().forEach((each, index) => {
      each.abort(index);
    });
    assert.deepEqual(await Promise.all(waiting), [1, 0]);
  });
});
