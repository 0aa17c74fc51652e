import assert from 'node:assert/strict';
import { editVariables } from '../../../src/dotenv/edit';
import { edited, id, options, values, variable, withKey } from './editing';

describe('editVariables', () => {
  describe('finds the line', () => {
    it('that wins, and leaves the earlier ones', async () => {
      const { text, variables } = await edited('KEY=a\nB=1\nKEY=b\nexport KEY: c\n# KEY=d\n', [['KEY', 'x']]);
      assert.equal(text, 'KEY=a\nB=1\nKEY=b\nexport KEY=x\n# KEY=d\n');
      assert.deepEqual(
        [variables[0]?.duplicates, variables[0]?.line, variables[0]?.previous],
        [[0, 2], 3, 'c'],
      );
    });

    it('below the last commented line of the name', async () => {
      assert.equal(
        await withKey('# KEY=\nA=1\n#export KEY = a\nB=1\n', 'x'),
        '# KEY=\nA=1\n#export KEY = a\nKEY=x\nB=1\n',
      );
      assert.equal(await withKey('A=1\n# KEY=', 'x'), 'A=1\n# KEY=\nKEY=x\n');
    });

    it('outside quotes', async () => {
      assert.equal(await withKey("A='\nKEY=a\n# KEY=\n'\n", 'x'), "A='\nKEY=a\n# KEY=\n'\nKEY=x\n");
    });

    it('by the whole name', async () => {
      const text = 'MY_KEY=a\nKEY_ID=b\nkey=c\n';
      assert.equal(await withKey(text, 'x'), `${text}KEY=x\n`);
    });

    it('after the last of the group, in the order given', async () => {
      const wanted = ['A', 'B', 'C', 'D'].map(name => [name, 'x'] as const);
      const group = await edited('C=1\nZ=1\nA=1\nY=1\n', wanted);
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
      const commented = await edited('B=1\n# C=\nZ=1\n', wanted);
      assert.equal(commented.text, 'B=x\n# C=\nC=x\nA=x\nD=x\nZ=1\n');
      assert.equal((await edited('Z=1\nA=1', wanted)).text, 'Z=1\nA=x\nB=x\nC=x\nD=x\n');
    });

    it('that is the name alone, where it is the last, for some readers take it for an assignment', async () => {
      const { text, variables } = await edited('KEY=a\nKEY\nB=1\n', [['KEY', 'x']]);
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
      assert.equal(await withKey('KEY\nKEY=a\n', 'x'), 'KEY\nKEY=x\n');
      assert.equal(await withKey('KEY\n# KEY=\nKEY\n', 'x'), 'KEY\n# KEY=\nKEY=x\n');
    });

    it('that is exported without a value only where no other is there', async () => {
      assert.equal(await withKey('KEY=a\nexport KEY\n', 'x'), 'KEY=x\nexport KEY\n');
      assert.equal(await withKey('KEY\nexport KEY\n', 'x'), 'KEY=x\nexport KEY\n');
      assert.equal(await withKey('export KEY\nB=1', 'x'), 'export KEY=x\nB=1');
    });
  });

  it('gives the edits in order, apart, and few', async () => {
    const { edits } = await edited('SINCH_KEY_ID=old', values);
    assert.deepEqual(edits, [
      {
        start: 13,
        end: 16,
        newText: `${id}\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_SECRET=Zk3.demo_secret-x\n`,
      },
    ]);
    assert.equal((await edited('A=1\n', values)).edits.length, 1);
    assert.equal((await edited('SINCH_KEY_ID=1\n# SINCH_PROJECT_ID=\n', values)).edits.length, 2);
  });

  it('takes a list of pairs as well as a map, and nothing at all', async () => {
    assert.equal((await edited('', [...values])).text, (await edited('', values)).text);
    assert.deepEqual(await edited('A=1', []), {
      ok: true,
      edits: [],
      text: 'A=1',
      variables: [],
      misreads: [],
    });
  });

  it('says what it overwrites', async () => {
    const told = async (text: string): Promise<unknown[]> => {
      const { found, previous, placeholder, overwrites } = await variable(text, 'x');
      return [found, previous, placeholder, overwrites];
    };
    assert.deepEqual(await told('KEY=a\n'), ['replaced', 'a', false, true]);
    assert.deepEqual(await told('KEY="Your Sinch Key ID"\n'), ['replaced', 'Your Sinch Key ID', true, false]);
    assert.deepEqual(await told('KEY=\n'), ['replaced', '', true, false]);
    assert.deepEqual(await told('KEY=x\n'), ['unchanged', 'x', false, false]);
    assert.deepEqual(await told('KEY\n'), ['replaced', undefined, false, false]);
    assert.deepEqual(await told('# KEY=a\n'), ['inserted', undefined, false, false]);
    assert.deepEqual(await told('A=1\n'), ['appended', undefined, false, false]);
  });

  it('names the programs to which a name alone, below, takes the value away', async () => {
    for (const old of ['', 'a']) {
      const { misreads } = await edited(`A=1\nKEY=${old}\nexport KEY\n`, [['KEY', 'x']]);
      const named = misreads.map(({ kind, reader }) => `${kind} ${reader}`);
      assert.ok(named.includes('value python-dotenv 1.2.2'), named.join());
    }
  });

  it('names a program that now takes the edited line for a part of another value', async () => {
    const text = 'A:""\r\nB="open\r\nKEY =abc\r\nC=\'say "hi"\'\r\n';
    const { misreads } = await edited(text, [
      ['A', 'x'],
      ['KEY', 'y'],
    ]);
    assert.ok(misreads.some(({ reader, kind }) => reader === 'Node.js 20' && kind === 'value'));
  });

  it('says which programs keep the quotes that a value needs', async () => {
    const told = async (text: string, value: string): Promise<string[]> =>
      (await edited(text, [['KEY', value]])).misreads.map(({ kind, reader }) => `${kind} ${reader}`).sort();
    const keepDouble = ['quotes GNU make', 'quotes Java properties', 'quotes docker run --env-file'];
    const keepSingle = [...keepDouble, 'quotes dotenv-java'];
    assert.deepEqual(await told('', 'x'), []);
    assert.deepEqual(await told('', '~x'), keepSingle);
    assert.deepEqual(await told("KEY='a'", '~x'), keepSingle);
    assert.deepEqual(await told('KEY="a"', '~x'), keepDouble);
    assert.deepEqual(await told('', "it's"), keepDouble);
  });

  it('says which programs read the comment behind a new value as part of it', async () => {
    const told = async (text: string): Promise<string[]> =>
      (await edited(text, [['KEY', 'x']])).misreads.map(({ kind, reader }) => `${kind} ${reader}`).sort();
    const keepComment = ['Java properties', 'GNU make', 'VS Code Python', 'docker run --env-file'];
    for (const text of ['KEY= # c\n', 'KEY=your-key # c\n', 'A=1\nKEY=xxxx\t# c\n'])
      assert.deepEqual(await told(text), keepComment.map(reader => `comment ${reader}`).sort(), text);
    assert.deepEqual(await told('KEY=a # c\n'), [], 'as they read the old value');
  });

  it('names no programs if a value could do without the quotes that stay: they kept those of the old one', async () => {
    for (const text of ['KEY="a"', "KEY='a'", 'KEY="x"'])
      assert.deepEqual((await edited(text, [['KEY', 'x']])).misreads, []);
  });

  it('refuses a name that not all readers take', async () => {
    for (const name of ['', 'A.B', 'A-B', '1A', 'A B', 'A\n', 'é', 'A=']) {
      assert.deepEqual(await editVariables('', [[name, 'x']], options()), {
        ok: false,
        reason: 'invalidName',
        name,
      });
    }
  });

  it('refuses a value that cannot be written, and then changes nothing', async () => {
    const result = await editVariables(
      'A=1\n',
      [
        ['A', 'x'],
        ['B', 'x$y'],
      ],
      options(),
    );
    assert.deepEqual(result, { ok: false, reason: 'unwritable', name: 'B', why: 'dollar' });
  });

  describe('takes time in proportion to the text and the number of values', () => {
    const time = async (text: string, names: readonly string[]): Promise<number> => {
      const start = process.cpuUsage().user;
      await edited(
        text,
        names.map(name => [name, 'x']),
      );
      return (process.cpuUsage().user - start) / 1000;
    };
    const names = Array.from({ length: 2_000 }, (_, index) => `P${index}_SINCH_KEY_ID`);

    it('for many names, of which half are there', async () => {
      const text = names
        .slice(1_000)
        .map(name => `${name}=a\n`)
        .join('');
      await time('', names.slice(0, 100));
      assert.ok((await time(text, names)) < 2_500, 'far less than the time of each line for each name');
    });

    it('for a long text of ordinary lines', async () => {
      const text = (lines: number): string =>
        Array.from(
          { length: lines },
          (_, index) => `# ${index}\nNAME_${index}="a value"\nURL_${index}=b\n`,
        ).join('');
      await time(text(1_000), ['KEY']);
      const [short, long] = [await time(text(2_000), ['KEY']), await time(text(20_000), ['KEY'])];
      assert.ok(long < 40 * Math.max(short, 10), `${short} ms for a tenth, ${long} ms`);
    });

    it('for many lines of one name', async () => {
      assert.ok(
        (await time('KEY=a\n'.repeat(10_000), ['KEY'])) < 2_500,
        'far less than the time of each line for each',
      );
    });
  });
});
