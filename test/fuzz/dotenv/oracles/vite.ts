import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { viteOnNode20, viteOnNode22 } from '../../../../src/dotenv/readers/vite';
import { installedNodes, modelFor } from './node';
import { installReaders } from './npm/install';
import type { FindOracles } from './oracle';
import { readList } from './run';

/** Vite on the Node.js that runs this, and on 22, 24 and 26. */
export const findVite: FindOracles = async place => {
  const modules = await installReaders(place);
  if (modules === undefined) return [];
  const vite = path.join(modules, 'vite');
  const manifest = JSON.parse(await readFile(path.join(vite, 'package.json'), 'utf8')) as { version: string };
  const nodes = [
    { program: process.execPath, version: process.versions.node },
    ...(await installedNodes(place)),
  ];
  const driver = path.join(import.meta.dirname, '..', 'readers', 'vite.mjs');
  const args = [driver, path.join(vite, 'dist', 'node', 'index.js')];
  return nodes.map(({ program, version }) => ({
    name: `Vite on Node.js ${version}, loadEnv`,
    version: manifest.version,
    model: modelFor(version, viteOnNode20, viteOnNode22),
    share: 1,
    read: readList({ program, args, cwd: place.empty }, `vite ${version}`),
  }));
};
