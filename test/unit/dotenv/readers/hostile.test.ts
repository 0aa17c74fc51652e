import assert from 'node:assert/strict';
import { composeEnvFile } from '../../../../src/dotenv/readers/composeEnvFile';
import { direnvDotenv } from '../../../../src/dotenv/readers/direnvDotenv';
import { dockerEnvFile } from '../../../../src/dotenv/readers/dockerEnvFile';
import { godotenv } from '../../../../src/dotenv/readers/godotenv';
import { make } from '../../../../src/dotenv/readers/make';
import { pythonDotenv, pythonDotenv122 } from '../../../../src/dotenv/readers/pythonDotenv';
import type { Reader } from '../../../../src/dotenv/readers/reader';
import { rubyDotenv } from '../../../../src/dotenv/readers/rubyDotenv';
import { rubyDotenv24 } from '../../../../src/dotenv/readers/rubyDotenv24';
import { rustDotenv, rustDotenvy } from '../../../../src/dotenv/readers/rustDotenv';
import { vscodePython } from '../../../../src/dotenv/readers/vscodePython';
import { growsLinearly } from '../timing';

const expanding = [
  composeEnvFile,
  direnvDotenv,
  godotenv,
  pythonDotenv,
  rubyDotenv,
  rubyDotenv24,
  vscodePython,
];
const all: readonly Reader[] = [
  ...[...expanding, pythonDotenv122, rustDotenv, rustDotenvy],
  dockerEnvFile,
  make,
];

describe('models of readers, given hostile texts', () => {
  it('refuse variables that double line by line', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `A${index + 1}=\${A${index}}\${A${index}}\n`);
    const text = `A0=abc\n${lines.join('')}`;
    for (const reader of [...expanding, pythonDotenv122])
      assert.deepEqual(reader.read(text), { kind: 'refused' }, reader.name);
  });

  it('refuse alternatives nested deeply in Docker Compose', () => {
    const text = `A=${'${B:-'.repeat(100_000)}${'}'.repeat(100_000)}\n`;
    assert.deepEqual(composeEnvFile.read(text), { kind: 'refused' });
  });

  // In a time that grows with the square of the length, this would take far longer.
  for (const unit of [
    '\n',
    ' ',
    'A="\\"',
    "A='",
    '"',
    '\\"',
    '${',
    '${A:',
    '$(',
    '${!',
    'A=${A:-x} ',
    'A:\n',
    'A ',
    'x #',
    "'a",
    '# "\n',
  ]) {
    it(`read 200 KB of ${JSON.stringify(unit)} in seconds`, () => {
      const text = unit.repeat(200_000 / unit.length);
      for (const start of ['', 'A="'])
        for (const reader of all) assert.ok(reader.read(start + text).kind, reader.name);
    });
  }

  const runs: readonly (readonly [start: string, unit: string, end: string])[] = [
    ['A="', '\\', '"\n'],
    ['A="', '\\', '" # b\n'],
    ['A=', ' ', 'b\\\n'],
    ['export', ' ', '#\n'],
    ['A=${', ':', '}\n'],
  ];
  for (const [start, unit, end] of runs) {
    it(`take as much longer as ${JSON.stringify(start + unit)}… is longer`, () => {
      for (const reader of all) growsLinearly(20_000, size => reader.read(start + unit.repeat(size) + end));
    });
  }
});
