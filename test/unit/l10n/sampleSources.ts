import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSources, type Sources } from '../../sources/readSources';

/** One source file with this text, named `sample.ts`. */
export function sampleSources(text: string): Sources {
  const folder = mkdtempSync(join(tmpdir(), 'sample-sources-'));
  try {
    writeFileSync(join(folder, 'sample.ts'), text);
    return readSources(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
