import { writeFile } from 'node:fs/promises';
import { type Extension, extensions, type SecretStorage } from 'vscode';
import { createAndInsert, type Flow, type Rotated, rotate } from '../../../test/host/flows';

/** Milliseconds each request takes on the emulated network. */
const roundTrip = 100;

/** What one window of VS Code measured. */
export interface HostFigures {
  readonly creates: readonly Flow[];
  readonly rotations: readonly Rotated[];
  /** Milliseconds until the extensions are active. */
  readonly activation: { readonly ours: number; readonly empty: number };
}

/** VS Code calls this inside the extension host. Writes what it measured, or the error, to the file that `BENCH_FIGURES` names. */
export async function run(): Promise<void> {
  const { BENCH_FIGURES: file, BENCH_RUNS: runs } = process.env;
  if (file === undefined) throw new Error('BENCH_FIGURES must name a file.');
  const figures = await measure(Number(runs)).catch((error: unknown) => ({
    error: error instanceof Error ? error.stack : String(error),
  }));
  await writeFile(file, JSON.stringify(figures));
}

async function measure(runs: number): Promise<HostFigures> {
  // First of all, so that neither of the others is the first extension of the window.
  const vault = await named<SecretStorage>('sinch-access-keys.sinch-access-keys').activate();
  const empty = await activationOf(named('bench.empty'));
  const ours = await activationOf(named('bench.sinch-access-keys'));
  const creates: Flow[] = [];
  const rotations: Rotated[] = [];
  for (let each = 0; each < runs; each++) {
    creates.push(await createAndInsert({ vault, roundTrip, rows: true }));
    rotations.push(await rotate({ vault, roundTrip, rows: true }));
  }
  return { creates, rotations, activation: { ours, empty } };
}

function named<T>(id: string): Extension<T> {
  const extension = extensions.getExtension<T>(id);
  if (!extension) throw new Error(`There is no ${id}.`);
  return extension;
}

async function activationOf(extension: Extension<unknown>): Promise<number> {
  if (extension.isActive) throw new Error(`${extension.id} is active already.`);
  const from = performance.now();
  await extension.activate();
  return performance.now() - from;
}
