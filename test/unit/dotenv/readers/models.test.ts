import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { readers } from '../../../../src/dotenv/readers/all';
import { compareModels, findOracles } from '../../../fuzz/dotenv/compareModels';
import { envText } from '../../../fuzz/dotenv/files';
import { ModelTally } from '../../../fuzz/dotenv/modelTally';

const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];

describe('models of the programs that read .env files', () => {
  it('find in 2,000 texts what the programs on this machine find that need no process for each text', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'models-'));
    try {
      const oracles = (await findOracles(folder, false)).filter(({ share }) => share === 1);
      const asked = new Set(readers.map(({ name }) => name));
      assert.deepEqual(
        oracles.filter(({ model }) => !asked.has(model.name)),
        [],
        'each is asked at an edit',
      );
      const tally = new ModelTally();
      const texts = fc.sample(envText(names, true), { numRuns: 2000, seed: 11 });
      await compareModels(texts, path.join(folder, 'texts'), oracles, tally);
      assert.equal(tally.disagreements.length, 0, tally.report());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
