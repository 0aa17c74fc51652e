import assert from 'node:assert/strict';
import { edited, withKey } from './editing';

describe('editVariables replaces', () => {
  const rows: readonly (readonly [before: string, value: string, after: string])[] = [
    ['KEY=a', 'x', 'KEY=x'],
    ['  KEY=a', 'x', '  KEY=x'],
    ['\texport  KEY=a', 'x', '\texport  KEY=x'],
    ['KEY = a', 'x', 'KEY = x'],
    ['KEY= a', 'x', 'KEY= x'],
    ['KEY =a', 'x', 'KEY =x'],
    ['KEY=a # b', 'x', 'KEY=x # b'],
    ['KEY=a\t#b', 'x', 'KEY=x\t#b'],
    ['KEY=a#b', 'x', 'KEY=x'],
    ['KEY=a b', 'x', 'KEY=x'],
    ['KEY=a  ', 'x', 'KEY=x'],
    ['KEY="a"', 'x', 'KEY="x"'],
    ["KEY='a'", 'x', "KEY='x'"],
    ['KEY="a" # b', 'x', 'KEY="x" # b'],
    ['KEY="a"#b', 'x', 'KEY="x" #b'],
    ['KEY="a"  ', 'x', 'KEY="x"  '],
    ['KEY="a"\u00A0', 'x', 'KEY="x"'],
    ['KEY="a"\u00A0# b', 'x', 'KEY="x" # b'],
    ['KEY="a"', 'x y', 'KEY="x y"'],
    ['KEY="a"', 'x"y', "KEY='x\"y'"],
    ["KEY='a'", "x'y", 'KEY="x\'y"'],
    ['KEY=`a`', 'x', 'KEY=x'],
    ['KEY=a', 'x y', "KEY='x y'"],
    ['KEY=a', '~x', "KEY='~x'"],
    ['KEY="a"', '~x', 'KEY="~x"'],
    ['KEY=""', 'x', 'KEY=x'],
    ["KEY=''  ", 'x', 'KEY=x'],
    ['KEY="" # b', 'x', 'KEY=x # b'],
    ['KEY=""#b', 'x', 'KEY=x #b'],
    ['KEY=', 'x', 'KEY=x'],
    ['KEY=  ', 'x', 'KEY=x'],
    ['KEY= # b', 'x', 'KEY=x # b'],
    ['KEY=#b', 'x', 'KEY=x #b'],
    ['KEY="a\nb"', 'x', 'KEY=x'],
    ['KEY="a\nb" # c', 'x', 'KEY=x # c'],
    ["KEY='{\n}'  ", 'x', 'KEY=x'],
    ['KEY="a', 'x', 'KEY=x'],
    ['KEY="a # b', 'x', 'KEY=x'],
    ['KEY="a" b', 'x', 'KEY=x'],
    ['KEY: a', 'x', 'KEY=x'],
    ['KEY : a', 'x', 'KEY=x'],
    ['KEY:', 'x', 'KEY=x'],
    ['KEY: # b', 'x', 'KEY=x # b'],
    ['KEY: "a\nb"', 'x', 'KEY=x'],
    ['KEY:""', 'x', 'KEY=x'],
    ['KEY', 'x', 'KEY=x'],
    ['export KEY  ', 'x', 'export KEY=x'],
    ['KEY # b', 'x', 'KEY=x # b'],
    ['KEY # b', '', 'KEY="" # b'],
    ['KEY=a', '', 'KEY='],
    ['KEY="a"', '', 'KEY=""'],
    ['KEY= a', '', 'KEY='],
    ['KEY = a', '', 'KEY='],
    ['KEY=a # b', '', 'KEY="" # b'],
    ['\uFEFFKEY=a', 'x', '\uFEFFKEY=x'],
  ];
  for (const [before, value, after] of rows) {
    it(`${JSON.stringify(before)} by ${JSON.stringify(after)}`, async () => {
      for (const rest of ['', '\nA=1\n', '\r\nA=1']) {
        assert.equal(await withKey(before + rest, value), after + rest);
        assert.equal(
          await withKey(`${after}${rest}`, value),
          after + rest,
          'a second time nothing is left to do',
        );
      }
    });
  }

  it('by an empty value in quotes, where a line below that starts with a quote may be taken for the value', async () => {
    assert.equal(await withKey('KEY=a\n\n"b"\n', ''), 'KEY=""\n\n"b"\n');
    assert.equal(await withKey("KEY=\n'b'\n", ''), 'KEY=""\n\'b\'\n');
    assert.equal(await withKey('# KEY=\n`b`\n', ''), '# KEY=\nKEY=""\n`b`\n');
    assert.equal(await withKey('KEY\n"b"\n', ''), 'KEY=""\n"b"\n');
    assert.equal(await withKey('A="\n"\nKEY=a\n', ''), 'A="\n"\nKEY=\n');
  });

  it('by an empty value in quotes, where only a program that the edit lets read the file would look further on', async () => {
    const before = `ID:'\n"a": 1'\n`;
    const wanted = [
      ['ID', 'x'],
      ['KEY', ''],
    ] as const;
    const { text } = await edited(before, wanted);
    assert.equal(text, `ID=x\nKEY=""\n"a": 1'\n`);
    assert.deepEqual((await edited(text, wanted)).edits, [], 'a second time nothing is left to do');
  });

  it('by an empty value in quotes, where the line is written plainly too', async () => {
    const before = ' KEY= \'C:\\dir\\\' \nexport\tKEY= "abc"\n B= op://vault/item/field  \n';
    const { text } = await edited(before, [['KEY', '']]);
    assert.deepEqual((await edited(text, [['KEY', '']])).edits, [], 'a second time nothing is left to do');
  });

  const keepsPlace: readonly (readonly [before: string, among: string, alone: string])[] = [
    ['KEY = ', 'KEY=x', 'KEY = x'],
    ['KEY =#b', 'KEY=x #b', 'KEY =x #b'],
    ['KEY = #b', 'KEY=x #b', 'KEY = x #b'],
    ['KEY =   #b', 'KEY=x #b', 'KEY = x  #b'],
    ['KEY = your-key', 'KEY=x', 'KEY = x'],
    ['KEY =your-key', 'KEY=x', 'KEY =x'],
    ['KEY =xxxx # b', 'KEY=x # b', 'KEY =x # b'],
  ];
  for (const [before, among, alone] of keepsPlace) {
    it(`${JSON.stringify(before)} as shells read it too, unless they read none of the text`, async () => {
      assert.equal(await withKey(`${before}\nA=1\n`, 'x'), `${among}\nA=1\n`);
      assert.equal(await withKey(`${before}\nA = 1\n`, 'x'), `${alone}\nA = 1\n`);
      assert.equal(await withKey(before, 'x'), alone);
    });
  }

  it('a placeholder as Node.js 20 and Docker Compose read it too', async () => {
    assert.equal(await withKey('A=1\n\tKEY=your-key\n', 'x'), 'A=1\nKEY=x\n');
    assert.equal(await withKey('A=1\nKEY=your-key\t# b\n', 'x'), 'A=1\nKEY=x # b\n');
    assert.equal(await withKey('A=1\nexport\tKEY=your-key\n', 'x'), 'A=1\nexport KEY=x\n');
  });

  it('but keeps what stands between it and the line above that goes on', async () => {
    for (const eol of ['\n', '\r\n'])
      assert.match(await withKey(`L=a\\${eol} export KEY = changeme${eol}`, 'x'), /^L=a\\\r?\n /);
  });

  it('the span of the value only', async () => {
    const { edits } = await edited('A=1\n KEY = "old" # b\n', [['KEY', 'x']]);
    assert.deepEqual(edits, [{ start: 12, end: 15, newText: 'x' }]);
  });
});

