import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readVariables } from '../../../src/dotenv/readValue';
import { isPlain, isSafeIn, writeValue } from '../../../src/dotenv/writeValue';
import { anyText, anyValue } from '../../fuzz/dotenv/values';

const keepQuotes = ['docker run --env-file', 'GNU make', 'Java properties'];
const keepSingleQuotes = [...keepQuotes, 'dotenv-java'];

describe('writeValue', () => {
  const written: readonly (readonly [value: string, text: string, differing: readonly string[]])[] = [
    ['', '', []],
    ['abc', 'abc', []],
    ['6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b', '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b', []],
    ['aZ0_.%@,+/~=:-', 'aZ0_.%@,+/~=:-', []],
    ['-a', '-a', []],
    ['a:b', 'a:b', []],
    ['~abc', "'~abc'", keepSingleQuotes],
    ['=abc', "'=abc'", keepSingleQuotes],
    [':abc', "':abc'", keepSingleQuotes],
    ['a:~b', "'a:~b'", keepSingleQuotes],
    ['a:=b', "'a:=b'", keepSingleQuotes],
    ['a b', "'a b'", keepSingleQuotes],
    ['a#b', "'a#b'", keepSingleQuotes],
    ['a"b`c', "'a\"b`c'", keepSingleQuotes],
    ['ünï 🗝', "'ünï 🗝'", keepSingleQuotes],
    ["it's", '"it\'s"', keepQuotes],
  ];
  for (const [value, text, differing] of written) {
    it(`writes ${JSON.stringify(value)} as ${text || 'nothing'}`, () => {
      assert.deepEqual(writeValue(value), { ok: true, text, differing });
    });
  }

  it('writes a leading ~ or = without quotes where the project needs that, and says who differs', () => {
    const shells = ['bash', 'dash', 'zsh'];
    assert.deepEqual(writeValue('~abc', { tilde: 'plain' }), { ok: true, text: '~abc', differing: shells });
    assert.deepEqual(writeValue('=abc', { tilde: 'plain' }), { ok: true, text: '=abc', differing: shells });
    assert.deepEqual(writeValue('abc', { tilde: 'plain' }), { ok: true, text: 'abc', differing: [] });
    for (const value of ['~a b', '~a:~b', ':a']) {
      assert.deepEqual(writeValue(value, { tilde: 'plain' }), writeValue(value));
    }
  });

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
