import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runEdits } from './edits';
import { runModels } from './runModels';

/*
 * The long run, in two parts. First every program this machine has reads many texts, and its model must find the same.
 * Then many texts are edited, and what the engine promises is checked. Ends with exit code 1 on any failure.
 *
 * npm run test:fuzz -- --cases 100000 --seed 1 --part models --readers 'bash|Node'
 */
void main();

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string' },
      part: { type: 'string' },
      readers: { type: 'string', default: '' },
    },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'dotenv-fuzz-'));
  try {
    const [cases, seed] = [Number(options.cases), Number(options.seed ?? Date.now() % 0x7fffffff)];
    const parts = {
      models: (own: string) => runModels(own, { cases, seed, only: new RegExp(options.readers, 'i') }),
      edits: (own: string) => runEdits(own, { cases, seed, only: new RegExp(options.readers, 'i') }),
    };
    for (const [name, run] of Object.entries(parts)) {
      if (options.part !== undefined && options.part !== name) continue;
      const own = path.join(folder, name);
      await mkdir(own);
      if (!(await run(own))) process.exitCode = 1;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
