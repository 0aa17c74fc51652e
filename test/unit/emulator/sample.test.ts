import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sampleSeed } from '../../emulator/sample';

describe('the sample projects', () => {
  const ids = sampleSeed.projects.flatMap(({ keys }) => keys.map(({ accessKeyId }) => accessKeyId));

  it('have key IDs as Sinch does', () => {
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('have a key that the sample workspace uses', async () => {
    const text = await readFile(path.join(import.meta.dirname, '../../sample/.env'), 'utf8');
    assert.ok(ids.some(id => text.includes(`SINCH_KEY_ID=${id}\n`)));
  });
});
