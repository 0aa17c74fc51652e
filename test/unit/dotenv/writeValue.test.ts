import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readVariables } from '../../../src/dotenv/readValue';
import { isPlain, isSafeIn, writeValue } from '../../../src/dotenv/writeValue';
import { anyText, anyValue } from '../../fuzz/dotenv/values';

describe('writeValue', () => {
  const written: readonly (readonly [value: string, text: string])[] = [
    ['', ''],
    ['abc', 'abc'],
    ['6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b', '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b'],
    ['aZ0_.%@,+/~=:-', 'aZ0_.%@,+/~=:-'],
    ['-a', '-a'],
    ['a:b', 'a:b'],
    ['~abc', "'~abc'"],
    ['=abc', "'=abc'"],
    [':abc', "':abc'"],
    ['a:~b', "'a:~b'"],
    ['a:=b', "'a:=b'"],
    ['a b', "'a b'"],
    ['a#b', "'a#b'"],
    ['a"b`c', "'a\"b`c'"],
    ['ünï 🗝', "'ünï 🗝'"],
    ["it's", '"it\'s"'],
  ];
  for (const [value, text] of written) {
    it(`writes ${JSON.stringify(value)} as ${text || 'nothing'}`, () => {
      assert.deepEqual(writeValue(value), { ok: true, text });
    });
  }

  const refused: readonly (readonly [value: string, reason: string])[] = [
    ['a\nb', 'lineBreak'],
    ['a\rb', 'lineBreak'],
    ['a\tb', 'controlCharacter'],
    ['a\0b', 'controlCharacter'],
    ['a\u007Fb', 'controlCharacter'],
    ['a\u0085b', 'controlCharacter'],
    ['a\u2028b', 'controlCharacter'],
    ['a\uD83Db', 'loneSurrogate'],
    ['a\\b', 'backslash'],
    ['a$b', 'dollar'],
    [`a'"b`, 'quotes'],
    ["a'`b", 'quotes'],
  ];
  for (const [value, reason] of refused) {
    it(`refuses ${JSON.stringify(value)}: ${reason}`, () => {
      assert.deepEqual(writeValue(value), { ok: false, reason });
    });
  }

  it('writes what reads back, on one line, for any value it does not refuse', () => {
    const readsBack = (value: string): void => {
      const result = writeValue(value);
      if (!result.ok) return;
      assert.equal(readVariables(`A=${result.text}`).get('A'), value);
      assert.doesNotMatch(result.text, /[\r\n]/);
      assert.equal(result.text === value, isPlain(value));
    };
    fc.assert(fc.property(fc.oneof(anyValue, anyText), readsBack), { numRuns: 1000 });
  });
});

describe('isSafeIn', () => {
  it('never trusts backticks', () => {
    assert.equal(isSafeIn('`', 'abc'), false);
  });

  it('trusts quotes only with what no reader unescapes or expands', () => {
    for (const value of ['a"b', 'a`b', 'a b#c']) assert.equal(isSafeIn("'", value), true, value);
    for (const value of ["a'b", 'a\\b', 'a$b', 'a\nb']) assert.equal(isSafeIn("'", value), false, value);
    for (const value of ["a'b", 'a b#c']) assert.equal(isSafeIn('"', value), true, value);
    for (const value of ['a"b', 'a`b', 'a\\b', 'a$b', 'a\nb'])
      assert.equal(isSafeIn('"', value), false, value);
  });
});
