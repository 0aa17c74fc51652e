import fc from 'fast-check';

/**
 * Texts of `.env` files: mostly such as people have, some such as nobody should. To shells, dotenvx and Ruby some of
 * it is a command; the only one it can hold is `echo`, and only `withCommands`, for running it takes time.
 */
export function envText(names: readonly string[], withCommands: boolean): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: orderly(names), weight: 6 },
    { arbitrary: nasty(names, withCommands ? commands : []), weight: 3 },
    { arbitrary: debris(names), weight: 1 },
  );
}

const pem = '-----BEGIN KEY-----\nMIIB+zCC/Q==\nSINCH_KEY_ID=inside\n# not a comment\n-----END KEY-----\n';
const json = '{\n  "type": "demo",\n  "key": "a=b"\n}';

const otherKeys = [
  'APP_NAME',
  'DATABASE_URL',
  'PORT',
  'DEBUG',
  'SINCH_API_TOKEN',
  'PROD_SINCH_KEY_ID',
  '_X1',
];
const oddKeys = ['app.name', 'my-key', '1ST', 'é', 'a/b', 'arr[0]', 'export'];

const ordinaryValues = [
  '',
  'abc',
  'true',
  '8080',
  'demo-project',
  '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b',
  'https://example.test:8443/path?x=1',
  '"double quoted"',
  "'single quoted'",
  '"abc"',
  "'abc'",
  '""',
  "''",
  '"a # b"',
  "'a # b'",
  '<Your Sinch Key ID>',
  '"Your Sinch Key ID"',
];

const nastyValues = [
  '`backticks`',
  'a b',
  'a#b',
  '#c',
  "it's",
  'say "hi"',
  '"it\'s"',
  `'say "hi"'`,
  '"a\\nb"',
  '"a\\"b"',
  "'a\\'b'",
  '"C:\\dir\\"',
  "'C:\\dir\\'",
  'C:\\dir\\',
  '"open',
  "'open",
  '`open',
  '"closed" then more',
  "'a'b'c'",
  '$PORT',
  '${PORT}',
  "'${PORT}'",
  '"$PORT"',
  '~',
  '=x',
  'op://vault/item/field',
  'a & b',
  'a;b',
  'ünïcödé 🗝',
  `"${pem}"`,
  `'${pem}'`,
  `'${json}'`,
  `"${json}"`,
  '"a\n\nb"',
];

const commands = ['"$(echo hi)"', '$(echo hi)'];

const comments = [
  '# comment',
  '#comment',
  "# it's",
  '# say "hi',
  '##',
  '#',
  '# SINCH_API_TOKEN = abc',
  '#!/bin/sh',
];
const others = [
  'FOO',
  'SINCH_KEY_ID',
  'SINCH_KEY_SECRET # soon',
  'export FOO',
  'FOO BAR',
  '=x',
  'set -a',
  '"quoted"',
  '}',
  '- a',
  'A B=c',
  'OTHER:',
  '[section]',
  "'SINCH_KEY_ID'='old'",
  '"APP_NAME" = "abc"',
  'declare -x SINCH_KEY_ID=old',
  'typeset PORT=8080',
  'unset SINCH_KEY_ID PORT',
];

const indent = fc.constantFrom('', '', '', ' ', '\t', '    ');
const blank = fc.constantFrom('', '', ' ', '\t ');
const bareSeparator = fc.constant('=');
const anySeparator = fc.constantFrom('=', '=', ' = ', '= ', ' =', '  =  ', '\t=\t', ': ', ':', ' : ');
const tail = fc.constantFrom('', '', '', ' ', '  ', '\t', ' # comment', " # it's", ' #', '\t# tab', '#close');

interface LineParts {
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly separator: fc.Arbitrary<string>;
  readonly plainTail: boolean;
}

function assignment({ keys, values, separator, plainTail }: LineParts): fc.Arbitrary<string> {
  const parts = fc.tuple(
    indent,
    fc.constantFrom('', '', '', '', 'export ', plainTail ? '' : 'export\t'),
    fc.constantFrom(...keys),
    separator,
    fc.constantFrom(...values),
    plainTail ? fc.constantFrom('', '', ' # comment') : tail,
  );
  return parts.map(all => all.join(''));
}

function commentedOut(keys: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('#', '# ', '#\t', ' # ', '## '),
      fc.constantFrom(...keys),
      fc.constantFrom('=', ' = abc', '=abc', ': '),
    )
    .map(parts => parts.join(''));
}

/** Lines that every reader agrees on, save for a comment behind a value and several lines in quotes. */
function orderly(names: readonly string[]): fc.Arbitrary<string> {
  const keys = [...names, ...otherKeys];
  const line = fc.oneof(
    {
      arbitrary: assignment({ keys, values: ordinaryValues, separator: bareSeparator, plainTail: true }),
      weight: 8,
    },
    { arbitrary: fc.constantFrom(...comments), weight: 2 },
    { arbitrary: commentedOut(keys), weight: 1 },
    { arbitrary: fc.constant(''), weight: 1 },
  );
  return joined(line, fc.constantFrom('\n', '\r\n'), fc.constant(''));
}

function nasty(names: readonly string[], commandValues: readonly string[]): fc.Arbitrary<string> {
  const keys = [...names, ...names, ...otherKeys, ...oddKeys];
  const values = [...ordinaryValues, ...nastyValues, ...commandValues];
  const line = fc.oneof(
    { arbitrary: assignment({ keys, values, separator: anySeparator, plainTail: false }), weight: 8 },
    { arbitrary: fc.constantFrom(...comments), weight: 1 },
    { arbitrary: commentedOut(keys), weight: 1 },
    { arbitrary: blank, weight: 1 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );
  const eol = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\n', 'mixed', '\r');
  return joined(line, eol, fc.constantFrom('', '', '', '', '', '\uFEFF'));
}

function joined(
  line: fc.Arbitrary<string>,
  eol: fc.Arbitrary<string>,
  start: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc
    .tuple(start, fc.array(line, { maxLength: 8 }), eol, fc.boolean())
    .map(([bom, lines, style, isEnded]) => {
      const text = lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : '');
      const breaks = ['\n', '\r\n', '\n'];
      return (
        bom + text.replace(/\n/g, (_, at: number) => (style === 'mixed' ? (breaks[at % 3] ?? '\n') : style))
      );
    });
}

/** Pieces of lines in any order. */
function debris(names: readonly string[]): fc.Arbitrary<string> {
  const token = fc.constantFrom(
    ...names,
    ...[
      '=',
      '=',
      ' ',
      '\t',
      ':',
      '"',
      "'",
      '`',
      '\\',
      '#',
      '\n',
      '\n',
      '\r\n',
      'export ',
      '$PORT',
      'A=',
      'x',
    ],
    ...['\u2028', '\u00A0', '\uFEFF', '\uFFFD', '\v', '\uD83D\uDDDD'],
  );
  return fc.array(token, { maxLength: 24 }).map(tokens => tokens.join(''));
}
