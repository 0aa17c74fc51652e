import assert from 'node:assert/strict';
import { edited, values, withKey } from './editing';

describe('editVariables adds at the end', () => {
  const lines = [...values].map(([name, value]) => `${name}=${value}`);
  for (const eol of ['\n', '\r\n', '\r']) {
    for (const last of ['', eol]) {
      it(`after a last line ${last ? 'ended by' : 'without'} ${JSON.stringify(eol)}`, async () => {
        const before = ['A=1', 'B=2'].join(eol);
        const after = ['A=1', 'B=2', ...lines, ''].join(eol);
        assert.equal((await edited(before + last, values)).text, after);
      });
    }
  }

  it('of an empty text with LF, or as told', async () => {
    assert.equal((await edited('', values)).text, `${lines.join('\n')}\n`);
    assert.equal((await edited('', values, { eol: '\r\n' })).text, `${lines.join('\r\n')}\r\n`);
    assert.equal((await edited('A=1', values, { eol: '\r\n' })).text, ['A=1', ...lines, ''].join('\r\n'));
    assert.equal((await edited('\uFEFF', values)).text, `\uFEFF${lines.join('\n')}\n`);
  });

  it('with the line break of its neighbours, where the file has several', async () => {
    assert.equal(await withKey('A=1\nB=2\r\nC=3', 'x'), 'A=1\nB=2\r\nC=3\r\nKEY=x\r\n');
    assert.equal(await withKey('A=1\r\nB=2\nC=3', 'x'), 'A=1\r\nB=2\nC=3\nKEY=x\n');
    assert.equal(await withKey('A=1\rB=2\nC=3\rD=4', 'x'), 'A=1\rB=2\nC=3\rD=4\nKEY=x\n');
    assert.equal(await withKey('# KEY=\r\nA=1\n', 'x'), '# KEY=\r\nKEY=x\r\nA=1\n');
  });

  it('exported in a shell script', async () => {
    assert.equal(await withKey('use node\n  \n', 'x', { shell: true }), 'use node\n  \nexport KEY=x\n');
    assert.equal(await withKey('KEY=y\n', 'x', { shell: true }), 'KEY=x\n');
  });

  const hiding: readonly string[] = [
    ...['PATH_ONLY', 'export A', '=x', 'A:', '  ', '\t', '  # note', '  # A="b', '\t# A = "b', 'A=C:\\'],
    ...[
      'A B=c \\',
      '# A="b',
      'A: b',
      '# note',
      'A="b" #c',
      'A=\n"b\nC=2\nd"',
      "A=\n'b\nC=2",
      'A=\n"b" c\nC=2\nFOO',
    ],
  ];
  for (const line of hiding) {
    it(`where every program reads it, whatever is around: ${JSON.stringify(line)}`, async () => {
      for (const before of [`B=1\n\n${line}\n\n# end\n`, `B=1\n${line}\n`, `B=1\n${line}`]) {
        const { text, misreads } = await edited(before, [['KEY', 'x']]);
        assert.deepEqual(misreads, [], text);
        assert.equal(text.replace('KEY=x\n', '').trimEnd(), before.trimEnd());
      }
    });
  }

  it('right above what hides it', async () => {
    assert.equal(await withKey('B=1\n\nPATH_ONLY\n\n# end\n', 'x'), 'B=1\n\nKEY=x\nPATH_ONLY\n\n# end\n');
    assert.equal(await withKey('B=1\n# note\n', 'x'), 'B=1\n# note\nKEY=x\n');
  });

  it('where every program reads it, around an empty variable with a line below it that starts with a quote', async () => {
    for (const between of ['', '\n', '  \n', '\t\n\n', '\u00A0\n']) {
      for (const quoted of ['"b"', "  'b'", '`b`']) {
        for (const rest of ['', 'FOO\n', 'B=1\n']) {
          const before = `C=1\nA= \n${between}${quoted}\n${rest}`;
          const { text, misreads } = await edited(before, [['KEY', 'x']]);
          assert.deepEqual(misreads, [], text);
          assert.equal(text.replace('KEY=x\n', ''), before);
        }
      }
    }
  });
});
