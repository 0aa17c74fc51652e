import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { globMatcher, insideMatcher } from '../../../src/envFiles/globMatcher';

describe('globMatcher', () => {
  const cases: readonly (readonly [glob: string, matched: readonly string[], others: readonly string[]])[] = [
    ['**/node_modules/**', ['node_modules/', 'a/node_modules/'], ['node_modules', 'a', 'a/']],
    ['**/.git', ['.git', '.git/', 'a/.git'], ['.gitignore', 'a.git']],
    ['out', ['out', 'out/'], ['a/out', 'outer']],
    ['/out', ['out'], ['a/out']],
    ['out/', ['out/'], ['out']],
    ['a/b', ['a/b', 'a/b/'], ['b', 'c/a/b']],
    ['**/*.map', ['a.map', '.map', 'a/b.map'], ['a.maps', 'map']],
    ['*.map', ['a.map'], ['b/a.map']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['z', 'a/zz', 'b/a/z']],
    ['**/a/*/c/**', ['a/b/c/', 'x/a/b/c/d'], ['a/b/c', 'a/c/d']],
    ['**', ['a', 'a/', 'a/b'], []],
    ['a?c', ['abc', 'a\u{1F511}c'], ['ac', 'abbc', 'a/c']],
    ['[ab]c', ['ac', 'bc'], ['cc', '[ab]c']],
    ['[!a-c]d', ['dd'], ['ad', 'cd', 'd']],
    ['a[,]b', ['a,b'], ['ab']],
    ['a[b', ['a[b'], ['ab']],
    [String.raw`a\*`, ['a*'], ['ab']],
    ['a.c', ['a.c'], ['abc']],
    ['A', ['A'], ['a']],
    ['', [], ['a']],
  ];
  for (const [glob, matched, others] of cases) {
    it(`matches ${JSON.stringify(glob)} with what it means`, () => {
      const matches = globMatcher([glob]);
      const isMatched = (path: string): boolean => matches(path.replace(/\/$/, ''), path.endsWith('/'));
      assert.deepEqual(matched.filter(isMatched), matched);
      assert.deepEqual(others.filter(isMatched), []);
    });
  }

  it('matches what any of several globs matches', () => {
    const matches = globMatcher(['**/a', '**/*.b', 'c/d']);
    assert.deepEqual(
      ['x/a', 'x.b', 'c/d', 'c'].map(path => matches(path, false)),
      [true, true, true, false],
    );
  });

  it('matches what is in a folder that it matches, where asked to', () => {
    const matches = insideMatcher(['**/node_modules/**', 'out', '**/*.map']);
    const paths = ['a/node_modules/b/c', 'out', 'out/a', 'x.map', 'node_modules', 'a/out/b', '.env'];
    assert.deepEqual(
      paths.map(path => matches(path, false)),
      [true, true, true, true, false, false, false],
    );
    assert.equal(matches('a/node_modules', true), true);
  });

  it('takes no time to speak of for a glob that is made to take long', () => {
    const matches = globMatcher([`${'*a'.repeat(100)}b`, `${'**/a/'.repeat(50)}b`]);
    const from = performance.now();
    assert.equal(matches('a'.repeat(250), false), false);
    assert.equal(matches('a/'.repeat(1000) + 'c', false), false);
    assert.ok(performance.now() - from < 5000);
  });
});
