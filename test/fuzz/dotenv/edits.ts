import fc from 'fast-check';
import path from 'node:path';
import { compare, type Edited } from './agreement';
import { childOracles } from './childOracles';
import { compareInChildren } from './compareInChildren';
import { envText } from './files';
import { localOracles } from './localOracles';
import { checkedEdit } from './ownProperties';
import { Tally } from './tally';
import { valuesFor } from './values';

const names = ['SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET'];
const batchSize = 2000;

/**
 * Edits `wanted` texts, checks what the engine promises, and has the readers this machine has read them before and
 * after.
 *
 * @returns whether nothing failed; all else is printed.
 */
export async function runEdits(folder: string, wanted: number, seed: number): Promise<boolean> {
  const tally = new Tally();
  const children = await childOracles(folder);
  console.log(`Seed ${seed}. Readers:`);
  for (const { name } of [...localOracles, ...children]) console.log(`  ${name}`);

  let cases = 0;
  let edits = 0;
  const broken: string[] = [];
  for (let batch = 0; cases < wanted; batch += 1) {
    const size = Math.min(batchSize, wanted - cases);
    const { edited, problems } = editAll(size, seed + batch);
    broken.push(...problems);
    for (const each of edited) compareLocally(each, tally);
    await compareInChildren(edited, path.join(folder, `batch-${batch}`), children, tally);
    cases += size;
    edits += edited.length;
    console.log(`${cases} cases, ${edits} edits, ${broken.length + tally.failed} failures`);
  }

  console.log(tally.report());
  for (const problem of broken.slice(0, 10)) console.log(problem);
  for (const name of tally.idle) console.log(`${name} compared nothing.`);
  console.log(
    `${cases} cases (${edits} edits, ${cases - edits} refused), ${localOracles.length + children.length} readers, ` +
      `seed ${seed}: ${broken.length} broken promises, ${tally.failed} disagreements.`,
  );
  return broken.length === 0 && tally.failed === 0 && tally.idle.length === 0;
}

function editAll(
  size: number,
  batchSeed: number,
): { edited: readonly Edited[]; problems: readonly string[] } {
  const edited: Edited[] = [];
  const problems: string[] = [];
  const cases = fc.sample(fc.tuple(envText(names, true), valuesFor(names)), {
    numRuns: size,
    seed: batchSeed,
  });
  for (const [before, values] of cases) {
    try {
      const result = checkedEdit(before, values);
      if (result) edited.push({ before, values, result });
    } catch (error) {
      problems.push(`${String(error)}\n  ${JSON.stringify({ before, values: [...values] })}`);
    }
  }
  return { edited, problems };
}

function compareLocally(edited: Edited, tally: Tally): void {
  for (const oracle of localOracles) {
    const verdict = compare(oracle, edited, oracle.read(edited.before), oracle.read(edited.result.text));
    tally.add(oracle.name, edited, verdict);
  }
}
