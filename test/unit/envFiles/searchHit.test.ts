import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesWith } from '../../../src/envFiles/searchHit';

describe('linesWith', () => {
  const cases: readonly (readonly [text: string, lines: readonly number[]])[] = [
    ['', []],
    ['demo-key', [0]],
    ['\ndemo-key', [1]],
    ['a\r\nb\rdemo-key\n"demo-key", demo-key\n', [2, 3]],
    ['/demo-key/ .demo-key. demo-key:', [0]],
    ['demo-keys', []],
    ['xdemo-key', []],
    ['-demo-key', []],
    ['demo-key_', []],
    ['demo-key-demo-key', []],
    ['demo-key1\ndemo-key\n1demo-key', [1]],
  ];
  for (const [text, lines] of cases) {
    it(`finds an ID in ${lines.length} lines of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(linesWith(text, 'demo-key'), lines);
    });
  }

  it('finds the empty ID nowhere', () => {
    assert.deepEqual(linesWith('a\n', ''), []);
  });

  it('takes nothing in an ID for a pattern', () => {
    assert.deepEqual(linesWith('a.b axb', 'a.b'), [0]);
    assert.deepEqual(linesWith('axb', 'a.b'), []);
  });

  it('agrees with a look at each line by itself', () => {
    const part = fc.constantFrom('k-1', 'k', '-', '1', 'x', '_', ' ', '=', '\n', '\r\n', '\r');
    const property = fc.property(fc.array(part, { maxLength: 30 }), parts => {
      const text = parts.join('');
      const expected = text
        .split(/\r\n|\r|\n/)
        .flatMap((line, index) => (/(?<![\w-])k-1(?![\w-])/.test(line) ? [index] : []));
      assert.deepEqual(linesWith(text, 'k-1'), expected);
    });
    fc.assert(property, { numRuns: 1000 });
  });
});
