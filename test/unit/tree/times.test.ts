import assert from 'node:assert/strict';
import { Times } from '../../../src/tree/times';

const now = new Date('2026-11-23T12:00:00Z');

describe('the age of a key', () => {
  for (const [time, text] of [
    ['2026-11-23T12:00:00Z', 'now'],
    ['2026-11-23T11:59:01Z', 'now'],
    ['2026-11-23T11:59:00Z', '1 minute ago'],
    ['2026-11-23T09:00:00Z', '3 hours ago'],
    ['2026-11-22T12:00:00Z', '1 day ago'],
    ['2026-11-17T12:00:00Z', '6 days ago'],
    ['2026-11-09T11:00:00Z', '2 weeks ago'],
    ['2026-08-23T12:00:00Z', '3 months ago'],
    ['2025-11-23T12:00:00Z', '1 year ago'],
    ['2023-01-01T00:00:00Z', '3 years ago'],
    ['2026-11-23T12:00:30Z', 'now'],
  ] as const) {
    it(`calls ${time} “${text}”`, () => {
      assert.equal(new Times('en').relative(new Date(time), now), text);
    });
  }

  it('speaks the language asked for', () => {
    assert.equal(new Times('de').relative(new Date('2026-11-22T12:00:00Z'), now), 'vor 1 Tag');
  });

  it('is told apart for units and numbers in one look', () => {
    const times = new Times('en');
    assert.deepEqual(
      ['2026-11-22', '2026-11-21', '2026-11-09', '2026-10-22', '2026-11-22'].map(day =>
        times.relative(new Date(`${day}T12:00:00Z`), now),
      ),
      ['1 day ago', '2 days ago', '2 weeks ago', '1 month ago', '1 day ago'],
    );
  });
});
