import assert from 'node:assert/strict';
import { momentName, Timeline } from '../../kills/timeline';

describe('a timeline', () => {
  it('tells the sides of every step, and how often it was done', async () => {
    const timeline = new Timeline();
    for (const step of ['storing', 'asking', 'storing'])
      for (const side of ['before', 'after'] as const) assert.equal(await timeline.reach(step, side), 'goOn');

    assert.deepEqual(timeline.moments.map(momentName), [
      'before storing',
      'after storing',
      'before asking',
      'after asking',
      'before storing (time 2)',
      'after storing (time 2)',
    ]);
  });

  it('ends a run at its moment, and answers there only once that is done', async () => {
    const events: string[] = [];
    const timeline = new Timeline({
      at: { step: 'storing', time: 2, side: 'before' },
      end: async () => {
        await Promise.resolve();
        events.push('ended');
      },
    });
    for (const step of ['storing', 'asking', 'storing', 'asking'])
      events.push(await timeline.reach(step, 'before'));

    assert.deepEqual(events, ['goOn', 'goOn', 'ended', 'stop', 'stop']);
  });

  it('tells of every other moment before it goes on', async () => {
    const events: string[] = [];
    const at = { step: 'storing', time: 1, side: 'after' } as const;
    const end = (): Promise<void> => Promise.resolve();
    const timeline = new Timeline({ at, end }, moment => {
      events.push(momentName(moment));
    });
    for (const side of ['before', 'after'] as const) events.push(await timeline.reach('storing', side));

    assert.deepEqual(events, ['before storing', 'goOn', 'stop']);
  });

  it('lets nothing be done any more while the run is being ended', async () => {
    const timeline: Timeline = new Timeline({
      at: { step: 'asking', time: 1, side: 'after' },
      end: async () => {
        assert.equal(await timeline.reach('storing', 'before'), 'stop');
      },
    });
    assert.equal(await timeline.reach('asking', 'after'), 'stop');
    assert.deepEqual(timeline.moments.map(momentName), ['after asking']);
  });
});
