import { existsSync } from 'node:fs';
import path from 'node:path';
import { rustDotenv } from '../../../../src/dotenv/readers/rustDotenv';
import { findProgram, output } from '../programs';
import type { FindOracles } from './oracle';
import { readList } from './run';

/** Where Debian installs the sources of the crate. */
const crate = '/usr/share/cargo/registry/dotenv-0.15.0/src/lib.rs';

/** The crate dotenv, built from the sources of Debian. */
export const findRustDotenv: FindOracles = async ({ folder, empty: cwd }) => {
  const compiler = findProgram('rustc');
  if (compiler === undefined || !existsSync(crate)) return [];
  const library = path.join(folder, 'libdotenv.rlib');
  const program = path.join(folder, 'rust-dotenv');
  const source = path.join(import.meta.dirname, '..', 'readers', 'load.rs');
  const build = (...args: readonly string[]): Promise<string | undefined> =>
    output(compiler, ['--edition', '2018', '--cap-lints', 'allow', ...args], { cwd, env: compilerEnv() });
  const isBuilt =
    (await build('--crate-name', 'dotenv', '--crate-type', 'rlib', '-o', library, crate)) !== undefined &&
    (await build('--extern', `dotenv=${library}`, '-o', program, source)) !== undefined;
  if (!isBuilt) return [];
  const read = readList({ program, args: [], cwd }, 'Rust dotenv');
  return [{ name: 'Rust dotenv', version: '0.15.0', model: rustDotenv, share: 1, read }];
};

/** It looks for its linker on the PATH, and for its toolchain in the home folder. */
function compilerEnv(): Readonly<Record<string, string>> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}
