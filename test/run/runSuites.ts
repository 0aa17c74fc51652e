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
    failed: outcomes.flatMap(({ failed }) => failed),
  };
}

async function runOne(suite: Suite, prepared: Prepared, text: Text): Promise<Outcome> {
  text.write(`\n── ${suite.name} ──\n`);
  const started = Date.now();
  const outcome = await outcomeOf(suite, prepared, part => {
    text.write(part);
  });
  const wrong = outcome.failed.length;
  const verdict = wrong === 0 ? 'all right' : `${wrong} wrong`;
  text.write(`── ${suite.name}: ${verdict}, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  text.end();
  return { ...outcome, failed: outcome.failed.map(failure => `${suite.name}: ${failure}`) };
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
  if (counted !== undefined && counted.failed.length > 0) return counted;
  if (problem === undefined && !suite.counted) return { passed: 1, failed: [] };
  if (problem === undefined && counted !== undefined && counted.passed > 0) return counted;
  const failure = problem instanceof Error ? problem.message : 'No test has run.';
  write(`${failure}\n`);
  return { passed: counted?.passed ?? 0, failed: [failure] };
}
