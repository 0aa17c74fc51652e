import assert from 'node:assert/strict';
import fc from 'fast-check';
import { globMatcher } from '../../../src/envFiles/globMatcher';
import { globOf, withoutBraces } from '../../../src/envFiles/globs';

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

describe('globOf', () => {
  it('matches its own path and no other', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '\\', '{', '}', ',', '!', '-'),
      minLength: 1,
      maxLength: 5,
    });
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map(names => names.join('/'));
    fc.assert(
      fc.property(path, path, (own, other) => {
        const matches = globMatcher([globOf(own)]);
        assert.equal(matches(own, true), true);
        assert.equal(matches(other, true), own === other);
      }),
      { numRuns: 1000 },
    );
  });
});
