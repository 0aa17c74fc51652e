import assert from 'node:assert/strict';
import type { Reader } from '../../../../src/dotenv/readers/reader';

/** What a program finds in a text, as it was measured; `runsCode` where that was not measured. */
export type Case = readonly [text: string, found: Readonly<Record<string, string>> | 'refused' | 'runsCode'];

/** Checks that a model finds in each text what the program does. */
export function finds(reader: Reader, cases: readonly Case[]): void {
  for (const [text, found] of cases) {
    const reading = reader.read(text);
    const read = reading.kind === 'variables' ? Object.fromEntries(reading.variables) : reading.kind;
    assert.deepEqual(read, found, JSON.stringify(text));
  }
}
