// Measures in the extension host of a real VS Code, and prints the figures as JSON. `--runs 7 --windows 5`
import { build } from 'esbuild';
import { cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runOnServer } from '../../test/host/runOnServer';
import { cacheFolder, projectRoot } from '../../test/run/projectFolders';
import { stageProject } from '../../test/unit/package/stageProject';
import { installServerWorkbench } from '../../test/workbench/installServerWorkbench';
import { serverFolders } from '../../test/workbench/startServer';
import { createTemporaryPlace, type TemporaryPlace } from '../../test/workbench/temporaryPlace';
import { figure, type Figure } from './figures';
import type { HostFigures } from './host/index';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '7' }, windows: { type: 'string', default: '5' } },
  });
  const place = createTemporaryPlace('sinch-bench');
  try {
    const stage = await makeStage(place);
    const windows: HostFigures[] = [];
    for (let each = 0; each < Number(values.windows); each++)
      windows.push(await measure(stage, each === 0 ? values.runs : '0'));
    console.log(JSON.stringify([...figuresOf(windows), ...(await startBytes(stage.ours))], undefined, 2));
  } finally {
    await place.close();
  }
}

interface Stage {
  readonly root: string;
  /** The project, built for users. */
  readonly ours: string;
  readonly empty: string;
  readonly workspace: string;
}

/** The stage: our manifest over code that hands out secret storage. Beside it what users get, and an empty extension. */
async function makeStage(place: TemporaryPlace): Promise<Stage> {
  const [root, ours, empty, folder] = ['stage', 'ours', 'empty', 'workspace'].map(name =>
    path.join(place.folder, name),
  ) as [string, string, string, string];
  for (const each of [root, empty, folder]) await mkdir(each);
  await stageProject(ours);
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as object;
  const writeManifest = (where: string, changed: object) =>
    writeFile(path.join(where, 'package.json'), JSON.stringify(changed));
  await writeManifest(root, { ...manifest, main: 'secrets.js', activationEvents: ['onCommand:bench.never'] });
  await writeFile(path.join(root, 'secrets.js'), 'exports.activate = ({ secrets }) => secrets;');
  for (const name of ['package.nls.json', 'media', 'test', 'l10n'])
    await symlink(path.join(projectRoot, name), path.join(root, name));
  await writeManifest(ours, {
    ...manifest,
    publisher: 'bench',
    activationEvents: ['onCommand:bench.never'],
    contributes: {},
  });
  await writeManifest(empty, {
    ...{ name: 'empty', publisher: 'bench', version: '1.0.0', main: 'empty.js' },
    engines: { vscode: '^1.90.0' },
  });
  await writeFile(path.join(empty, 'empty.js'), 'exports.activate = () => undefined;');
  await build({
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    alias: { 'node:http': 'http', 'node:https': 'https' },
    external: ['vscode', 'mocha'],
    supported: { 'dynamic-import': false },
    entryPoints: { bench: 'scripts/bench/host/index.ts', 'dist/search': 'src/envFiles/searchWorker.ts' },
    outdir: root,
  });
  const workspace = `${folder}.code-workspace`;
  await writeFile(workspace, JSON.stringify({ folders: [{ path: folder }] }));
  return { root, ours, empty, workspace };
}

/** Opens one window, and measures in it. @param runs of the flows */
async function measure({ root, ours, empty, workspace }: Stage, runs: string): Promise<HostFigures> {
  const parts = await installServerWorkbench(cacheFolder, console.error);
  const place = createTemporaryPlace('sinch-bench');
  const figures = path.join(place.folder, 'figures.json');
  const said: string[] = [];
  const { extensions } = serverFolders(place);
  for (const [name, folder] of Object.entries({ ours, empty }))
    await cp(folder, path.join(extensions, `bench.${name}`), { recursive: true, filter: isInstalled });
  try {
    await runOnServer(parts, {
      place,
      root,
      tests: path.join(root, 'bench.js'),
      workspace,
      settings: {},
      env: { BENCH_FIGURES: figures, BENCH_RUNS: runs },
      log: text => said.push(text),
      patience: 3 * 60_000,
    });
    const found = JSON.parse(await readFile(figures, 'utf8')) as HostFigures | { readonly error: string };
    if ('error' in found) throw new Error(found.error);
    return found;
  } catch (error) {
    console.error(said.join(''));
    throw error;
  } finally {
    await place.close();
  }
}

/** Only what an installed extension has. */
function isInstalled(file: string): boolean {
  return !['node_modules', 'test', 'src'].includes(path.basename(file));
}

function figuresOf(windows: readonly HostFigures[]): readonly Figure[] {
  const creates = windows.flatMap(({ creates }) => creates);
  const rotations = windows.flatMap(({ rotations }) => rotations);
  const activations = windows.map(({ activation }) => activation);
  const of = (what: string, flows: HostFigures['creates'], goal: number): Figure => {
    const [{ requests, counts } = { requests: 0, counts: {} }] = flows.slice(-1);
    const asked = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    const note = `without ${requests} requests; ${asked.join(', ')}`;
    return figure(
      what,
      'ms',
      flows.map(({ ours }) => ours),
      { goal, note },
    );
  };
  return [
    of('create → inserted and saved', creates, 60),
    of(
      'rotation over 3 files, before its page',
      rotations.map(({ page }) => page),
      60,
    ),
    of(
      'rotation over 3 files, after its page',
      rotations.map(({ rotation }) => rotation),
      130,
    ),
    figure(
      'edit and save of one file, VS Code alone',
      'ms',
      windows.flatMap(({ saves }) => saves),
    ),
    figure(
      'activation',
      'ms',
      activations.map(({ ours }) => ours),
    ),
    figure(
      'activation of an empty extension',
      'ms',
      activations.map(({ empty }) => empty),
    ),
  ];
}

async function startBytes(ours: string): Promise<readonly Figure[]> {
  const sizes = await Promise.all(
    ['extension.js', 'rows.js'].map(async name => (await stat(path.join(ours, 'dist', name))).size),
  );
  const [activation = NaN] = sizes;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return [
    figure('loaded by activation', 'bytes', [activation], { goal: 6144 }),
    figure('loaded by activation and the first rows', 'bytes', [all], { goal: 51_200 }),
  ];
}

void main();
