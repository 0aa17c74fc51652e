import { FileType, Uri, workspace } from 'vscode';
import { maxTextBytes } from '../dotenv/hazards';
import { programsOf, type Tool } from '../dotenv/readers/all';
import { folderOf, readAtMost } from './fileSystem';
import { entriesOf } from './readFiles';

/** Files that say what a folder is built with, by the patterns of their names. */
const signs: readonly (readonly [name: RegExp, tool: Tool])[] = [
  [/^(?:bun\.lockb?|bunfig\.toml)$/, 'bun'],
  [/^(?:docker-)?compose(?:\..+)?\.ya?ml$/, 'compose'],
  [/^\.envrc$/, 'direnv'],
  [/^\.env\.(?:keys|vault)$/, 'dotenvx'],
  [/^go\.mod$/, 'go'],
  [/^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, 'java'],
  [/^(?:GNU)?[Mm]akefile$/, 'make'],
  [/^next\.config\..+$/, 'next'],
  [/^composer\.json$/, 'php'],
  [/^(?:pyproject\.toml|requirements.*\.txt|Pipfile|setup\.py)$/, 'python'],
  [/^Gemfile$/, 'ruby'],
  [/^Cargo\.toml$/, 'rust'],
  [/^vite\.config\..+$/, 'vite'],
];

/** Packages that read `.env` files, as package.json names them. */
const packages: readonly (readonly [name: string, tool: Tool])[] = [
  ['@dotenvx/dotenvx', 'dotenvx'],
  ['next', 'next'],
  ['vite', 'vite'],
];

/**
 * The names of the programs that probably read a `.env` file: those every workspace has, and those that the files
 * beside it and in the folders above it, up to the workspace folder, point to.
 */
export async function programsFor(uri: Uri): Promise<ReadonlySet<string>> {
  const tools = await Promise.all(foldersAbove(uri).map(toolsIn));
  return programsOf(new Set(tools.flat()));
}

function foldersAbove(uri: Uri): readonly Uri[] {
  const top = workspace.getWorkspaceFolder(uri)?.uri.path;
  const folders = [folderOf(uri)];
  for (let folder = folderOf(uri); top !== undefined && folder.path.length > top.length;) {
    folder = folderOf(folder);
    folders.push(folder);
  }
  return folders;
}

async function toolsIn(folder: Uri): Promise<readonly Tool[]> {
  const entries = await entriesOf(folder).then(
    found => found,
    () => [],
  );
  const names = entries.filter(([, type]) => (type & FileType.Directory) === 0).map(([name]) => name);
  const found = signs.filter(([sign]) => names.some(name => sign.test(name))).map(([, tool]) => tool);
  return names.includes('package.json') ? [...found, ...(await toolsOfPackage(folder))] : found;
}

/** The tools among the dependencies; none if the file can't be read. */
async function toolsOfPackage(folder: Uri): Promise<readonly Tool[]> {
  try {
    const text = await readAtMost(Uri.joinPath(folder, 'package.json'), maxTextBytes);
    const manifest: unknown = JSON.parse(new TextDecoder().decode(text));
    const names = ['dependencies', 'devDependencies'].flatMap(field => keysOf(manifest, field));
    return packages.filter(([name]) => names.includes(name)).map(([, tool]) => tool);
  } catch {
    return [];
  }
}

function keysOf(value: unknown, field: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found: unknown = Object.entries(value).find(([name]) => name === field)?.[1];
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}
