import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readVariables } from '../../../src/dotenv/readValue';
import { removeDuplicates } from '../../../src/dotenv/removeDuplicates';
import { envText } from '../../fuzz/dotenv/files';

describe('removeDuplicates', () => {
  it('takes away the lines that a later one overrides, of the names given', () => {
    const text = 'A=1\nB=1\nA="2\n3" # x\n# A=4\nB=2\nA=5';
    assert.deepEqual(removeDuplicates(text, ['A', 'C']), {
      edits: [
        { start: 0, end: 4, newText: '' },
        { start: 8, end: 20, newText: '' },
      ],
      text: 'B=1\n# A=4\nB=2\nA=5',
      lines: [0, 2],
    });
    assert.equal(removeDuplicates(text, ['A', 'B'])?.text, '# A=4\nB=2\nA=5');
  });

  const exposing: readonly (readonly [text: string, why: string])[] = [
    ['\uFEFFA=1\r\nB=1\r\nA=2\r\n', 'the byte order mark would come before another'],
    ['FOO\nA=1\nB=1\nA=2\n', 'the name alone would hide another'],
    ['C=1\n  # note\n# more\nA=1\nB=1\nA=2\n', 'the indented comment would hide another'],
    ['C:\nA=1\nB=1\nA=2\n', 'the empty variable would take another for its value'],
    ['C=\nA=1\n\n"x"\nA=2\n', 'the empty variable would take the quotes for its value'],
    ['FOO\nA=1\nA=2\nB=1\nA=3\n', 'both gone, the name alone would hide another'],
  ];
  for (const [text, why] of exposing) {
    it(`refuses where, to some reader, ${why}`, () => {
      assert.equal(removeDuplicates(text, ['A']), undefined);
    });
  }

  it('does not refuse for what stands further up or down', () => {
    assert.equal(removeDuplicates('FOO\nB=1\nA=1\nA=2\n', ['A'])?.text, 'FOO\nB=1\nA=2\n');
    assert.equal(removeDuplicates('A=1\nFOO\nA=2\n', ['A'])?.text, 'FOO\nA=2\n');
    assert.equal(removeDuplicates('\uFEFFB=1\nA=1\nA=2\n', ['A'])?.text, '\uFEFFB=1\nA=2\n');
    assert.equal(removeDuplicates('C=\n"x"\nB=1\nA=1\nA=2\n', ['A'])?.text, 'C=\n"x"\nB=1\nA=2\n');
  });

  it('has nothing to do where nothing is double', () => {
    assert.deepEqual(removeDuplicates('A=1\n#A=2\n', ['A']), { edits: [], text: 'A=1\n#A=2\n', lines: [] });
  });

  it('refuses where another quote would then close a value', () => {
    const text = "B='open\nA=it's\nA='#2'\n";
    assert.equal(removeDuplicates(text, ['A']), undefined);
  });

  it('changes no value', () => {
    const names = ['SINCH_KEY_ID', 'PORT', 'DEBUG'];
    const keeps = (text: string): void => {
      const result = removeDuplicates(text, names);
      if (!result) return;
      assert.deepEqual([...readVariables(result.text)].sort(), [...readVariables(text)].sort());
      assert.deepEqual(removeDuplicates(result.text, names)?.edits, []);
    };
    fc.assert(fc.property(envText(names, false), keeps), { numRuns: 500 });
  });
});
