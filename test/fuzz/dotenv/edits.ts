import fc from 'fast-check';
import path from 'node:path';
import { compareEdits } from './compareEdits';
import { findOracles } from './compareModels';
import { envText } from './files';
import { titleOf } from './modelTally';
import type { Oracle } from './oracles/oracle';
import { checkedEdit } from './ownProperties';
import { type Edited, Tally } from './tally';
import { valuesFor } from './values';

const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];
const batchSize = 2000;

export interface EditRun {
  readonly cases: number;
  readonly seed: number;
  /** The readers to run, by their titles. */
  readonly only: RegExp;
}

/**
 * Edits many texts, checks what the engine promises, and has the programs this machine has read them before and after:
 * each that the edit doesn't name must find the new values and everything else as before.
 *
 * @returns whether nothing failed; all else is printed.
 */
export async function runEdits(folder: string, { cases, seed, only }: EditRun): Promise<boolean> {
  const oracles = (await findOracles(folder, true)).filter(oracle => only.test(titleOf(oracle)));
  console.log(`Edits, seed ${seed}. Programs:`);
  for (const oracle of oracles) console.log(`  ${titleOf(oracle)}`);

  const tally = new Tally();
  let done = 0;
  let edits = 0;
  let named = 0;
  const broken: string[] = [];
  for (let batch = 0; done < cases; batch += 1) {
    const size = Math.min(batchSize, cases - done);
    const { edited, problems } = await editAll(
      size,
      seed + batch,
      oracles,
      path.join(folder, `batch-${batch}`),
      tally,
    );
    broken.push(...problems);
    done += size;
    edits += edited.length;
    named += edited.filter(({ result }) => result.misreads.length > 0).length;
    console.log(`${done} cases, ${edits} edits, ${broken.length + tally.failed} failures`);
  }

  console.log(tally.report());
  for (const problem of broken.slice(0, 10)) console.log(problem);
  for (const name of tally.idle) console.log(`${name} compared nothing.`);
  console.log(
    `${done} cases (${edits} edits, of which ${named} name programs; ${done - edits} refused), ` +
      `${oracles.length} programs, seed ${seed}: ${broken.length} broken promises, ${tally.failed} silent misreads.`,
  );
  return broken.length === 0 && tally.failed === 0 && tally.idle.length === 0;
}

/** Edits texts and has the programs read them. */
export async function editAll(
  size: number,
  seed: number,
  oracles: readonly Oracle[],
  files: string,
  tally: Tally,
): Promise<{ edited: readonly Edited[]; problems: readonly string[] }> {
  const edited: Edited[] = [];
  const problems: string[] = [];
  const cases = fc.sample(fc.tuple(envText(names, true), valuesFor(names)), { numRuns: size, seed });
  for (const [before, values] of cases) {
    try {
      const result = await checkedEdit(before, values);
      if (result) edited.push({ before, values, result });
    } catch (error) {
      problems.push(`${String(error)}\n  ${JSON.stringify({ before, values: [...values] })}`);
    }
  }
  await compareEdits(edited, files, oracles, tally);
  return { edited, problems };
}
