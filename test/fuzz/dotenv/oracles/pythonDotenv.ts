import path from 'node:path';
import { pythonDotenv, pythonDotenv122 } from '../../../../src/dotenv/readers/pythonDotenv';
import { findProgram, output } from '../programs';
import type { FindOracles, Oracle, Place } from './oracle';
import { readList } from './run';

/** python-dotenv of the Python on the PATH, and of the one Debian installs. */
export const findPythonDotenv: FindOracles = async place => {
  const found = await Promise.all(['python3', '/usr/bin/python3'].map(name => oracleOf(name, place)));
  return [...new Map(found.flat().map(oracle => [oracle.version, oracle])).values()];
};

async function oracleOf(name: string, { empty: cwd }: Place): Promise<readonly Oracle[]> {
  const program = findProgram(name);
  if (program === undefined) return [];
  const printed = await output(program, ['-c', 'import dotenv.version as v; print(v.__version__)'], { cwd });
  if (printed === undefined) return [];
  const version = printed.trim();
  const isOld = version.localeCompare('1.2.2', 'en', { numeric: true }) <= 0;
  const args = ['-X', 'utf8', path.join(import.meta.dirname, '..', 'readers', 'load.py')];
  return [
    {
      name: 'python-dotenv',
      version,
      model: isOld ? pythonDotenv122 : pythonDotenv,
      share: 1,
      read: readList({ program, args, cwd }, `python-dotenv ${version}`),
    },
  ];
}
