import assert from 'node:assert/strict';
import { withoutBraces } from '../../../src/envFiles/globs';

describe('withoutBraces', () => {
  const cases: readonly (readonly [glob: string, ...expected: string[]])[] = [
    ['**/node_modules', '**/node_modules'],
    ['**/*.{js,map}', '**/*.js', '**/*.map'],
    ['{a,b}/{c,d}', 'a/c', 'a/d', 'b/c', 'b/d'],
    ['**/{a,b{1,2}}', '**/a', '**/b1', '**/a', '**/b2'],
    ['a,b', 'a[,]b'],
    ['{$&,b}', '$&', 'b'],
    ['{a', '{a'],
  ];
  for (const [glob, ...expected] of cases) {
    it(`writes ${glob} out`, () => {
      assert.deepEqual(withoutBraces(glob), expected);
    });
  }

  it('writes out none that stands for more than anybody means', () => {
    assert.deepEqual(withoutBraces('{a,b}'.repeat(40)), []);
    assert.deepEqual(withoutBraces(`{${'a,'.repeat(1_000_000)}}`), []);
    assert.equal(withoutBraces('{a,b}'.repeat(9)).length, 512);
  });
});
