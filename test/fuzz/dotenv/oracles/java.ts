import path from 'node:path';
import { javaProperties } from '../../../../src/dotenv/readers/javaProperties';
import { findProgram, output } from '../programs';
import type { FindOracles } from './oracle';
import { readList } from './run';

/** java.util.Properties. */
export const findJava: FindOracles = async ({ empty }) => {
  const java = findProgram('java');
  if (java === undefined) return [];
  const printed = await output(java, ['--version'], { cwd: empty });
  const [, version] = /^\S+ (\S+)/.exec(printed ?? '') ?? [];
  // A single file of source can be run since Java 11.
  if (version === undefined || parseInt(version) < 11) return [];
  const name = 'java.util.Properties';
  const driver = path.join(import.meta.dirname, '..', 'readers', 'ReadProperties.java');
  const read = readList({ program: java, args: [driver], cwd: empty }, name);
  return [{ name, version, model: javaProperties, share: 1, read }];
};
