import { writeFile } from 'node:fs/promises';
import { extensions, type SecretStorage } from 'vscode';
import { createAndInsert, rotate } from '../../../test/host/flows';

/** Milliseconds each request takes on the emulated network. */
const roundTrip = 100;

/** VS Code calls this inside the extension host. Writes what it measured to the file that `BENCH_FIGURES` names. */
export async function run(): Promise<void> {
  const { BENCH_FIGURES: file, BENCH_RUNS: runs } = process.env;
  const stage = extensions.getExtension<SecretStorage>('sinch-access-keys.sinch-access-keys');
  if (file === undefined || !stage) throw new Error('BENCH_FIGURES and the stage are needed.');
  const figures = await measure(await stage.activate(), Number(runs)).catch((error: unknown) => ({
    error: error instanceof Error ? error.stack : String(error),
  }));
  await writeFile(file, JSON.stringify(figures));
}

async function measure(vault: SecretStorage, runs: number): Promise<object> {
  const creates = [];
  const rotations = [];
  for (let each = 0; each < runs; each++) {
    creates.push(await createAndInsert({ vault, roundTrip, rows: true }));
    rotations.push(await rotate({ vault, roundTrip, rows: true }));
  }
  return { creates, rotations };
}
