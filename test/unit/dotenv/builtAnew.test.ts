import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isBuiltAnew } from '../../../src/dotenv/builtAnew';

describe('isBuiltAnew', () => {
  it('finds the new values in the place of the old ones, and leaves texts alone that look like them', () => {
    const rows: readonly (readonly [was: string, now: string, changes: [string, string][], is: boolean])[] = [
      ['https://demo.example/demo', 'https://demo.example/p2', [['demo', 'p2']], true],
      ['https://demo.example/demo', 'https://p2.example/p3', [['demo', 'p2']], false],
      ['Basic s', 'Basic new', [['s', 'new']], true],
      [
        'id:s@host',
        'new-id:new-s@host',
        [
          ['id', 'new-id'],
          ['s', 'new-s'],
        ],
        true,
      ],
      ['none', 'new', [['', 'new']], true],
      ['none', 'other', [['', 'new']], false],
      ['a', 'b', [['', '']], false],
      ['same', 'same', [['other', 'new']], true],
      ['old!', 'new', [['old', 'new']], false],
    ];
    for (const [was, now, changes, is] of rows) assert.equal(isBuiltAnew(was, now, changes), is, now);
  });

  it('finds every text that references build', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'b', 'ab'), minLength: 1, maxLength: 4 });
    const parts = fc.array(fc.oneof(value, fc.constantFrom(0, 1)), { maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.tuple(value, value), fc.tuple(value, value), (all, old, anew) => {
        const build = (values: readonly string[]): string =>
          all.map(part => (typeof part === 'number' ? values[part] : part)).join('');
        const changes = old.map((before, index) => [before, anew[index] ?? ''] as const);
        assert.ok(isBuiltAnew(build(old), build(anew), changes));
      }),
    );
  });

  it('gives up soon on a text with countless ways to build it', () => {
    assert.equal(isBuiltAnew('a'.repeat(100_000), 'a'.repeat(150_000), [['a', 'aa']]), false);
  });
});
