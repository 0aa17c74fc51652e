import assert from 'node:assert/strict';
import { editVariables } from '../../../src/dotenv/edit';
import { edited, id, values, variable, withKey } from './editing';

describe('editVariables', () => {
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
    for (const name of ['', 'A.B', 'A-B', '1A', 'A B', 'A\n', 'é', 'A='])
      assert.deepEqual(editVariables('', [[name, 'x']]), { ok: false, reason: 'invalidName', name });
  });

  it('refuses a value that cannot be written, and then changes nothing', () => {
    const result = editVariables('A=1\n', [
      ['A', 'x'],
      ['B', 'x$y'],
    ]);
    assert.deepEqual(result, { ok: false, reason: 'unwritable', name: 'B', why: 'dollar' });
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
