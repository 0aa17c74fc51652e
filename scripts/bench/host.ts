// Measures in the extension host of a real VS Code, and prints the figures as JSON. `--runs 7`
import { build, type BuildOptions } from 'esbuild';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runOnServer } from '../../test/host/runOnServer';
import { cacheFolder, projectRoot } from '../../test/run/projectFolders';
import { installServerWorkbench } from '../../test/workbench/installServerWorkbench';
import { createTemporaryPlace, type TemporaryPlace } from '../../test/workbench/temporaryPlace';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
  const place = createTemporaryPlace('sinch-bench');
  try {
    const parts = await installServerWorkbench(cacheFolder, console.error);
    const root = await makeStage(place);
    const figures = path.join(place.folder, 'figures.json');
    const folder = path.join(place.folder, 'workspace');
    await mkdir(folder);
    const workspace = `${folder}.code-workspace`;
    await writeFile(workspace, JSON.stringify({ folders: [{ path: folder }] }));
    let said = '';
    await runOnServer(parts, {
      place,
      root,
      tests: path.join(root, 'bench.js'),
      workspace,
      settings: {},
      env: { BENCH_FIGURES: figures, BENCH_RUNS: values.runs },
      log: text => {
        said += text;
      },
      patience: 5 * 60_000,
    }).catch((error: unknown) => {
      throw new Error(said, { cause: error });
    });
    const text = await readFile(figures, 'utf8').catch(() => {
      throw new Error(said);
    });
    console.log(text);
  } finally {
    await place.close();
  }
}

/** An extension with our manifest that does nothing but hand out its secret storage, and what is run beside it. */
async function makeStage(place: TemporaryPlace): Promise<string> {
  const root = path.join(place.folder, 'stage');
  await mkdir(root);
  const manifest = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as object;
  await writeFile(path.join(root, 'package.json'), JSON.stringify({ ...manifest, main: 'secrets.js' }));
  await writeFile(path.join(root, 'secrets.js'), 'exports.activate = ({ secrets }) => secrets;');
  for (const name of ['package.nls.json', 'media', 'test', 'l10n'])
    await symlink(path.join(projectRoot, name), path.join(root, name));
  const shared: BuildOptions = {
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    alias: { 'node:http': 'http', 'node:https': 'https' },
    external: ['vscode', 'mocha'],
    supported: { 'dynamic-import': false },
  };
  await build({
    ...shared,
    entryPoints: { bench: 'scripts/bench/host/index.ts', 'dist/search': 'src/envFiles/searchWorker.ts' },
    outdir: root,
  });
  return root;
}

void main();
