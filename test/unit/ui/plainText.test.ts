import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/ui/plainText';

/** What VS Code makes a link of, and more. */
const link = /\[[^\]]+\]\([^)\s]+\)/;

describe('a text that VS Code shows as it is', () => {
  it('holds no link, whatever names are in it', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '](',
      '[a](command:b)',
      '[a](https://sinch.test)',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        assert.doesNotMatch(plainText(pieces.join('')), link);
      }),
    );
    assert.match('[details](command:demo.run)', link);
  });

  it('reads as before', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        assert.equal(plainText(text).replaceAll('\u2060', ''), text.replaceAll('\u2060', ''));
      }),
    );
    assert.equal(plainText('“a” (b) [c]'), '“a” (b) [c]');
  });
});
