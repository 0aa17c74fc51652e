import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { anyWordIn } from '../../../src/envFiles/anyWord';

describe('looking for any of several words', () => {
  const letters = fc.constantFrom('a', 'b', '-', '\n', 'ü');
  const word = fc.string({ unit: letters, minLength: 1, maxLength: 6 });

  it('finds what a search for one after the other finds, whatever the words and texts', () => {
    const property = fc.property(
      fc.array(word, { minLength: 1, maxLength: 20 }),
      fc.string({ unit: letters, maxLength: 60 }),
      (words, text) => {
        assert.equal(
          anyWordIn(words)(Buffer.from(text)),
          words.some(each => text.includes(each)),
        );
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  it('finds each of hundreds of IDs, at either end of a text too, and no part of one', () => {
    const ids = Array.from({ length: 300 }, () => randomUUID());
    const isIn = anyWordIn(ids);
    const text = 'export const value = "feed face decade";\n'.repeat(20);
    for (const id of ids) {
      for (const has of [id, `${text}${id}`, `${id}${text}`, `${text}${id}${text}`])
        assert.equal(isIn(Buffer.from(has)), true);
      assert.equal(isIn(Buffer.from(`${text}${id.slice(0, -1)}`)), false);
      assert.equal(isIn(Buffer.from(`${id.slice(1)}${text}`)), false);
    }
  });
});
