import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { someAtATime } from '../../../src/envFiles/someAtATime';

describe('someAtATime', () => {
  it('gives the results in the order of the items, whichever is done first', async () => {
    const results = await someAtATime(3, [3, 1, 2, 0], async turns => {
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      return turns * 10;
    });
    assert.deepEqual(results, [30, 10, 20, 0]);
  });

  it('has as many under way as it may, and no more', async () => {
    let underWay = 0;
    const counts: number[] = [];
    await someAtATime(3, Array.from({ length: 10 }), async () => {
      underWay += 1;
      counts.push(underWay);
      await setImmediate();
      underWay -= 1;
    });
    assert.equal(counts.length, 10);
    assert.equal(Math.max(...counts), 3);
  });

  it('begins no other where one fails, and rejects with its reason', async () => {
    const begun: number[] = [];
    const failing = someAtATime(2, [0, 1, 2, 3, 4, 5], async item => {
      begun.push(item);
      await setImmediate();
      if (item === 1) throw new Error('demo');
    });
    await assert.rejects(failing, { message: 'demo' });
    await setImmediate();
    await setImmediate();
    assert.ok(begun.length < 5, begun.join());
  });

  it('has nothing to do for no items', async () => {
    assert.deepEqual(await someAtATime(4, [], () => Promise.reject(new Error('called'))), []);
  });
});
