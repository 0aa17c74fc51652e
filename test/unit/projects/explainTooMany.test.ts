import assert from 'node:assert/strict';
import { ApiError } from '../../../src/sinch/errors';
import { loadExplain } from '../sinch/faults/loadExplain';

describe('the sentence about too many requests', () => {
  for (const [retryAfter, end] of [
    [undefined, 'Wait a moment, then try again.'],
    [30_000, 'Wait a moment, then try again.'],
    [30_001, 'Try again in a minute.'],
    [61_000, 'Try again in 2 minutes.'],
    [7_200_000, 'Try again in 120 minutes.'],
    [7_200_001, 'Try again in 3 hours.'],
    [172_800_000, 'Try again in 48 hours.'],
    [172_800_001, 'Try again in 3 days.'],
    [31_536_000_000, 'Try again in 365 days.'],
  ] as const) {
    it(`says “${end}” where Sinch asks for ${retryAfter} ms`, async () => {
      const explain = await loadExplain();
      assert.equal(
        explain(new ApiError('FetchToken', 429, undefined, { retryAfter })),
        `Sinch received too many requests (429). ${end}`,
      );
    });
  }
});
