import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Report, withProgressIfSlow } from '../../src/ui/progress';

describe('progress that shows only where a task is slow', () => {
  const title = 'A task of a test';

  /** What outlasts a patience of 0: a timer that is set once that of the patience has fired. */
  async function slowly(_: AbortSignal, report: Report): Promise<void> {
    await pause(0);
    report('half', 50);
    await pause(0);
    report('almost', 40);
  }

  it('ends as a quick task does', async () => {
    assert.equal(await withProgressIfSlow(title, () => Promise.resolve('done'), 60_000), 'done');
    const failure = new Error('refused');
    await assert.rejects(
      withProgressIfSlow(title, () => Promise.reject(failure), 60_000),
      failure,
    );
  });

  it('ends as a slow task does, and takes its reports before and after it shows', async () => {
    const done = withProgressIfSlow(title, async (...args) => slowly(...args).then(() => 'done'), 0);
    assert.equal(await done, 'done');
    const failure = new Error('refused');
    const failing = withProgressIfSlow(
      title,
      async (...args) => slowly(...args).then(() => Promise.reject(failure)),
      0,
    );
    await assert.rejects(failing, failure);
  });
});
