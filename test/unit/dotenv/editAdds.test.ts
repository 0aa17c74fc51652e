import assert from 'node:assert/strict';
import { edited, values, withKey } from './editing';

describe('editVariables adds at the end', () => {
  const lines = [...values].map(([name, value]) => `${name}=${value}`);
  for (const eol of ['\n', '\r\n', '\r']) {
    for (const last of ['', eol]) {
      it(`after a last line ${last ? 'ended by' : 'without'} ${JSON.stringify(eol)}`, () => {
        const before = ['A=1', 'B=2'].join(eol);
        const after = ['A=1', 'B=2', ...lines, ''].join(eol);
        assert.equal(edited(before + last, values).text, after);
      });
    }
  }

  it('of an empty text with LF, or as told', () => {
    assert.equal(edited('', values).text, `${lines.join('\n')}\n`);
    assert.equal(edited('', values, { eol: '\r\n' }).text, `${lines.join('\r\n')}\r\n`);
    assert.equal(edited('A=1', values, { eol: '\r\n' }).text, ['A=1', ...lines, ''].join('\r\n'));
    assert.equal(edited('\uFEFF', values).text, `\uFEFF${lines.join('\n')}\n`);
  });

  it('with the line break of its neighbours, where the file has several', () => {
    assert.equal(withKey('A=1\nB=2\r\nC=3', 'x'), 'A=1\nB=2\r\nC=3\r\nKEY=x\r\n');
    assert.equal(withKey('A=1\r\nB=2\nC=3', 'x'), 'A=1\r\nB=2\nC=3\nKEY=x\n');
    assert.equal(withKey('A=1\rB=2\nC=3\rD=4', 'x'), 'A=1\rB=2\nC=3\rD=4\nKEY=x\n');
    assert.equal(withKey('A="1\r\n2"', 'x'), 'A="1\r\n2"\r\nKEY=x\r\n');
    assert.equal(withKey('# KEY=\r\nA=1\n', 'x'), '# KEY=\r\nKEY=x\r\nA=1\n');
  });

  it('exported in a shell script', () => {
    assert.equal(withKey('use node\n  \n', 'x', { shell: true }), 'use node\n  \nexport KEY=x\n');
    assert.equal(withKey('KEY=y\n', 'x', { shell: true }), 'KEY=x\n');
  });

  const hiding: readonly string[] = [
    'PATH_ONLY',
    'export A',
    '=x',
    'A:',
    '  ',
    '\t',
    '  # note',
    '  # A="b',
    '\t# A = "b',
    'A=C:\\',
    'A B=c \\',
  ];
  for (const line of hiding) {
    it(`above ${JSON.stringify(line)}, behind which some reader would lose it`, () => {
      assert.equal(withKey(`B=1\n\n${line}\n\n# end\n`, 'x'), `B=1\n\nKEY=x\n${line}\n\n# end\n`);
      assert.equal(withKey(`B=1\n${line}`, 'x'), `B=1\nKEY=x\n${line}`);
    });
  }

  for (const line of ['# A="b', '  # A="b"', '# note', 'A: b', 'A="b" #c']) {
    it(`behind ${JSON.stringify(line)}, which hides nothing`, () => {
      assert.equal(withKey(`B=1\n${line}\n`, 'x'), `B=1\n${line}\nKEY=x\n`);
    });
  }

  it('above an empty variable with a line below it that starts with a quote: to some readers its value', () => {
    for (const between of ['', '\n', '  \n', '\t\n\n', '\u00A0\n']) {
      for (const quoted of ['"b"', "  'b'", '`b`']) {
        const pair = `A= \n${between}${quoted}\n`;
        assert.equal(withKey(`B=1\n${pair}`, 'x'), `B=1\nKEY=x\n${pair}`);
        assert.equal(withKey(`B=1\n${pair}FOO\n`, 'x'), `B=1\nKEY=x\n${pair}FOO\n`);
        assert.equal(withKey(`${pair}B=1\n`, 'x'), `${pair}B=1\nKEY=x\n`);
      }
    }
    assert.equal(withKey('A=\n# b\n"c"\n', 'x'), 'A=\n# b\nKEY=x\n"c"\n');
    assert.equal(withKey('A= # b\n"c"\n', 'x'), 'A= # b\nKEY=x\n"c"\n');
    assert.equal(withKey('A=""\n"c"\n', 'x'), 'A=""\nKEY=x\n"c"\n');
  });

  it('above an empty variable with an open quote below it, though a variable stands further down', () => {
    for (const open of ['"b\nC=2\nd"\n', "'b\nC=2\n", '"b" c\nC=2\nFOO\n'])
      assert.equal(withKey(`B=1\nA=\n${open}`, 'x'), `B=1\nKEY=x\nA=\n${open}`);
  });

  it('at the very end, where a quote is open or a byte order mark comes first', () => {
    assert.equal(withKey('A="x\nFOO\n', 'x'), 'A="x\nFOO\nKEY=x\n');
    assert.equal(withKey('\uFEFFFOO\n', 'x'), '\uFEFFFOO\nKEY=x\n');
    assert.equal(withKey('\uFEFFA=\n"b"\n', 'x'), '\uFEFFA=\n"b"\nKEY=x\n');
  });
});
