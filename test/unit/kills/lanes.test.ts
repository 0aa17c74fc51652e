import assert from 'node:assert/strict';
import { Lanes } from '../../kills/lanes';

describe('lanes', () => {
  it('do as much at once as there are, in the order in which it came', async () => {
    const lanes = new Lanes(['left', 'right']);
    const events: string[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(job =>
        lanes.use(async lane => {
          events.push(`${job} on ${lane}`);
          await Promise.resolve();
          events.push(`${job} done`);
        }),
      ),
    );
    assert.deepEqual(events.slice(0, 2), ['1 on left', '2 on right']);
    assert.deepEqual(
      events.filter(event => event.endsWith('done')),
      ['1 done', '2 done', '3 done', '4 done'],
    );
    for (const job of [3, 4]) {
      const before = events.slice(0, events.indexOf(`${job} on ${job === 3 ? 'left' : 'right'}`));
      assert.ok(before.includes(`${job - 2} done`), events.join(', '));
    }
  });

  it('do work on the one it is meant for, and nobody waits for that', async () => {
    const lanes = new Lanes(['left', 'right']);
    const events: string[] = [];
    const note = (job: number, only?: string): Promise<void> =>
      lanes.use(lane => {
        events.push(`${job} on ${lane}`);
        return Promise.resolve();
      }, only);
    await Promise.all([note(1, 'right'), note(2, 'right'), note(3, 'right'), note(4), note(5, 'left')]);
    assert.deepEqual(
      events.filter(event => event.endsWith('right')),
      ['1 on right', '2 on right', '3 on right'],
    );
    assert.deepEqual(
      events.filter(event => event.endsWith('left')),
      ['4 on left', '5 on left'],
    );
  });

  it('are free again after work that failed', async () => {
    const lanes = new Lanes(['only']);
    await assert.rejects(lanes.use(() => Promise.reject(new Error('failed'))));
    assert.equal(await lanes.use(lane => Promise.resolve(lane)), 'only');
  });
});
