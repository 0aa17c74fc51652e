import assert from 'node:assert/strict';
import {
  editVariables,
  type EditOptions,
  type EditedVariable,
  type EditSuccess,
} from '../../../src/dotenv/edit';

const id = '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b';
const values = new Map([
  ['SINCH_PROJECT_ID', 'demo-project'],
  ['SINCH_KEY_ID', id],
  ['SINCH_KEY_SECRET', 'Zk3.demo_secret-x'],
]);

function edited(
  text: string,
  wanted: Iterable<readonly [string, string]>,
  options?: EditOptions,
): EditSuccess {
  const result = editVariables(text, wanted, options);
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

/** The text after the value of `KEY` is set; both texts are written with LF. */
function withKey(text: string, value: string, options?: EditOptions): string {
  return edited(text, [['KEY', value]], options).text;
}

function variable(text: string, value: string): EditedVariable {
  const [first] = edited(text, [['KEY', value]]).variables;
  assert.ok(first);
  return first;
}

interface Row {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const files: readonly Row[] = [
  {
    name: 'placeholders in quotes, as Sinch ships them',
    before: [
      '# Credentials',
      'SINCH_PROJECT_ID="Your Sinch Project ID"',
      'SINCH_KEY_ID="Your Sinch Key ID"',
      'SINCH_KEY_SECRET="Your Sinch Key Secret"',
      '',
      'SINCH_SMS_REGION="us"',
    ].join('\n'),
    after: [
      '# Credentials',
      'SINCH_PROJECT_ID="demo-project"',
      `SINCH_KEY_ID="${id}"`,
      'SINCH_KEY_SECRET="Zk3.demo_secret-x"',
      '',
      'SINCH_SMS_REGION="us"',
    ].join('\n'),
  },
  {
    name: 'empty values',
    before: ['SINCH_PROJECT_ID=', 'SINCH_KEY_ID=""', "SINCH_KEY_SECRET='' # keep safe", 'PORT=3000'].join(
      '\n',
    ),
    after: [
      'SINCH_PROJECT_ID=demo-project',
      `SINCH_KEY_ID=${id}`,
      'SINCH_KEY_SECRET=Zk3.demo_secret-x # keep safe',
      'PORT=3000',
    ].join('\n'),
  },
  {
    name: 'aligned spaces, placeholders in angle brackets and an optional line commented out',
    before: [
      'SINCH_PROJECT_ID  = <Your Sinch Project ID>',
      'SINCH_KEY_ID      = <Your Sinch Key ID>',
      'SINCH_KEY_SECRET  = <Your Sinch Key Secret>',
      '#SINCH_API_TOKEN  = <Your token>',
    ].join('\n'),
    after: [
      'SINCH_PROJECT_ID  = demo-project',
      `SINCH_KEY_ID      = ${id}`,
      'SINCH_KEY_SECRET  = Zk3.demo_secret-x',
      '#SINCH_API_TOKEN  = <Your token>',
    ].join('\n'),
  },
  {
    name: 'lines commented out',
    before: ['PORT=3000', '# SINCH_PROJECT_ID=', '# SINCH_KEY_ID=', '# SINCH_KEY_SECRET=', 'DEBUG=1'].join(
      '\n',
    ),
    after: [
      'PORT=3000',
      '# SINCH_PROJECT_ID=',
      'SINCH_PROJECT_ID=demo-project',
      '# SINCH_KEY_ID=',
      `SINCH_KEY_ID=${id}`,
      '# SINCH_KEY_SECRET=',
      'SINCH_KEY_SECRET=Zk3.demo_secret-x',
      'DEBUG=1',
    ].join('\n'),
  },
  {
    name: 'a group of which one is there',
    before: ['# Sinch', 'export SINCH_PROJECT_ID=other # ours', '', 'PEM="---\nSINCH_KEY_ID=no\n---"'].join(
      '\n',
    ),
    after: [
      '# Sinch',
      'export SINCH_PROJECT_ID=demo-project # ours',
      `SINCH_KEY_ID=${id}`,
      'SINCH_KEY_SECRET=Zk3.demo_secret-x',
      '',
      'PEM="---\nSINCH_KEY_ID=no\n---"',
    ].join('\n'),
  },
  {
    name: 'a colon instead of an equals sign',
    before: ['SINCH_PROJECT_ID: old', 'SINCH_KEY_ID : "old" # mine', "SINCH_KEY_SECRET:'old'", 'A: b'].join(
      '\n',
    ),
    after: [
      'SINCH_PROJECT_ID=demo-project',
      `SINCH_KEY_ID="${id}" # mine`,
      "SINCH_KEY_SECRET='Zk3.demo_secret-x'",
      'A: b',
    ].join('\n'),
  },
];

describe('editVariables', () => {
  describe('changes nothing else, whatever ends the lines and the file', () => {
    for (const { name, before, after } of files) {
      for (const eol of ['\n', '\r\n', '\r']) {
        for (const last of ['', eol]) {
          it(`${name}: ${JSON.stringify(eol)}, ${last ? 'with' : 'without'} one at the end`, () => {
            const ended = (text: string): string => text.replaceAll('\n', eol) + last;
            assert.equal(edited(ended(before), values).text, ended(after));
          });
        }
      }
    }
  });

  describe('adds at the end', () => {
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
      for (const open of ['"b\nC=2\nd"\n', "'b\nC=2\n", '"b" c\nC=2\nFOO\n']) {
        assert.equal(withKey(`B=1\nA=\n${open}`, 'x'), `B=1\nKEY=x\nA=\n${open}`);
      }
    });

    it('at the very end, where a quote is open or a byte order mark comes first', () => {
      assert.equal(withKey('A="x\nFOO\n', 'x'), 'A="x\nFOO\nKEY=x\n');
      assert.equal(withKey('\uFEFFFOO\n', 'x'), '\uFEFFFOO\nKEY=x\n');
      assert.equal(withKey('\uFEFFA=\n"b"\n', 'x'), '\uFEFFA=\n"b"\nKEY=x\n');
    });
  });

  describe('replaces', () => {
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
      ['KEY =', 'x', 'KEY =x'],
      ['KEY = ', 'x', 'KEY = x'],
      ['KEY= # b', 'x', 'KEY=x # b'],
      ['KEY=#b', 'x', 'KEY=x #b'],
      ['KEY =#b', 'x', 'KEY =x #b'],
      ['KEY = #b', 'x', 'KEY = x #b'],
      ['KEY =   #b', 'x', 'KEY = x  #b'],
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
      ['KEY = a', '', 'KEY = '],
      ['KEY=a # b', '', 'KEY="" # b'],
      ['\uFEFFKEY=a', 'x', '\uFEFFKEY=x'],
    ];
    for (const [before, value, after] of rows) {
      it(`${JSON.stringify(before)} by ${JSON.stringify(after)}`, () => {
        for (const rest of ['', '\nA=1\n', '\r\nA=1']) {
          assert.equal(withKey(before + rest, value), after + rest);
          assert.equal(
            withKey(`${after}${rest}`, value),
            after + rest,
            'a second time nothing is left to do',
          );
        }
      });
    }

    it('by an empty value in quotes, where a line below that starts with a quote may be taken for the value', () => {
      assert.equal(withKey('KEY=a\n\n"b"\n', ''), 'KEY=""\n\n"b"\n');
      assert.equal(withKey("KEY=\n'b'\n", ''), 'KEY=""\n\'b\'\n');
      assert.equal(withKey('# KEY=\n`b`\n', ''), '# KEY=\nKEY=""\n`b`\n');
      assert.equal(withKey('KEY\n"b"\n', ''), 'KEY=""\n"b"\n');
      assert.equal(withKey('A="\n"\nKEY=a\n', ''), 'A="\n"\nKEY=\n');
    });

    it('the span of the value only', () => {
      const { edits } = edited('A=1\n KEY = "old" # b\n', [['KEY', 'x']]);
      assert.deepEqual(edits, [{ start: 12, end: 15, newText: 'x' }]);
    });
  });

  describe('leaves alone', () => {
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
      it(`${JSON.stringify(text)}, which holds the value`, () => {
        const { edits, text: after, variables } = edited(text, [['KEY', value]]);
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
      it(`not ${JSON.stringify(text)}, which some readers take for something else`, () => {
        const { text: result, variables } = edited(text, [['KEY', value]]);
        assert.equal(result, after);
        assert.deepEqual([variables[0]?.found, variables[0]?.overwrites], ['replaced', false]);
      });
    }
  });

  describe('finds the line', () => {
    it('that wins, and leaves the earlier ones', () => {
      const { text, variables } = edited('KEY=a\nB=1\nKEY=b\nexport KEY: c\n# KEY=d\n', [['KEY', 'x']]);
      assert.equal(text, 'KEY=a\nB=1\nKEY=b\nexport KEY=x\n# KEY=d\n');
      assert.deepEqual(
        [variables[0]?.duplicates, variables[0]?.line, variables[0]?.previous],
        [[0, 2], 3, 'c'],
      );
    });

    it('below the last commented line of the name', () => {
      assert.equal(
        withKey('# KEY=\nA=1\n#export KEY = a\nB=1\n', 'x'),
        '# KEY=\nA=1\n#export KEY = a\nKEY=x\nB=1\n',
      );
      assert.equal(withKey('A=1\n# KEY=', 'x'), 'A=1\n# KEY=\nKEY=x\n');
    });

    it('outside quotes', () => {
      assert.equal(withKey("A='\nKEY=a\n# KEY=\n'\n", 'x'), "A='\nKEY=a\n# KEY=\n'\nKEY=x\n");
    });

    it('by the whole name', () => {
      const text = 'MY_KEY=a\nKEY_ID=b\nkey=c\n';
      assert.equal(withKey(text, 'x'), `${text}KEY=x\n`);
    });

    it('after the last of the group, in the order given', () => {
      const wanted = ['A', 'B', 'C', 'D'].map(name => [name, 'x'] as const);
      const group = edited('C=1\nZ=1\nA=1\nY=1\n', wanted);
      assert.equal(group.text, 'C=x\nZ=1\nA=x\nB=x\nD=x\nY=1\n');
      assert.deepEqual(
        group.variables.map(({ name, found, line }) => [name, found, line]),
        [
          ['A', 'replaced', 2],
          ['B', 'inserted', 3],
          ['C', 'replaced', 0],
          ['D', 'inserted', 4],
        ],
      );
      const commented = edited('B=1\n# C=\nZ=1\n', wanted);
      assert.equal(commented.text, 'B=x\n# C=\nC=x\nA=x\nD=x\nZ=1\n');
      assert.equal(edited('Z=1\nA=1', wanted).text, 'Z=1\nA=x\nB=x\nC=x\nD=x\n');
    });

    it('that is the name alone, where it is the last, for some readers take it for an assignment', () => {
      const { text, variables } = edited('KEY=a\nKEY\nB=1\n', [['KEY', 'x']]);
      assert.equal(text, 'KEY=a\nKEY=x\nB=1\n');
      assert.deepEqual(
        variables.map(({ previous, overwrites, duplicates, line }) => [
          previous,
          overwrites,
          duplicates,
          line,
        ]),
        [['a', true, [0], 1]],
      );
      assert.equal(withKey('KEY\nKEY=a\n', 'x'), 'KEY\nKEY=x\n');
      assert.equal(withKey('KEY\n# KEY=\nKEY\n', 'x'), 'KEY\n# KEY=\nKEY=x\n');
    });

    it('that is exported without a value only where no other is there', () => {
      assert.equal(withKey('KEY=a\nexport KEY\n', 'x'), 'KEY=x\nexport KEY\n');
      assert.equal(withKey('KEY\nexport KEY\n', 'x'), 'KEY=x\nexport KEY\n');
      assert.equal(withKey('export KEY\nB=1', 'x'), 'export KEY=x\nB=1');
    });
  });

  describe('takes white space of any kind for white space, as many readers do, and writes it plain where it edits', () => {
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

  it('gives the edits in order, apart, and few', () => {
    const { edits } = edited('SINCH_KEY_ID=old', values);
    assert.deepEqual(edits, [
      {
        start: 13,
        end: 16,
        newText: `${id}\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_SECRET=Zk3.demo_secret-x\n`,
      },
    ]);
    assert.equal(edited('A=1\n', values).edits.length, 1);
    assert.equal(edited('SINCH_KEY_ID=1\n# SINCH_PROJECT_ID=\n', values).edits.length, 2);
  });

  it('takes a list of pairs as well as a map, and nothing at all', () => {
    assert.equal(edited('', [...values]).text, edited('', values).text);
    assert.deepEqual(edited('A=1', []), { ok: true, edits: [], text: 'A=1', variables: [] });
  });

  it('says what it overwrites', () => {
    const told = (text: string): unknown[] => {
      const { found, previous, placeholder, overwrites } = variable(text, 'x');
      return [found, previous, placeholder, overwrites];
    };
    assert.deepEqual(told('KEY=a\n'), ['replaced', 'a', false, true]);
    assert.deepEqual(told('KEY="Your Sinch Key ID"\n'), ['replaced', 'Your Sinch Key ID', true, false]);
    assert.deepEqual(told('KEY=\n'), ['replaced', '', true, false]);
    assert.deepEqual(told('KEY=x\n'), ['unchanged', 'x', false, false]);
    assert.deepEqual(told('KEY\n'), ['replaced', undefined, false, false]);
    assert.deepEqual(told('# KEY=a\n'), ['inserted', undefined, false, false]);
    assert.deepEqual(told('A=1\n'), ['appended', undefined, false, false]);
  });

  it('says which readers differ, by the quotes the value has then', () => {
    const keepDouble = ['docker run --env-file', 'GNU make', 'Java properties'];
    assert.deepEqual(variable('', 'x').differing, []);
    assert.deepEqual(variable('', '~x').differing, [...keepDouble, 'dotenv-java']);
    assert.deepEqual(variable("KEY='a'", '~x').differing, [...keepDouble, 'dotenv-java']);
    assert.deepEqual(variable('KEY="a"', '~x').differing, keepDouble);
    assert.deepEqual(variable('KEY="~x"', '~x').differing, keepDouble);
    assert.deepEqual(variable('', "it's").differing, keepDouble);
    assert.deepEqual(variable('KEY=a\n"b"\n', '').differing, keepDouble);
  });

  it('names no readers where a value could do without the quotes that stay: they kept those of the old one', () => {
    for (const text of ['KEY="a"', "KEY='a'", 'KEY="x"']) assert.deepEqual(variable(text, 'x').differing, []);
  });

  it('refuses a name that not all readers take', () => {
    for (const name of ['', 'A.B', 'A-B', '1A', 'A B', 'A\n', 'é', 'A=']) {
      assert.deepEqual(editVariables('', [[name, 'x']]), { ok: false, reason: 'invalidName', name });
    }
  });

  it('refuses a value that cannot be written, and then changes nothing', () => {
    const result = editVariables('A=1\n', [
      ['A', 'x'],
      ['B', 'x$y'],
    ]);
    assert.deepEqual(result, { ok: false, reason: 'unwritable', name: 'B', why: 'dollar' });
  });

  describe('in a shell script', () => {
    const shell = { shell: true };
    const words: readonly (readonly [before: string, after: string])[] = [
      ['KEY=a', 'KEY=x'],
      ['export KEY=a # b', 'export KEY=x # b'],
      ['export KEY="a b"', 'export KEY="x"'],
      ["KEY='a' # it's", "KEY='x' # it's"],
      ['KEY="$(op read demo)"', 'KEY="x"'],
      ['KEY=$OTHER', 'KEY=x'],
      ['KEY=${OTHER}', 'KEY=x'],
      ['KEY=a#b', 'KEY=x'],
      ['KEY=', 'KEY=x'],
      ['KEY=  # b', 'KEY=x  # b'],
      ['  export KEY=a', '  export KEY=x'],
      ['export KEY="a\nb"', 'export KEY=x'],
      ['export KEY', 'export KEY=x'],
    ];
    for (const [before, after] of words) {
      it(`replaces the word in ${JSON.stringify(before)}`, () => {
        assert.equal(withKey(`${before}\nA=1\n`, 'x', shell), `${after}\nA=1\n`);
      });
    }

    const code = [
      'KEY=old; export KEY',
      'export KEY=a OTHER=b DATABASE_URL=c',
      'export KEY="a" OTHER="b"',
      'export KEY="a"; echo',
      'KEY=a && export KEY',
      'KEY=a|b',
      'KEY=a command',
      'KEY= command',
      'KEY=$(op read demo)',
      'KEY=`op read demo`',
      'KEY="$(op read "demo")"',
      'KEY=${OTHER:-a b}',
      'KEY=(a b)',
      'KEY=a\\',
      'KEY=a\\ b',
      'KEY="a"b',
      'KEY="a"#b',
      'KEY=#b',
      'KEY = a',
      'KEY =a',
      'KEY: a',
      'KEY="open',
    ];
    for (const line of code) {
      it(`refuses to change ${JSON.stringify(line)}, which does more than give the variable a word`, () => {
        const refused = { ok: false, reason: 'shellCode', name: 'KEY', line: 1 };
        assert.deepEqual(editVariables(`A=1\n${line}\n`, [['KEY', 'x']], shell), refused);
        assert.equal(
          withKey(`A=1\n${line}\n`, 'x').split('\n').length,
          3,
          'in other files there is no such line',
        );
      });
    }

    it('leaves such lines of other variables alone, and overridden ones of the same', () => {
      const text = 'export A=1 B=2\nA=3; export A\nexport KEY=old OTHER=1\n';
      const { text: after, variables } = edited(`${text}KEY=a\n`, [['KEY', 'x']], shell);
      assert.equal(after, `${text}KEY=x\n`);
      assert.deepEqual(variables[0]?.duplicates, [], 'what stands between may heed them');
    });

    it('takes a bare name for the command it is', () => {
      assert.equal(withKey('KEY\nA=1\n', 'x', shell), 'KEY\nA=1\nexport KEY=x\n');
    });

    it('puts nothing below an indented line, which may stand in a branch', () => {
      const branch = 'if true; then\n  export A=1\n  # KEY=\nfi\n';
      const wanted = ['A', 'KEY'].map(name => [name, 'x'] as const);
      const after = `${branch.replace('1', 'x')}export KEY=x\n`;
      assert.equal(edited(branch, wanted, shell).text, after);
      assert.equal(edited('A=1\nB=1\n', wanted, shell).text, 'A=x\nexport KEY=x\nB=1\n');
      assert.equal(edited('# KEY=\nB=1\n', wanted, shell).text, '# KEY=\nexport KEY=x\nexport A=x\nB=1\n');
    });
  });

  describe('takes time in proportion to the text and the number of values', () => {
    const time = (text: string, names: readonly string[]): number => {
      const start = process.cpuUsage().user;
      edited(
        text,
        names.map(name => [name, 'x']),
      );
      return (process.cpuUsage().user - start) / 1000;
    };
    const names = Array.from({ length: 20_000 }, (_, index) => `P${index}_SINCH_KEY_ID`);

    it('for many names, of which half are there', () => {
      const text = names
        .slice(10_000)
        .map(name => `${name}=a\n`)
        .join('');
      time('', names.slice(0, 100));
      assert.ok(time(text, names) < 2_500, 'far less than the time of each line for each name');
    });

    it('for many lines of one name', () => {
      assert.ok(
        time('KEY=a\n'.repeat(60_000), ['KEY']) < 2_500,
        'far less than the time of each line for each',
      );
    });
  });

  it('refuses an edit after which something would read otherwise', () => {
    const result = editVariables("A='open\n", [['KEY', '# x']]);
    assert.deepEqual(result, { ok: false, reason: 'unverified', name: 'A' });
  });

  it('refuses where something would read otherwise to those who take white space of any kind for white space', () => {
    assert.deepEqual(editVariables("\u00A0A='open\n", [['KEY', '# x']]), {
      ok: false,
      reason: 'unverified',
      name: 'A',
    });
    const values = ['B', 'KEY'].map(name => [name, 'x'] as const);
    const result = editVariables('B=1\n\u00A0A="\nKEY=b\n"\n', values);
    assert.deepEqual(result, { ok: false, reason: 'unverified', name: 'KEY' });
  });
});
