import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';

/** What became of a suite's tests. */
export interface Outcome {
  readonly passed: number;
  /** What is to be read of each failure. */
  readonly failed: readonly string[];
}

/** Mocha's usual report, and beside it the outcome in the JSON file that the reporter option `outcome` names. */
export default class OutcomeReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { outcome: file } = options.reporterOptions as { readonly outcome?: string };
    if (file === undefined) throw new Error('The reporter option `outcome` is missing.');
    runner.once('end', () => {
      const failed = this.failures.map(test => `${test.fullTitle()}: ${test.err?.message ?? ''}`);
      const outcome: Outcome = { passed: this.stats.passes, failed };
      writeFileSync(file, JSON.stringify(outcome));
    });
  }
}
