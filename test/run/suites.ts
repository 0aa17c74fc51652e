import { availableParallelism } from 'node:os';
import path from 'node:path';
import { runHostTests } from '../host/runHostTests';
import { chooseWorkbench, hasScreen } from '../workbench/chooseWorkbench';
import type { TemporaryPlace } from '../workbench/temporaryPlace';
import type { Preparation } from './preparations';
import { cacheFolder, projectRoot } from './projectFolders';
import { runCommand } from './runCommand';

/** Where a suite runs, and how its tests are counted. */
export interface SuiteRun {
  readonly place: TemporaryPlace;
  /** File the suite writes an `Outcome` to, as JSON. A suite that writes none counts as one test. */
  readonly outcome: string;
  /** Takes what is to be read of it. */
  readonly write: (text: string) => void;
}

/** Throws, or ends without an outcome file where its tests are counted, when it fails. */
export interface Suite {
  readonly name: string;
  /** Whether it consists of tests: then running none is a failure. */
  readonly counted: boolean;
  /** What is made before it runs. */
  readonly needs: readonly Preparation[];
  /** Whether it opens windows of VS Code: those that do run one after the other, beside those that don't. */
  readonly opensWindows: boolean;
  run(run: SuiteRun): Promise<void>;
}

const node = process.execPath;
const binary = (name: string, file: string): string => path.join(projectRoot, 'node_modules', name, file);

async function mocha({ place, outcome, write }: SuiteRun, ...args: string[]): Promise<void> {
  const reporter = path.join(import.meta.dirname, 'outcomeReporter.ts');
  const options = [`--reporter=${reporter}`, `--reporter-option=outcome=${outcome}`];
  await runCommand(place, node, [binary('mocha', 'bin/mocha.js'), ...args, ...options], write);
}

/** How many windows are driven at the same time: each takes a core and 1 GB of memory. */
const atOnce = Math.min(4, availableParallelism());

/** Whether there is a VS Code here whose every durable step can be watched. */
const hasServer = process.platform === 'linux' && process.arch === 'x64';

/** Files beside each other, but for windows on a screen, which take the keyboard and the clipboard from each other. */
const windows = hasScreen(process.platform, process.env) ? [] : ['--parallel', `--jobs=${atOnce}`];

/** In the order in which they begin, beside each other or not: the quickest answers first. */
export const suites: readonly Suite[] = [
  {
    name: 'types',
    counted: false,
    needs: [],
    opensWindows: false,
    run: ({ place, write }) => {
      const pretty = process.stdout.isTTY ? ['--pretty'] : [];
      return runCommand(place, node, [binary('typescript', 'bin/tsc'), '--noEmit', ...pretty], write);
    },
  },
  {
    name: 'lint',
    counted: false,
    needs: [],
    opensWindows: false,
    run: async ({ place, write }) => {
      await runCommand(place, node, [binary('eslint', 'bin/eslint.js'), '.'], write);
      const check = [binary('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'];
      await runCommand(place, node, check, write);
    },
  },
  { name: 'unit', counted: true, needs: [], opensWindows: false, run: run => mocha(run) },
  {
    name: 'host',
    counted: true,
    needs: ['workbench', 'build'],
    opensWindows: true,
    run: async run => {
      const workbench = await chooseWorkbench(cacheFolder, line => {
        run.write(`${line}\n`);
      });
      run.write(`${workbench.description}\n`);
      await runHostTests(workbench, run);
    },
  },
  {
    name: 'ui',
    counted: true,
    needs: ['workbench', 'package'],
    opensWindows: true,
    run: run => mocha(run, '--config=test/ui/.mocharc.json', ...windows),
  },
  ...(hasServer
    ? [
        {
          name: 'hostile',
          counted: true,
          needs: ['workbench', 'package'] as const,
          opensWindows: true,
          run: (run: SuiteRun) => mocha(run, '--config=test/hostile/.mocharc.json', ...windows),
        },
        {
          name: 'kills',
          counted: true,
          needs: ['package'] as const,
          opensWindows: true,
          run: (run: SuiteRun) => mocha(run, '--config=test/kills/.mocharc.json'),
        },
      ]
    : []),
];
