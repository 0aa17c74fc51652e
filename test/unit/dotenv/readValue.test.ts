import assert from 'node:assert/strict';
import { findValue } from '../../../src/dotenv/findValue';
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

describe('findValue', () => {
  const text = 'OLD=kid-1\nA="kid-1"\nA=kid-2\n# B=kid-1\nC=kid-10\nD=\nE:kid-1 # mine\n';

  it('finds the lines that hold exactly the value, and says which count', () => {
    assert.deepEqual(findValue(text, 'kid-1'), [
      { key: 'OLD', line: 0, effective: true },
      { key: 'A', line: 1, effective: false },
      { key: 'E', line: 6, effective: true },
    ]);
  });

  it('finds nothing for a value that is not there, or empty', () => {
    assert.deepEqual(findValue(text, 'kid'), []);
    assert.deepEqual(findValue(text, ''), []);
  });
});
