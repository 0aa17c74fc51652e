import assert from 'node:assert/strict';
import { editVariables } from '../../../src/dotenv/edit';
import { unusualSpaceNear } from '../../../src/dotenv/unusualSpaces';

describe('unusualSpaceNear', () => {
  const near = (text: string, after = text): number | undefined =>
    unusualSpaceNear(text, after, ['KEY_ID', 'SECRET']);

  const found: readonly (readonly [text: string, line: number])[] = [
    ['A=1\n\u00A0KEY_ID=1\n', 1],
    ['A=1\n\u200BKEY_ID=1', 1],
    ['SECRET\u200B=1\n', 0],
    ['A=1\n\nB=a\u2028KEY_ID=1\n', 2],
    ['# a\u2029SECRET=1\n', 0],
    ['A=1 # a\u2028SECRET=1\n', 0],
    ['KEY_ID="1"\u00A0\n', 0],
  ];
  for (const [text, line] of found) {
    it(`sees one in ${JSON.stringify(text)}`, () => {
      assert.equal(near(text), line);
    });
  }

  const harmless = [
    'B=a\u00A0\n\u200BC=1\nKEY_ID=1\n',
    'KEY_ID="b\u00A0c\u2028" # d\u00A0e\n# SECRET\u3000g\n',
    '\uFEFFKEY_ID=1\n',
  ];
  for (const text of harmless) {
    it(`sees none that matters in ${JSON.stringify(text)}`, () => {
      assert.equal(near(text), undefined);
    });
  }

  it('sees none in a line that the edit made plain, and those that stay beside it', () => {
    const after = (text: string): string => {
      const result = editVariables(text, [['KEY_ID', 'x']]);
      assert.ok(result.ok);
      return result.text;
    };
    const spaced = '\u00A0KEY_ID\u00A0=1\n';
    assert.equal(near(spaced, after(spaced)), undefined);
    const alike = 'A=1\n\u200BKEY_ID=1';
    assert.equal(near(alike, after(alike)), 1);
  });
});
