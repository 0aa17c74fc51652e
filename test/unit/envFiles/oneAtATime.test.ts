import assert from 'node:assert/strict';
import { OneAtATime } from '../../../src/envFiles/oneAtATime';

describe('OneAtATime', () => {
  /** A task that notes when it starts and ends, and lets others have their turn in between. */
  const task =
    (events: string[], name: string, fails = false) =>
    async (): Promise<string> => {
      events.push(`${name} starts`);
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };

  it('runs tasks of one key one after the other, in their order', async () => {
    const events: string[] = [];
    const queue = new OneAtATime();
    const results = await Promise.all(['a', 'b', 'c'].map(name => queue.run('file', task(events, name))));
    assert.deepEqual(results, ['a', 'b', 'c']);
    assert.deepEqual(events, ['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('does not keep other keys waiting', async () => {
    const events: string[] = [];
    const queue = new OneAtATime();
    await Promise.all([queue.run('one', task(events, 'a')), queue.run('two', task(events, 'b'))]);
    assert.deepEqual(events.slice(0, 2), ['a starts', 'b starts']);
  });

  it('goes on after a task that fails, whose error reaches the one who gave it', async () => {
    const events: string[] = [];
    const queue = new OneAtATime();
    const failing = queue.run('file', task(events, 'a', true));
    const next = queue.run('file', task(events, 'b'));
    await assert.rejects(failing, { message: 'a' });
    assert.equal(await next, 'b');
    assert.deepEqual(events, ['a starts', 'a ends', 'b starts', 'b ends']);
  });
});
