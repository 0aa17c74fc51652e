import Mocha from 'mocha';
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import OutcomeReporter from '../run/outcomeReporter';

/**
 * VS Code calls this inside the extension host. Runs the tests built beside this file; writes what Mocha reports to
 * the files that `TEST_REPORT` and `TEST_OUTCOME` name.
 * @throws where a test failed, or there is none.
 */
export async function run(): Promise<void> {
  const { TEST_REPORT: report, TEST_OUTCOME: outcome } = process.env;
  if (report === undefined || outcome === undefined)
    throw new Error('TEST_REPORT and TEST_OUTCOME must name files.');

  process.setSourceMapsEnabled(true);
  // The host's console is shared with all of VS Code; the report has a file to itself.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    appendFileSync(report, `${format(...args)}\n`);
  };
  const failures = await runMocha(outcome).catch((error: unknown) => {
    // A test file that can't even be loaded: Mocha hasn't reported that.
    appendFileSync(report, `${format(error)}\n`);
    throw error;
  });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

async function runMocha(outcome: string): Promise<number> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    forbidOnly: true,
    forbidPending: true,
    failZero: true,
    reporter: OutcomeReporter,
    reporterOptions: { outcome },
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));

  return new Promise(resolve => mocha.run(resolve));
}