describe('editVariables leaves alone', () => {
  const same: readonly (readonly [text: string, value: string])[] = [
    ['KEY=x', 'x'],
    ['KEY = x # a\n', 'x'],
    ['KEY="x"\r\n', 'x'],
    ["export KEY='x y'", 'x y'],
    ['KEY=x  \n', 'x'],
    ['KEY=', ''],
    ["KEY=''", ''],
    ['KEY="" # a', ''],
  ];
  for (const [text, value] of same) {
    it(`${JSON.stringify(text)}, which holds the value`, async () => {
      const { edits, text: after, variables } = await edited(text, [['KEY', value]]);
      assert.deepEqual(edits, []);
      assert.equal(after, text);
      assert.equal(variables[0]?.found, 'unchanged');
    });
  }

  const misread: readonly (readonly [text: string, value: string, after: string])[] = [
    ['KEY: x', 'x', 'KEY=x'],
    ['KEY=`x`', 'x', 'KEY=x'],
    ['KEY=x y', 'x y', "KEY='x y'"],
    ['KEY=x#y', 'x#y', "KEY='x#y'"],
    ['KEY=~x', '~x', "KEY='~x'"],
    ['KEY="x"#a', 'x', 'KEY="x" #a'],
  ];
  for (const [text, value, after] of misread) {
    it(`not ${JSON.stringify(text)}, which some readers take for something else`, async () => {
      const { text: result, variables } = await edited(text, [['KEY', value]]);
      assert.equal(result, after);
      assert.deepEqual([variables[0]?.found, variables[0]?.overwrites], ['replaced', false]);
    });
  }
});
