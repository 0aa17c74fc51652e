import assert from 'node:assert/strict';
import fc from 'fast-check';
import { programsOf, readers } from '../../../src/dotenv/readers/all';
import { ordinaryFile } from '../../fuzz/dotenv/ordinaryFiles';
import { isOfNotation } from '../../../src/dotenv/misread';
import { edited, values } from './editing';

describe('editVariables, for ordinary files', () => {
  it('names in fewer than one of 500 a program that every workspace has', async () => {
    const programs = programsOf([]);
    const asked: string[] = [];
    for (const text of fc.sample(ordinaryFile, { numRuns: 600, seed: 21 })) {
      const { misreads } = await edited(text, values, { readers });
      if (misreads.some(misread => !isOfNotation(misread) && programs.has(misread.reader))) asked.push(text);
    }
    assert.ok(asked.length <= 1, asked.join('\n---\n'));
  }).timeout(120_000);
});
