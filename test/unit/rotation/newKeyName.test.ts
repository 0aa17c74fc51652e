import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newKeyName } from '../../../src/rotation/newKeyName';

const day = new Date(2026, 0, 31);

describe('successorName', () => {
  for (const [name, expected] of [
    ['staging', 'staging 2026-01-31'],
    ['staging 2025-11-02', 'staging 2026-01-31'],
    ['staging 2025-11-02 (3)', 'staging 2026-01-31'],
    ['2025-11-02', '2025-11-02 2026-01-31'],
    ['staging 2025-11-02 eu', 'staging 2025-11-02 eu 2026-01-31'],
    ['', ' 2026-01-31'],
  ] as const) {
    it(`turns “${name}” into “${expected}”`, () => {
      assert.equal(newKeyName(name, day, new Set()), expected);
    });
  }

  it('counts on where the name is taken', () => {
    const taken = new Set(['staging 2026-01-31', 'staging 2026-01-31 (2)']);
    assert.equal(newKeyName('staging', day, taken), 'staging 2026-01-31 (3)');
    assert.equal(newKeyName('staging 2026-01-31', day, taken), 'staging 2026-01-31 (3)');
  });

  it('is never taken, never too long, and keeps the name and the day', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.nat({ max: 30 }), (name, count) => {
        const taken = new Set<string>();
        for (let made = 0; made <= count; made += 1) {
          const next = newKeyName(name, day, taken);
          assert.ok(!taken.has(next));
          assert.ok(next.length <= 255);
          assert.match(next, / 2026-01-31( \(\d+\))?$/);
          taken.add(next);
        }
      }),
    );
  });

  it('cuts no character in two', () => {
    for (const name of ['😀'.repeat(150), `a${'😀'.repeat(150)}`]) {
      const next = newKeyName(name, day, new Set());
      assert.equal(next, Buffer.from(next, 'utf8').toString('utf8'));
    }
  });

  it('does not grow with every rotation', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 255 }), name => {
        const first = newKeyName(name, day, new Set());
        const later = newKeyName(first, new Date(2026, 5, 1), new Set());
        assert.equal(later.length, first.length);
      }),
    );
  });
});
