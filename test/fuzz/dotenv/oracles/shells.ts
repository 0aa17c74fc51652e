import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reader, Reading } from '../../../../src/dotenv/readers/reader';
import * as shells from '../../../../src/dotenv/readers/shells';
import { home } from '../../../../src/dotenv/readers/shellValues';
import { grepXargs, xargs } from '../../../../src/dotenv/readers/xargs';
import { findProgram, output } from '../programs';
import type { FindOracles, Oracle, Place } from './oracle';

/** The shells, sourcing the text with and without `set -a`, and bash exporting what xargs makes of it. */
export const findShells: FindOracles = async place => {
  const sh = findProgram('sh');
  if (sh === undefined || findProgram('/usr/bin/env') === undefined) return [];
  const found = await Promise.all([
    shell({ name: 'bash', models: [shells.bash, shells.bashSource], sh, place }),
    shell({ name: 'dash', models: [shells.dash, shells.dashSource], sh, place }),
    shell({ name: 'zsh', models: [shells.zsh, shells.zshSource], sh, place }),
  ]);
  const throughXargs = findProgram('/usr/bin/xargs') === undefined ? [] : xargsOracles(sh, place);
  return [...found.flat(), ...throughXargs];
};

/** A text takes a process of its own. */
const share = 1 / 10;

interface Shell {
  readonly name: string;
  /** With `set -a` and without. */
  readonly models: readonly [Reader, Reader];
  readonly sh: string;
  readonly place: Place;
}

async function shell({ name, models, sh, place }: Shell): Promise<readonly Oracle[]> {
  const program = findProgram(name);
  if (program === undefined) return [];
  const printed = await output(program, ['--version'], { cwd: place.empty });
  const [version = ''] = /\d+\.\d+(?:\.\d+)?/.exec(printed ?? '') ?? [];
  return models.map((model, index) => {
    const how = index === 0 ? 'set -a; . file' : '. file';
    const args = index === 0 ? [program, 'set -a'] : [program];
    return {
      name: `${name}, ${how}`,
      version,
      model,
      share,
      read: readWithShell(sh, 'readShell.sh', args, place),
    };
  });
}

function xargsOracles(sh: string, place: Place): readonly Oracle[] {
  return [xargs, grepXargs].map((model, index) => ({
    name: model.name,
    version: '',
    model,
    share,
    read: readWithShell(sh, 'readXargs.sh', index === 0 ? [] : ['grep'], place),
  }));
}

/** A read of many files by a script for a shell, which prints as readShell.sh does. */
export function readWithShell(
  sh: string,
  driver: string,
  args: readonly string[],
  place: Pick<Place, 'folder' | 'empty'>,
): Oracle['read'] {
  const list = path.join(place.folder, `${driver}${args.join('').replace(/\W/g, '')}.list`);
  return async files => {
    await writeFile(list, files.map(file => `${file.path}\n`).join(''));
    const file = path.join(import.meta.dirname, '..', 'readers', driver);
    const env = { PATH: place.empty, HOME: home };
    const printed = await output(sh, [file, list, ...args], { cwd: place.empty, env });
    if (printed === undefined) throw new Error(`${driver} failed.`);
    return readings(printed);
  };
}

/** What shells and make set themselves, and what they are given here. */
const own = new Set(
  'CURDIR GNUMAKEFLAGS HOME LOGNAME MAKEFILE_LIST MAKEFLAGS MAKELEVEL MFLAGS OLDPWD PATH PWD SHLVL _'.split(
    ' ',
  ),
);

/** Reads what the drivers print. */
function readings(printed: string): readonly Reading[] {
  const found: Reading[] = [];
  let variables = new Map<string, string>();
  let isWhole = false;
  for (const record of printed.split('\0').slice(0, -1)) {
    const sign = record.indexOf('=');
    const name = record.slice(0, Math.max(sign, 0));
    if (sign !== -1 && !own.has(name)) variables.set(name, record.slice(sign + 1));
    if (record === '+') isWhole = true;
    if (record !== '.') continue;
    found.push(isWhole ? { kind: 'variables', variables } : { kind: 'refused' });
    variables = new Map();
    isWhole = false;
  }
  return found;
}
