// Measures the search for the uses of a key over 50,000 files, beside ripgrep, and prints the figures as JSON.
// `--files 50000 --runs 7`
import { rgPath } from '@vscode/ripgrep';
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { foreignFolders } from '../../src/envFiles/globs';
import { type DiskResult, type DiskSearch, searchDisk } from '../../src/envFiles/searchDisk';
import { figure, type Figure, median } from './figures';

const key = 'demo-key-searched';
const source = path.join(import.meta.dirname, '../../src/envFiles/searchWorker.ts');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { files: { type: 'string', default: '50000' }, runs: { type: 'string', default: '7' } },
  });
  const place = await mkdtemp(path.join(os.tmpdir(), 'search-'));
  try {
    const script = path.join(place, 'search.js');
    await build({ entryPoints: [source], outfile: script, bundle: true, minify: true, platform: 'node' });
    const folder = path.join(place, 'workspace');
    await makeFiles(folder, Number(values.files));
    const figures = await measure(script, folder, Number(values.runs));
    console.log(JSON.stringify(figures, undefined, 2));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** A fifth of the files are where no search looks; ten of the others hold the key. */
async function makeFiles(folder: string, count: number): Promise<void> {
  const line = 'export const value = "some text as it is in any source";\n';
  for (let index = 0; index < count; index += 50) {
    const top = index % 250 === 0 ? 'node_modules' : `part${index % 7}`;
    const below = path.join(folder, top, `module${index}`, 'src');
    await mkdir(below, { recursive: true });
    await Promise.all(
      Array.from({ length: 50 }, (_, each) =>
        writeFile(path.join(below, `file${each}.ts`), line.repeat(20 + ((index + each) % 60))),
      ),
    );
  }
  for (let each = 0; each < 10; each++) {
    const below = path.join(folder, `app${each}`);
    await mkdir(below);
    await writeFile(path.join(below, '.env'), `SINCH_KEY_ID=${key}\nSINCH_KEY_SECRET=demo-secret\n`);
  }
}

async function measure(script: string, folder: string, runs: number): Promise<readonly Figure[]> {
  const search: DiskSearch = {
    folders: [
      { path: folder, hidden: foreignFolders, hiddenBeside: [], notSearched: [], followsLinks: true },
    ],
    words: [key],
    unsaved: [],
  };
  const ours: Run[] = [];
  const theirs: number[] = [];
  const cancels: number[] = [];
  const idle: number[] = [];
  let searched = 0;
  for (let run = 0; run < runs; run++) {
    theirs.push(await ripgrep(folder));
    const { found, progressed, ...figures } = await searchOnce(script, search);
    ours.push(figures);
    searched = progressed;
    if (found.hits.length !== 10 || !found.complete)
      throw new Error(`${found.hits.length} files were found.`);
    idle.push((await blocked(() => setTimeout(figures.ms)))[1].block);
    cancels.push(await cancel(script, search, run / runs));
  }
  const of = (what: keyof Run) => ours.map(run => run[what]);
  const baseline = median(theirs);
  const ratios = of('ms').map(ms => ms / baseline);
  const index = await measureIndex(script, search, runs);
  return [
    ...index,
    figure(`key-use search, ${searched} files`, 'ms', of('ms')),
    figure('ripgrep, the same files', 'ms', theirs),
    figure('search, over ripgrep', '×', ratios, { goal: 3, note: 'complete' }),
    figure('search, longest block', 'ms', of('block'), {
      goal: 20,
      note: `idle ${median(idle).toFixed(1)} ms`,
    }),
    figure('search, work of the host’s own thread', 'ms', of('active'), { note: 'all of it, not one block' }),
    figure('search, cancelled after', 'ms', cancels, { goal: 50 }),
    figure('search, memory', 'MB', of('rss'), { goal: 20 }),
  ];
}

/** As many keys as thirty full projects have. */
const keyCount = 300;

/** The search that knows at first which files use which keys, and those that follow when one file was saved. */
async function measureIndex(script: string, search: DiskSearch, runs: number): Promise<readonly Figure[]> {
  const { signal } = new AbortController();
  const words = [key, ...Array.from({ length: keyCount - 1 }, () => randomUUID())];
  const index: DiskSearch = { ...search, words, withoutTexts: true };
  const changed = {
    ...index,
    folders: search.folders.map(folder => ({ ...folder, only: ['app0/.env'] })),
  };
  const whole: number[] = [];
  const one: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < runs; run++) {
    const [found, { ms }] = await blocked(() => searchDisk(script, index, { signal }));
    const before = process.cpuUsage();
    const [again, times] = await blocked(() => searchDisk(script, changed, { signal }));
    const { user, system } = process.cpuUsage(before);
    if (found.hits.length !== 10 || again.hits.length !== 1)
      throw new Error('The index is not what it should be.');
    whole.push(ms);
    one.push(times.ms);
    cpu.push((user + system) / 1000);
  }
  const note = `computed ${median(cpu).toFixed(1)} ms, then rests 49 times as long`;
  return [
    figure(`index of the uses of ${keyCount} keys`, 'ms', whole),
    figure('index, after a change of one file', 'ms', one, { note }),
  ];
}

interface Run {
  readonly ms: number;
  /** Milliseconds for which the event loop did not wait. */
  readonly active: number;
  /** The most milliseconds for which the event loop did nothing else; a busy machine shows such blocks when idle too. */
  readonly block: number;
  /** Megabytes the process grew by at most. */
  readonly rss: number;
}

async function searchOnce(
  script: string,
  search: DiskSearch,
): Promise<Run & { readonly found: DiskResult; readonly progressed: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  let progressed = 0;
  const { signal } = new AbortController();
  const onProgress = (_: number, of: number): void => {
    most = Math.max(most, process.memoryUsage.rss());
    progressed = of;
  };
  const [found, times] = await blocked(() => searchDisk(script, search, { signal, onProgress }));
  return { found, progressed, ...times, rss: (most - before) / 1024 / 1024 };
}

/** Does `work`, and measures it. */
async function blocked<T>(work: () => Promise<T>): Promise<[T, Omit<Run, 'rss'>]> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = performance.eventLoopUtilization();
  const from = performance.now();
  const result = await work();
  const ms = performance.now() - from;
  const { active } = performance.eventLoopUtilization(before);
  delay.disable();
  return [result, { ms, active, block: delay.max / 1e6 }];
}

/** Milliseconds from the order to stop until the search is over. @param share of the progress at which it is given */
async function cancel(script: string, search: DiskSearch, share: number): Promise<number> {
  const controller = new AbortController();
  let from = 0;
  const onProgress = (done: number, of: number): void => {
    if (from !== 0 || done < of * share) return;
    from = performance.now();
    controller.abort();
  };
  await searchDisk(script, search, { signal: controller.signal, onProgress }).catch(() => undefined);
  return performance.now() - from;
}

/** Milliseconds ripgrep takes to find the same. */
async function ripgrep(folder: string): Promise<number> {
  const excluded = foreignFolders.flatMap(glob => ['-g', `!${glob}`]);
  const from = performance.now();
  const args = ['--files-with-matches', '--hidden', '--no-ignore', '--follow', '--no-config', ...excluded];
  await once(spawn(rgPath, [...args, '--fixed-strings', key, folder], { stdio: 'ignore' }), 'exit');
  return performance.now() - from;
}

void main();
