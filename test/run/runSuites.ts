import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTemporaryPlace } from '../workbench/temporaryPlace';
import type { Outcome } from './outcomeReporter';
import { prepare, type Prepared } from './preparations';
import type { Suite } from './suites';
import { type Text, Texts } from './texts';

/**
 * Runs suites, each to its end whatever became of the others: those that open windows one after the other, and the
 * others so beside them.
 *
 * @param write takes what is to be read, the text of one suite after that of another
 */
export async function runSuites(chosen: readonly Suite[], write: (text: string) => void): Promise<Outcome> {
  const texts = new Texts(write);
  const runInTurn = async (some: readonly Suite[], prepared: Prepared): Promise<readonly Outcome[]> => {
    const ended: Outcome[] = [];
    for (const suite of some) ended.push(await runOne(suite, prepared, texts.begin()));
    return ended;
  };
  const windowless = chosen.filter(({ opensWindows }) => !opensWindows);
  const windowed = chosen.filter(({ opensWindows }) => opensWindows);
  const besides = runInTurn(windowless, {});
  const prepared = prepare(new Set(windowed.flatMap(({ needs }) => needs)), texts.begin());
  const outcomes = (await Promise.all([besides, runInTurn(windowed, prepared)])).flat();
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function runOne(suite: Suite, prepared: Prepared, text: Text): Promise<Outcome> {
  text.write(`\n── ${suite.name} ──\n`);
  const started = Date.now();
  const outcome = await outcomeOf(suite, prepared, part => {
    text.write(part);
  });
  const verdict = outcome.failed === 0 ? 'all right' : `${outcome.failed} wrong`;
  text.write(`── ${suite.name}: ${verdict}, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  text.end();
  return outcome;
}

/** A suite that fails before or beside its tests, or that has none, counts as one failure more. */
async function outcomeOf(suite: Suite, prepared: Prepared, write: (text: string) => void): Promise<Outcome> {
  const place = createTemporaryPlace('sinch-test');
  const file = path.join(place.folder, 'outcome.json');
  let problem: unknown;
  try {
    for (const need of suite.needs) await prepared[need];
    await suite.run({ place, outcome: file, write });
  } catch (error) {
    problem = error;
  }
  const counted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome) : undefined;
  await place.close();
  if (counted !== undefined && counted.failed > 0) return counted;
  if (problem === undefined && !suite.counted) return { passed: 1, failed: 0 };
  if (problem === undefined && counted !== undefined && counted.passed > 0) return counted;
  write(`${problem instanceof Error ? problem.message : 'No test has run.'}\n`);
  return { passed: counted?.passed ?? 0, failed: 1 };
}
