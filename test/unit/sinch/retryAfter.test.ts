import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { retryAfter as retryAfterOf } from '../../../src/sinch/retryAfter';
import { answer } from './support/answer';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);

const retryAfter = (header: string | undefined, now: number, date?: string) =>
  retryAfterOf(
    answer(429, '', { ...(header !== undefined && { 'retry-after': header }), ...(date && { date }) }),
    now,
  );

describe('retryAfter', () => {
  it('reads seconds', () => {
    assert.equal(retryAfter('7', now), 7000);
    assert.equal(retryAfter(' 0 ', now), 0);
    assert.equal(retryAfter('9'.repeat(400), now), 1e12, 'thirty years at most');
  });

  it('reads an HTTP date', () => {
    assert.equal(retryAfter('Mon, 23 Nov 2026 12:00:09 GMT', now), 9000);
    assert.equal(retryAfter('Monday, 23-Nov-26 12:00:09 GMT', now), 9000);
    assert.equal(retryAfter('Fri, 31 Dec 9999 23:59:59 GMT', now), 1e12, 'thirty years at most');
  });

  it('goes by the clock of the service, and by the one here where the service doesn’t say', () => {
    const header = 'Mon, 23 Nov 2026 12:00:09 GMT';
    assert.equal(retryAfter(header, now + 3_600_000, 'Mon, 23 Nov 2026 12:00:02 GMT'), 7000);
    assert.equal(retryAfter(header, now, 'today'), 9000);
  });

  it('takes a date that has passed for now', () => {
    assert.equal(retryAfter('Mon, 23 Nov 2026 11:00:00 GMT', now), 0);
  });

  it('finds nothing in a header that is missing or something else', () => {
    for (const header of [undefined, '', 'soon', '-3', '1.5', '2026-11-24', 'Mon, soon'])
      assert.equal(retryAfter(header, now), undefined);
  });

  it('never throws and never answers a time before now', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), header => {
        const milliseconds = retryAfter(header, now);
        assert.ok(milliseconds === undefined || milliseconds >= 0);
      }),
    );
  });
});
