import fc from 'fast-check';
import path from 'node:path';
import { compareModels, findOracles } from './compareModels';
import { envText } from './files';
import { ModelTally, titleOf } from './modelTally';

export interface ModelRun {
  readonly cases: number;
  readonly seed: number;
  /** The readers to run, by their titles. */
  readonly only: RegExp;
}

const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];
const batchSize = 2000;

/**
 * Has the programs this machine has read many texts, and their models too.
 *
 * @returns whether all models found what their programs found; all else is printed.
 */
export async function runModels(folder: string, { cases, seed, only }: ModelRun): Promise<boolean> {
  const oracles = (await findOracles(folder, true)).filter(oracle => only.test(titleOf(oracle)));
  console.log(`Models, seed ${seed}. Programs:`);
  for (const oracle of oracles) console.log(`  ${titleOf(oracle)}`);

  const tally = new ModelTally();
  let compared = 0;
  for (let batch = 0; compared < cases; batch += 1) {
    const size = Math.min(batchSize, cases - compared);
    const texts = fc.sample(envText(names, true), { numRuns: size, seed: seed + batch });
    await compareModels(texts, path.join(folder, `batch-${batch}`), oracles, tally);
    compared += size;
    console.log(`${compared} texts, ${tally.disagreements.length} disagreements`);
  }
  console.log(tally.report());
  console.log(
    `${compared} texts, ${oracles.length} programs, seed ${seed}: ${tally.disagreements.length} disagreements.`,
  );
  return tally.disagreements.length === 0;
}
