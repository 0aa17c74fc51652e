import assert from 'node:assert/strict';
import { relativeTime } from '../../../src/tree/times';

const now = new Date('2026-11-23T12:00:00Z');

describe('relativeTime', () => {
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
      assert.equal(relativeTime(new Date(time), now, 'en'), text);
    });
  }

  it('speaks the language asked for', () => {
    assert.equal(relativeTime(new Date('2026-11-22T12:00:00Z'), now, 'de'), 'vor 1 Tag');
  });
});
