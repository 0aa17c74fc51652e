import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { make } from '../../../../src/dotenv/readers/make';
import { findProgram, output } from '../programs';
import type { FindOracles } from './oracle';
import { readWithShell } from './shells';

/** GNU make, including the text in a Makefile that exports all. */
export const findMake: FindOracles = async ({ folder, empty }) => {
  const [program, sh] = [findProgram('make'), findProgram('sh')];
  if (program === undefined || sh === undefined || findProgram('/usr/bin/env') === undefined) return [];
  const printed = await output(program, ['--version'], { cwd: empty });
  const [, version] = /^GNU Make (\S+)/.exec(printed ?? '') ?? [];
  if (version === undefined) return [];
  const makefile = path.join(folder, 'Makefile');
  await writeFile(makefile, 'include .env\nexport\nread-env:\n\t@/usr/bin/env -0\n');
  const read = readWithShell(sh, 'readMake.sh', [program, makefile], { folder, empty });
  return [{ name: 'make, include and export', version, model: make, share: 1 / 10, read }];
};
