// npm run bench: measures everything that is to be fast, beside what it is compared with. Prints a Markdown table, and
// writes it and the figures to `dist/bench.md` and `dist/bench.json`. `-- search calls` measures a part.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../test/run/projectFolders';
import { type Figure, tableOf } from './figures';

/** Each measures in a process of its own, one after another. */
const parts = ['calls', 'tree', 'search', 'dotenv', 'host'] as const;

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const figures: Figure[] = [];
  for (const part of parts.filter(each => asked.length === 0 || asked.includes(each))) {
    console.error(`Measuring: ${part}…`);
    figures.push(...(await measured(part)));
  }
  const [cpu] = os.cpus();
  const machine = `${os.availableParallelism()} × ${cpu?.model.trim() ?? 'unknown'}, Node.js ${process.version}`;
  const table = `${tableOf(figures)}\n\n${machine}\n`;
  const dist = path.join(projectRoot, 'dist');
  await mkdir(dist, { recursive: true });
  await writeFile(path.join(dist, 'bench.md'), table);
  await writeFile(path.join(dist, 'bench.json'), JSON.stringify({ machine, figures }, undefined, 2));
  console.log(table);
}

async function measured(part: string): Promise<readonly Figure[]> {
  const script = path.join(import.meta.dirname, `${part}.ts`);
  const program = spawn(process.execPath, ['--import=tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([
    text(program.stdout),
    once(program, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`Measuring ${part} failed.`);
  return JSON.parse(output) as readonly Figure[];
}

void main();
