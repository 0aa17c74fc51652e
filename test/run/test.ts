import { runSuites } from './runSuites';
import { suites } from './suites';
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
  const ended = await Promise.race([runSuites(chosen, text => process.stdout.write(text)), asked]);
  if (ended === undefined) process.exit(1);
  const { passed, failed } = ended;
  for (const failure of failed) console.log(`\nFailed: ${failure}`);
  console.log(`\n${passed} passed, ${failed.length} failed`);
  process.exit(failed.length === 0 ? 0 : 1);
}
