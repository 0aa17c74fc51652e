import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesHolding } from '../../browser/filesHolding';

describe('filesHolding', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sinch-files-'));
    await mkdir(path.join(folder, 'deep', '.hidden'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('finds text among any bytes, at any depth, in both encodings', async () => {
    const noise = Buffer.from([0, 255, 254, 128]);
    await writeFile(path.join(folder, 'deep', '.hidden', 'a.log'), 'before demo-secret-1 after');
    await writeFile(
      path.join(folder, 'state.db'),
      Buffer.concat([noise, Buffer.from('demo-secret-1'), noise]),
    );
    await writeFile(
      path.join(folder, 'wide.db'),
      Buffer.concat([noise, Buffer.from('demo-secret-2', 'utf16le')]),
    );
    await writeFile(path.join(folder, 'clean.db'), 'demo-secre');
    assert.deepEqual(await filesHolding(folder, ['demo-secret-1', 'demo-secret-2']), [
      `${path.join('deep', '.hidden', 'a.log')}: demo-secret-1`,
      'state.db: demo-secret-1',
      'wide.db: demo-secret-2',
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    await writeFile(path.join(folder, 'a.log'), 'nothing');
    assert.deepEqual(await filesHolding(folder, ['demo-secret-1']), []);
  });
});
