import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTemporaryPlace } from '../workbench/temporaryPlace';
import type { Outcome } from './outcomeReporter';
import { suites, type Suite } from './suites';
import { untilEnded } from './untilEnded';

/**
 * Runs the suites named, all of them where none is, each to its end whatever became of those before it. Ends this
 * process: with 0 where everything passed.
 */
export async function test(names: readonly string[]): Promise<never> {
  const unknown = names.filter(name => !suites.some(suite => suite.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such suite: ${unknown.join(', ')}. There are ${suites.map(({ name }) => name).join(', ')}.`,
    );
    process.exit(1);
  }
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  const asked = untilEnded();
  const ended = await Promise.race([runAll(chosen), asked]);
  if (ended === undefined) process.exit(1);
  console.log(`\n${ended.passed} passed, ${ended.failed} failed`);
  process.exit(ended.failed === 0 ? 0 : 1);
}

async function runAll(chosen: readonly Suite[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const suite of chosen) {
    console.log(`\n── ${suite.name} ──`);
    const started = Date.now();
    const outcome = await runOne(suite);
    outcomes.push(outcome);
    const verdict = outcome.failed === 0 ? 'all right' : `${outcome.failed} wrong`;
    console.log(`── ${suite.name}: ${verdict}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** A suite that fails before or beside its tests, or that has none, counts as one failure more. */
async function runOne(suite: Suite): Promise<Outcome> {
  const place = createTemporaryPlace('sinch-test');
  const file = path.join(place.folder, 'outcome.json');
  let problem: unknown;
  try {
    await suite.run({ place, outcome: file });
  } catch (error) {
    problem = error;
  }
  const counted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome) : undefined;
  await place.close();
  if (counted !== undefined && counted.failed > 0) return counted;
  if (problem === undefined && !suite.counted) return { passed: 1, failed: 0 };
  if (problem === undefined && counted !== undefined && counted.passed > 0) return counted;
  console.error(problem instanceof Error ? problem.message : 'No test has run.');
  return { passed: counted?.passed ?? 0, failed: 1 };
}
