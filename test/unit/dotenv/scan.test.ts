import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commentedKey, scan, type Assignment, type Piece, type Span } from '../../../src/dotenv/scan';
import { envText } from '../../fuzz/dotenv/files';
import { anyText } from '../../fuzz/dotenv/values';

/** The first piece of a text that is to be an assignment. */
function assignment(text: string): Assignment {
  const [piece] = scan(text);
  assert.equal(piece?.kind, 'assignment');
  return piece;
}

function at(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

describe('scan', () => {
  it('loses nothing of any text, and leaves no gap', () => {
    const texts = fc.oneof(envText(['SINCH_KEY_ID'], false), anyText);
    const wholly = (text: string): void => {
      const pieces = scan(text);
      assert.equal(pieces.map(piece => piece.text).join(''), text);
      pieces.forEach((piece, index) => {
        assert.equal(piece.start, pieces[index - 1]?.end ?? 0);
        assert.equal(text.slice(piece.start, piece.end), piece.text);
        assert.ok(piece.text.endsWith(piece.eol));
      });
    };
    fc.assert(fc.property(texts, wholly), { numRuns: 1000 });
  });

  it('tells every part of an assignment', () => {
    const text = '\t export SINCH_KEY_ID  = "abc" # mine\r\nNEXT=1';
    const found = assignment(text);
    const { quote, exported, separator, key, eol, line, bom } = found;
    assert.deepEqual(
      { quote, exported, separator, key, eol, line, bom },
      { quote: '"', exported: true, separator: '=', key: 'SINCH_KEY_ID', eol: '\r\n', line: 0, bom: 0 },
    );
    assert.equal(at(text, found.indent), '\t ');
    assert.equal(at(text, found.keySpan), 'SINCH_KEY_ID');
    assert.equal(at(text, found.separatorSpan), '  = ');
    assert.equal(text[found.separatorAt], '=');
    assert.equal(at(text, found.value), 'abc');
    assert.equal(at(text, found.quotedValue), '"abc"');
    assert.equal(at(text, found.comment), '# mine');
  });

  const values: readonly (readonly [text: string, value: string, comment?: string])[] = [
    ['A=abc', 'abc'],
    ['A= abc \t', 'abc'],
    ['A=', ''],
    ['A=   ', ''],
    ['A=a b', 'a b'],
    ['A=a#b', 'a#b'],
    ['A=a #b', 'a', '#b'],
    ['A=a\t# b # c', 'a', '# b # c'],
    ['A=#b', '', '#b'],
    ['A= # b', '', '# b'],
    ['A==b', '=b'],
    ['A="a # b" # c', 'a # b', '# c'],
    ['A="a"#c', 'a', '#c'],
    [`A='it"s'`, 'it"s'],
    ['A=`a`', 'a'],
    ['A=""', ''],
    ['A="a\\"b"', 'a\\"b'],
    ["A='C:\\dir\\'", 'C:\\dir\\'],
    ["A='C:\\dir\\'\nB='x'", 'C:\\dir\\'],
    ['A="a\nb # c\n"\nB=1', 'a\nb # c\n'],
    ['A=\'{\r\n "a": 1\r\n}\' # json\r\nB=1', '{\r\n "a": 1\r\n}', '# json'],
    ['A: abc', 'abc'],
    ['A:abc', 'abc'],
    ['A : "abc"', 'abc'],
    ['A: "a\nb"', 'a\nb'],
  ];
  for (const [text, value, comment] of values) {
    it(`finds the value in ${JSON.stringify(text)}`, () => {
      const found = assignment(text);
      assert.equal(at(text, found.value), value);
      assert.equal(at(text, found.comment), comment);
      assert.equal(found.unterminated, false);
    });
  }

  const open: readonly (readonly [text: string, value: string])[] = [
    ['A="abc\nB=1', '"abc'],
    ['A="abc # d\nB=1', '"abc # d'],
    ["A='abc' def \nB=1", "'abc' def"],
    ['A="a\nb" c\nB=1', '"a'],
    ['A:"a\nb"', '"a'],
    ['A="\nB=1', '"'],
  ];
  for (const [text, value] of open) {
    it(`ends an open quote at its line in ${JSON.stringify(text)}`, () => {
      const found = assignment(text);
      assert.equal(at(text, found.value), value);
      assert.deepEqual([found.unterminated, found.quote, found.comment], [true, undefined, undefined]);
      assert.equal(scan(text)[1]?.line, 1);
    });
  }

  it('sees no variable inside quotes', () => {
    const text = 'PEM="-----BEGIN\nA=1\n# B=2\n-----END"\nC=3\n';
    assert.deepEqual(
      scan(text).map(piece => [piece.kind, piece.line]),
      [
        ['assignment', 0],
        ['assignment', 4],
      ],
    );
  });

  it('tells comments, what they comment out, blank lines and the rest', () => {
    const kinds = (text: string): unknown[] =>
      scan(text).map(piece => (piece.kind === 'comment' ? [piece.kind, commentedKey(piece)] : piece.kind));
    assert.deepEqual(kinds('# A note\n#A=1\n ## export B = "x\n#: c\n# C: d'), [
      ['comment', undefined],
      ['comment', 'A'],
      ['comment', 'B'],
      ['comment', undefined],
      ['comment', 'C'],
    ]);
    assert.deepEqual(kinds('\n \t\r\nset -a\n=x\n"A"=b'), ['blank', 'blank', 'other', 'other', 'other']);
  });

  const bare: readonly (readonly [text: string, name: string | undefined])[] = [
    ['\uFEFFSINCH_KEY_ID', 'SINCH_KEY_ID'],
    ['  export SINCH_KEY_ID # soon\n', 'SINCH_KEY_ID'],
    ['SINCH_KEY_ID \r\n', 'SINCH_KEY_ID'],
    ['SINCH_KEY_ID#x', undefined],
    ['SINCH KEY', undefined],
    ['set -a', undefined],
  ];
  for (const [text, name] of bare) {
    it(`${name === undefined ? 'finds no name alone' : 'finds the name alone'} in ${JSON.stringify(text)}`, () => {
      const [piece] = scan(text);
      assert.equal(piece?.kind, 'other');
      assert.equal(piece.bareName?.name, name);
      assert.equal(at(text, piece.bareName), name);
    });
  }

  it('keeps a byte order mark apart from the first line', () => {
    const text = '\uFEFFA=1\nB=2';
    const [first, second] = scan(text);
    assert.deepEqual([first?.bom, first?.start, second?.bom], [1, 0, 0]);
    assert.ok(first?.kind === 'assignment' && first.key === 'A' && first.keySpan.start === 1);
    assert.deepEqual(
      scan('\uFEFF').map(({ kind, bom }) => [kind, bom]),
      [['blank', 1]],
    );
  });

  it('ends lines at LF, CRLF and a lone CR, and nowhere else', () => {
    const lines = (text: string): unknown[] => scan(text).map(({ line, eol }: Piece) => [line, eol]);
    assert.deepEqual(lines('A=1\nB=2\r\nC=3\rD=4'), [
      [0, '\n'],
      [1, '\r\n'],
      [2, '\r'],
      [3, ''],
    ]);
    assert.deepEqual(lines('A=1\u2028B=2\u0085C=3\vD=4'), [[0, '']]);
  });

  const hostile: readonly (readonly [name: string, text: (size: number) => string])[] = [
    ['unclosed quotes', size => 'A="x\n'.repeat(size / 5)],
    ['quotes behind backslashes', size => "A='x\\'\n".repeat(size / 7)],
    ['one unclosed quote before many behind backslashes', size => `A="${' \\"'.repeat(size / 3)}`],
    ['spaces', size => `A=${' '.repeat(size)}x`],
    ['a line of spaces', size => ' '.repeat(size)],
    ['one long word', size => 'A'.repeat(size)],
    ['hashes', size => `A=x${' #'.repeat(size / 2)}`],
    ['commented hashes', size => `${'# '.repeat(size / 2)}A`],
    ['exports', size => 'export '.repeat(size / 7)],
    ['lone CRs', size => '\r'.repeat(size)],
    ['spaces behind closing quotes', size => `A="${`"${' '.repeat(99)}`.repeat(size / 100)}`],
  ];
  for (const [name, text] of hostile) {
    it(`takes linear time for ${name}`, () => {
      const time = (size: number): number => {
        const subject = text(size);
        const start = process.cpuUsage().user;
        scan(subject);
        return (process.cpuUsage().user - start) / 1000;
      };
      time(2_000);
      assert.ok(
        time(200_000) < 1_500,
        'a hundred times the text takes far less than ten thousand times the time',
      );
    });
  }
});
