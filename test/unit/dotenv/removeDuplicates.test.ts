import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readVariables } from '../../../src/dotenv/readValue';
import { removeDuplicates } from '../../../src/dotenv/removeDuplicates';
import { readers } from '../../../src/dotenv/readers/all';
import { envText } from '../../fuzz/dotenv/files';

describe('removeDuplicates', () => {
  it('takes away the lines that a later one overrides, of the names given', async () => {
    const text = 'A=1\nB=1\nA="2"\n# A=4\nB=2\nA=5';
    assert.deepEqual(await removeDuplicates(text, ['A', 'C'], { readers }), {
      edits: [
        { start: 0, end: 4, newText: '' },
        { start: 8, end: 14, newText: '' },
      ],
      text: 'B=1\n# A=4\nB=2\nA=5',
      lines: [0, 2],
    });
    assert.equal((await removeDuplicates(text, ['A', 'B'], { readers }))?.text, '# A=4\nB=2\nA=5');
  });

  const exposing: readonly (readonly [text: string, why: string])[] = [
    ['A=1\nFOO\nA=2\n', 'the name alone would hide the line that stays'],
    ['FOO\nA=1\nB=1\nA=2\n', 'the name alone would hide another'],
    ['C=1\n  # note\n# more\nA=1\nB=1\nA=2\n', 'the indented comment would hide another'],
    ['C:\nA=1\nB=1\nA=2\n', 'the empty variable would take another for its value'],
    ['C=\nA=1\n\n"x"\nA=2\n', 'the empty variable would take the quotes for its value'],
    ['FOO\nA=1\nA=2\nB=1\nA=3\n', 'both gone, the name alone would hide another'],
  ];
  for (const [text, why] of exposing) {
    it(`refuses where, to some reader, ${why}`, async () => {
      assert.equal(await removeDuplicates(text, ['A'], { readers }), undefined);
    });
  }

  it('refuses if the byte order mark would come before another variable', async () => {
    const text = 'A=1\r\nB=1\r\nA=2\r\n';
    assert.equal(await removeDuplicates(text, ['A'], { readers, hasMark: true }), undefined);
    assert.equal((await removeDuplicates(text, ['A'], { readers }))?.text, 'B=1\r\nA=2\r\n');
  });

  it('does not refuse for what stands further up or down', async () => {
    assert.equal(
      (await removeDuplicates('FOO\nB=1\nA=1\nA=2\n', ['A'], { readers }))?.text,
      'FOO\nB=1\nA=2\n',
    );
    assert.equal(
      (await removeDuplicates('\uFEFFB=1\nA=1\nA=2\n', ['A'], { readers }))?.text,
      '\uFEFFB=1\nA=2\n',
    );
    assert.equal(
      (await removeDuplicates('C=\n"x"\nB=1\nA=1\nA=2\n', ['A'], { readers }))?.text,
      'C=\n"x"\nB=1\nA=2\n',
    );
  });

  it('refuses where a line in between may use the earlier value', async () => {
    for (const use of ['B=$((A))', 'B=`printenv A`', 'eval echo A', 'export A', 'B=${A}'])
      assert.equal(await removeDuplicates(`A=1\n${use}\nA=2\n`, ['A'], { readers }), undefined, use);
    for (const other of ['B=$((AB))', '# A', 'C=2\nA=3'])
      assert.ok(await removeDuplicates(`A=1\n${other}\nA=2\n`, ['A'], { readers }), other);
    assert.ok(await removeDuplicates('A=1\nA=2\nB=$((A))\n', ['A'], { readers }));
  });

  it('refuses where a shell may leave one of the lines out, or a command in between inherits it', async () => {
    const code = [
      'export A=1\nif [ "$STAGE" = prod ]; then\n  export A=2\nfi\n',
      'export A=1\n[ "$STAGE" = prod ] && {\n  export A=2\n}\n',
      'use_prod() {\n  export A=1\n}\nexport A=2\n',
      'export A=1\nexport TOKEN=$(./get-token)\nexport A=2\n',
      'export A=1\n./login\nexport A=2\n',
    ];
    const inherits = [
      'B= ./seed',
      'DEBUG=1 ./seed',
      'export B=1; ./seed',
      'B=1 && ./seed',
      'B=<(./login)',
      'B=$((./login) | cat)',
      'B=${!C}',
    ];
    for (const line of inherits) code.push(`export A=1\n${line}\nexport A=2\n`);
    const withCode = [
      'export A=1\nA=2\n',
      'A=1\nA= 2\n',
      'A=1\nA=2 true\n',
      'A=1;B=1\nA=2\n',
      'declare -x A=z\nexport A=$(echo "$A"x)\nA=${A#o}\n',
      'f() { B=$A; }\nf\nexport A=1\nf\nA="1"\n',
    ];
    for (const text of withCode) code.push(`export T=$(echo t)\n${text}`);
    for (const text of code) assert.equal(await removeDuplicates(text, ['A'], { readers }), undefined, text);
    const above = 'export B=$(./setup)\nexport A=1\nexport A=2\n';
    assert.equal((await removeDuplicates(above, ['A'], { readers }))?.lines[0], 1);
  });

  it('has nothing to do where nothing is double', async () => {
    assert.deepEqual(await removeDuplicates('A=1\n#A=2\n', ['A'], { readers }), {
      edits: [],
      text: 'A=1\n#A=2\n',
      lines: [],
    });
  });

  it('refuses where another quote would then close a value', async () => {
    const text = "B='open\nA=it's\nA='#2'\n";
    assert.equal(await removeDuplicates(text, ['A'], { readers }), undefined);
  });

  it('changes no value', async () => {
    const names = ['SINCH_KEY_ID', 'PORT', 'DEBUG'];
    const keeps = async (text: string): Promise<void> => {
      const result = await removeDuplicates(text, names, { readers });
      if (!result) return;
      assert.deepEqual([...readVariables(result.text)].sort(), [...readVariables(text)].sort());
      assert.deepEqual((await removeDuplicates(result.text, names, { readers }))?.edits, []);
    };
    await fc.assert(fc.asyncProperty(envText(names, false), keeps), { numRuns: 500 });
  });
});
