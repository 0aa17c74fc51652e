import assert from 'node:assert/strict';
import { edited, variable, withKey } from './editing';

describe('editVariables takes white space of any kind for white space, as many readers do, and writes it plain where it edits', () => {
  const rows: readonly (readonly [before: string, after: string])[] = [
    ['\u00A0KEY=a', ' KEY=x'],
    ['KEY=b\n\u00A0KEY=a', 'KEY=b\n KEY=x'],
    ['KEY\n\vKEY=\v\t', 'KEY\n KEY=x'],
    ['export\u00A0KEY\u3000=\u00A0"a"', 'export KEY = "x"'],
    ['\uFEFF\uFEFFKEY=a', '\uFEFF KEY=x'],
    ['KEY=\u00A0# b', 'KEY=x # b'],
    ['KEY\u00A0=\u00A0', 'KEY = x'],
    ['\u3000KEY\u00A0# b\u00A0c', ' KEY=x # b\u00A0c'],
    ['KEY=a\u00A0# b\u00A0c', 'KEY=x # b\u00A0c'],
    ['KEY=a\u00A0# b', 'KEY=x # b'],
    ['KEY:\u00A0a', 'KEY=x'],
    ['\u00A0KEY=x', ' KEY=x'],
    ['\u00A0KEY', ' KEY=x'],
    ['A=1\n\u00A0# KEY=\nB=2', 'A=1\n\u00A0# KEY=\nKEY=x\nB=2'],
    ['\u00A0A="\nKEY=b\n"', '\u00A0A="\nKEY=b\n"\nKEY=x\n'],
  ];
  for (const [before, after] of rows) {
    it(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => {
      assert.equal(withKey(before, 'x'), after);
      assert.equal(withKey(after, 'x'), after, 'a second time nothing is left to do');
    });
  }

  it('and tells what it replaces', () => {
    const { found, previous, overwrites } = variable('\u00A0KEY=a\n', 'x');
    assert.deepEqual([found, previous, overwrites], ['replaced', 'a', true]);
    assert.equal(variable('\u00A0KEY=x\n', 'x').found, 'replaced');
    assert.equal(variable(' KEY=x\n\u00A0A=1', 'x').found, 'unchanged');
  });

  it('below a line that is put in', () => {
    const wanted = ['B', 'KEY'].map(name => [name, 'x'] as const);
    assert.equal(edited('# B=\n\u00A0KEY=a\n', wanted).text, '# B=\nB=x\n KEY=x\n');
    assert.equal(edited('B=1\n\u00A0\u00A0KEY=x\n', wanted).text, 'B=x\n  KEY=x\n');
  });

  it('in the lines it edits only, and not in values', () => {
    assert.equal(withKey('A=1\n', 'a\u00A0b'), "A=1\nKEY='a\u00A0b'\n");
    assert.equal(withKey('\u00A0A\u00A0=1\nKEY="\u00A0"\n', 'x'), '\u00A0A\u00A0=1\nKEY="x"\n');
  });
});
