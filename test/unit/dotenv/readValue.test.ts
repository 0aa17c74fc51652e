import assert from 'node:assert/strict';
import { readVariables } from '../../../src/dotenv/readValue';

describe('readVariables', () => {
  it('takes quotes, spaces and comments off, and nothing else', () => {
    const text = 'A= a # b\nB="b # c" # d\nexport C=\'c\\n$X\'\nD: d\nE=\n#F=f\nG\n';
    assert.deepEqual(
      [...readVariables(text)],
      [
        ['A', 'a'],
        ['B', 'b # c'],
        ['C', 'c\\n$X'],
        ['D', 'd'],
        ['E', ''],
      ],
    );
  });

  it('lets the last definition win, also an empty one', () => {
    assert.deepEqual([...readVariables('A=1\nB=2\nA=3\nB=\n')].sort(), [
      ['A', '3'],
      ['B', ''],
    ]);
  });
});
