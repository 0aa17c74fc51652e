import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mask } from '../../../src/dotenv/mask';
import { anyText } from '../../fuzz/dotenv/values';

const dots = '\u2022'.repeat(8);

describe('mask', () => {
  it('shows nothing of a short value, and the last two characters of a long one', () => {
    assert.equal(mask(''), '');
    assert.equal(mask('a'), dots);
    assert.equal(mask('a'.repeat(18) + 'b'), dots);
    assert.equal(mask('a'.repeat(18) + 'bc'), `${dots}bc`);
  });

  it('shows no half characters and nothing that could run on', () => {
    assert.equal(mask('a'.repeat(30) + '🗝'), dots);
    assert.equal(mask('a'.repeat(30) + '\n'), dots);
  });

  it('never shows more than two characters, nor the length', () => {
    const isShort = (value: string): boolean =>
      value === '' || (mask(value).startsWith(dots) && mask(value).length <= 10);
    fc.assert(fc.property(anyText, isShort));
  });
});
