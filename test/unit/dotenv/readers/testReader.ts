import assert from 'node:assert/strict';
import type { Reader } from '../../../../src/dotenv/readers/reader';

/** What a program finds in a text: its variables, or that it refuses the text or runs code. */
type Found = Readonly<Record<string, string>> | 'refused' | 'runsCode';

/** Defines a test that a model finds in each text what is given with it. */
export function testReader(reader: Reader, measured: readonly (readonly [string, Found])[]): void {
  it(`${reader.name}: finds what was measured`, () => {
    const found = measured.map(([text]) => [text, find(reader, text)] as const);
    assert.deepEqual(found, measured);
  });
}

function find(reader: Reader, text: string): Found {
  const reading = reader.read(text);
  return reading.kind === 'variables' ? Object.fromEntries(reading.variables) : reading.kind;
}
