import { direnvDotenv } from '../../../../src/dotenv/readers/direnvDotenv';
import { findProgram, output } from '../programs';
import type { FindOracles } from './oracle';
import { readEach } from './run';

/** direnv of the PATH: `direnv dotenv json`, which takes a process for each file. */
export const findDirenv: FindOracles = async ({ empty: cwd }) => {
  const program = findProgram('direnv');
  if (program === undefined) return [];
  const version = (await output(program, ['version'], { cwd }))?.trim();
  if (version === undefined) return [];
  const read = readEach(file => output(program, ['dotenv', 'json', file.path], { cwd }));
  return [{ name: 'direnv', version, model: direnvDotenv, share: 1 / 20, read }];
};
