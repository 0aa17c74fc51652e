import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';

/** What became of a suite's tests. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** Mocha's usual report, and beside it the numbers in the JSON file that the reporter option `outcome` names. */
export default class OutcomeReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { outcome: file } = options.reporterOptions as { readonly outcome?: string };
    if (file === undefined) throw new Error('The reporter option `outcome` is missing.');
    runner.once('end', () => {
      const outcome: Outcome = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(file, JSON.stringify(outcome));
    });
  }
}
