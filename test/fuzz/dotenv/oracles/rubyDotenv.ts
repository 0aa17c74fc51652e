import path from 'node:path';
import type { Reader } from '../../../../src/dotenv/readers/reader';
import { rubyDotenv } from '../../../../src/dotenv/readers/rubyDotenv';
import { rubyDotenv24 } from '../../../../src/dotenv/readers/rubyDotenv24';
import { findProgram, output } from '../programs';
import type { FindOracles } from './oracle';
import { readList } from './run';

/** Ruby dotenv of the Ruby on the PATH. */
export const findRubyDotenv: FindOracles = async ({ empty: cwd }) => {
  const program = findProgram('ruby');
  if (program === undefined) return [];
  const print = 'require "dotenv"; puts Gem.loaded_specs["dotenv"].version';
  const version = (await output(program, ['-e', print], { cwd }))?.trim() ?? '';
  const model = modelOf(version);
  if (!model) return [];
  const args = ['-E', 'UTF-8', path.join(import.meta.dirname, '..', 'readers', 'read.rb')];
  const read = readList({ program, args, cwd }, `Ruby dotenv ${version}`);
  return [{ name: 'Ruby dotenv', version, model, share: 1, read }];
};

function modelOf(version: string): Reader | undefined {
  if (version.startsWith('2.4.')) return rubyDotenv24;
  return version.startsWith('3.2.') ? rubyDotenv : undefined;
}
