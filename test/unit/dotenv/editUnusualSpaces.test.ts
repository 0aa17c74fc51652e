import assert from 'node:assert/strict';
import { isOfNotation } from '../../../src/dotenv/misread';
import { edited, variable } from './editing';

describe('editVariables takes white space of any kind for white space, as many programs do', () => {
  const texts = [
    ...['\u00A0KEY=a', 'KEY=b\n\u00A0KEY=a', 'KEY=\u00A0# b'],
    ...[
      'KEY\u00A0=\u00A0',
      '\u3000KEY\u00A0# b\u00A0c',
      'KEY=a\u00A0# b\u00A0c',
      'KEY:\u00A0a',
      '\u00A0KEY=x',
    ],
    ...['\u00A0KEY', 'A=1\n\u00A0# KEY=\nB=2'],
  ];
  for (const before of texts) {
    it(`and writes ${JSON.stringify(before)} so that no program reads the old value`, async () => {
      const { text, misreads } = await edited(before, [['KEY', 'x']]);
      const first = misreads.filter(misread => !isOfNotation(misread) && !misread.reader.startsWith('Rust'));
      assert.deepEqual(first, [], text);
      assert.equal((await edited(text, [['KEY', 'x']])).text, text, 'a second time nothing is left to do');
    });
  }

  it('and tells what it replaces', async () => {
    const { found, previous, overwrites } = await variable('\u00A0KEY=a\n', 'x');
    assert.deepEqual([found, previous, overwrites], ['replaced', 'a', true]);
    assert.equal((await variable(' KEY=x\n\u00A0A=1', 'x')).found, 'unchanged');
  });

  it('but leaves it in other lines and in values', async () => {
    assert.equal(
      (await edited('\u00A0A\u00A0=1\nKEY="\u00A0"\n', [['KEY', 'x']])).text,
      '\u00A0A\u00A0=1\nKEY="x"\n',
    );
  });
});
