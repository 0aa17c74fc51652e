import { existsSync } from 'node:fs';
import path from 'node:path';
import { godotenv } from '../../../../src/dotenv/readers/godotenv';
import { findProgram, output } from '../programs';
import type { FindOracles } from './oracle';
import { readList } from './run';

/** Where Debian installs the sources of Go packages, and of what version its godotenv is. */
const gopath = '/usr/share/gocode';
const version = '1.5.1';

/** godotenv, built from the sources of Debian. */
export const findGodotenv: FindOracles = async ({ folder, empty: cwd }) => {
  const compiler = findProgram('go');
  if (compiler === undefined || !existsSync(path.join(gopath, 'src/github.com/joho/godotenv'))) return [];
  const program = path.join(folder, 'godotenv');
  const source = path.join(import.meta.dirname, '..', 'readers', 'read.go');
  const env = { GO111MODULE: 'off', GOPATH: gopath, GOCACHE: path.join(folder, 'go'), HOME: folder };
  const built = await output(compiler, ['build', '-o', program, source], { cwd, env });
  if (built === undefined) return [];
  return [
    {
      name: 'godotenv',
      version,
      model: godotenv,
      share: 1,
      read: readList({ program, args: [], cwd }, 'godotenv'),
    },
  ];
};
