import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Reader } from '../../../../src/dotenv/readers/reader';
import { node20, node22 } from '../../../../src/dotenv/readers/node';
import { output } from '../programs';
import { installReaders } from './npm/install';
import type { FindOracles, Oracle, Place } from './oracle';
import { readEach, readList } from './run';

const drivers = path.join(import.meta.dirname, '..', 'readers');

/** Node.js, by all its ways to read a file: the one that runs this, and 22, 24 and 26. */
export const findNode: FindOracles = async place => {
  const running = { program: process.execPath, version: process.versions.node };
  const others = (await installedNodes(place)).filter(({ version }) => version !== running.version);
  return [running, ...others].flatMap(node => waysOf(node, place));
};

export interface InstalledNode {
  /** Absolute path. */
  readonly program: string;
  /** As in 22.23.3. */
  readonly version: string;
}

/** The versions of Node.js that come from the npm registry. */
export async function installedNodes(place: Place): Promise<readonly InstalledNode[]> {
  const modules = await installReaders(place);
  if (modules === undefined) return [];
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = [22, 24, 26].map(async major => {
    const program = path.join(modules, `node${major}-${process.platform}-${process.arch}`, 'bin', name);
    if (!existsSync(program)) return [];
    const version = (await output(program, ['--version'], { cwd: place.empty }))?.trim().slice(1);
    return version === undefined ? [] : [{ program, version }];
  });
  return (await Promise.all(found)).flat();
}

/** The model for a version of Node.js. */
export function modelFor<Model extends Reader>(version: string, before22: Model, from22: Model): Model {
  return Number.parseInt(version, 10) < 22 ? before22 : from22;
}

function waysOf({ program, version }: InstalledNode, { empty: cwd }: Place): readonly Oracle[] {
  const model = modelFor(version, node20, node22);
  const lists = [
    ['util.parseEnv', 'parseEnv.mjs', 1],
    ['process.loadEnvFile', 'read.mjs', 1 / 10],
  ] as const;
  const print = 'process.stdout.write(JSON.stringify(process.env))';
  return [
    ...lists.map(([name, driver, share]) => ({
      name: `Node.js, ${name}`,
      version,
      model,
      share,
      read: readList({ program, args: [path.join(drivers, driver)], cwd }, `${name} ${version}`),
    })),
    {
      name: 'Node.js, --env-file',
      version,
      model,
      share: 1 / 500,
      read: readEach(file => output(program, [`--env-file=${file.path}`, '-e', print], { cwd })),
    },
  ];
}
