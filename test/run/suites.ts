import path from 'node:path';
import { runHostTests } from '../host/runHostTests';
import { chooseWorkbench } from '../workbench/chooseWorkbench';
import { packageVsix } from '../workbench/packageVsix';
import type { TemporaryPlace } from '../workbench/temporaryPlace';
import { cacheFolder, projectRoot } from './projectFolders';
import { runCommand } from './runCommand';

/** Where a suite runs, and how its tests are counted. */
export interface SuiteRun {
  readonly place: TemporaryPlace;
  /** File the suite writes an `Outcome` to, as JSON. A suite that writes none counts as one test. */
  readonly outcome: string;
}

/** Throws, or ends without an outcome file where its tests are counted, when it fails. */
export interface Suite {
  readonly name: string;
  /** Whether it consists of tests: then running none is a failure. */
  readonly counted: boolean;
  run(run: SuiteRun): Promise<void>;
}

const node = process.execPath;
const binary = (name: string, file: string): string => path.join(projectRoot, 'node_modules', name, file);

async function mocha({ place, outcome }: SuiteRun, ...args: string[]): Promise<void> {
  const reporter = path.join(import.meta.dirname, 'outcomeReporter.ts');
  await runCommand(place, node, [
    binary('mocha', 'bin/mocha.js'),
    ...args,
    `--reporter=${reporter}`,
    `--reporter-option=outcome=${outcome}`,
  ]);
}

/** Whether there is a VS Code here whose every durable step can be watched. */
const hasServer = process.platform === 'linux' && process.arch === 'x64';

/** In the order in which they run: the quickest answers first. */
export const suites: readonly Suite[] = [
  {
    name: 'types',
    counted: false,
    run: ({ place }) =>
      runCommand(place, node, [
        binary('typescript', 'bin/tsc'),
        '--noEmit',
        ...(process.stdout.isTTY ? ['--pretty'] : []),
      ]),
  },
  {
    name: 'lint',
    counted: false,
    run: async ({ place }) => {
      await runCommand(place, node, [binary('eslint', 'bin/eslint.js'), '.']);
      await runCommand(place, node, [
        binary('prettier', 'bin/prettier.cjs'),
        '--check',
        '--log-level=warn',
        '.',
      ]);
    },
  },
  { name: 'unit', counted: true, run: run => mocha(run) },
  {
    name: 'host',
    counted: true,
    run: async ({ place, outcome }) => {
      await runCommand(place, node, ['esbuild.js']);
      const workbench = await chooseWorkbench(cacheFolder, console.log);
      console.log(workbench.description);
      await runHostTests(workbench, place, outcome);
    },
  },
  {
    name: 'ui',
    counted: true,
    run: async run => {
      await packageVsix(projectRoot, run.place);
      const workbench = await chooseWorkbench(cacheFolder, console.log);
      console.log(workbench.description);
      await mocha(run, '--config=test/ui/.mocharc.json');
    },
  },
  ...(hasServer
    ? [
        {
          name: 'hostile',
          counted: true,
          run: async (run: SuiteRun) => {
            await packageVsix(projectRoot, run.place);
            await mocha(run, '--config=test/hostile/.mocharc.json');
          },
        },
        {
          name: 'kills',
          counted: true,
          run: async (run: SuiteRun) => {
            await packageVsix(projectRoot, run.place);
            await mocha(run, '--config=test/kills/.mocharc.json');
          },
        },
      ]
    : []),
];
