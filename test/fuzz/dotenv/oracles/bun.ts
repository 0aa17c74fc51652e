import { existsSync } from 'node:fs';
import path from 'node:path';
import { bun, bunParseEnv } from '../../../../src/dotenv/readers/bun';
import { output } from '../programs';
import { installReaders } from './npm/install';
import type { FindOracles } from './oracle';
import { readEach, readList } from './run';

/** Bun as it loads the `.env` of its working folder, and its parser alone, which takes no process for each text. */
export const findBun: FindOracles = async place => {
  const modules = await installReaders(place);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const machine = process.arch === 'arm64' ? 'aarch64' : process.arch;
  const name = process.platform === 'win32' ? 'bun.exe' : 'bun';
  const program = path.join(modules ?? '', '@oven', `bun-${platform}-${machine}`, 'bin', name);
  if (modules === undefined || !existsSync(program)) return [];
  const version = (await output(program, ['--version'], { cwd: place.empty }))?.trim() ?? 'unknown';
  const print = 'process.stdout.write(JSON.stringify(process.env))';
  const driver = path.join(import.meta.dirname, '..', 'readers', 'parseEnv.mjs');
  return [
    {
      name: 'Bun',
      version,
      model: bun,
      share: 1 / 20,
      read: readEach(file => output(program, ['-e', print], { cwd: path.dirname(file.path) })),
    },
    {
      name: 'Bun, util.parseEnv',
      version,
      model: bunParseEnv,
      share: 1,
      read: readList({ program, args: [driver], cwd: place.empty }, 'bun parseEnv'),
    },
  ];
};
