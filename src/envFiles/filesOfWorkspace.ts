import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { anyOf } from './foreignFolders';

/** File systems VS Code can search. Asked about none of these, a search waits for ever for somebody who can. */
const searchable: ReadonlySet<string> = new Set(['file', 'vscode-remote', 'vscode-vfs']);

/** Of other file systems, every folder looked at may cost a call over the network. */
const deepest = 3;
const mostFolders = 200;

/**
 * The files of the workspace that match the glob `include` and none of `excluded`. Folders of a file system that VS Code
 * can't search are walked instead, not very deep: of them all files are found, whatever `include` says, save those below
 * a folder that one of `excluded` leaves out by its name alone.
 */
export async function filesOfWorkspace(
  include: string,
  excluded: readonly string[],
  most: number,
  token?: CancellationToken,
): Promise<readonly Uri[]> {
  const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const walked = roots.filter(({ scheme }) => !searchable.has(scheme));
  const leftOut = new Set(excluded.flatMap(glob => /^\*\*\/([^/*]+)\/\*\*$/.exec(glob)?.[1] ?? []));
  const found = await Promise.all([
    walked.length < roots.length ? workspace.findFiles(include, anyOf(excluded), most, token) : [],
    ...walked.map(root => walk(root, leftOut)),
  ]);
  return [...new Map(found.flat().map(uri => [uri.toString(), uri])).values()];
}

async function walk(root: Uri, leftOut: ReadonlySet<string>): Promise<readonly Uri[]> {
  const files: Uri[] = [];
  let folders: readonly Uri[] = [root];
  let looked = 0;
  for (let depth = 0; depth <= deepest && folders.length > 0 && looked < mostFolders; depth++) {
    const near = folders.slice(0, mostFolders - looked);
    looked += near.length;
    const entries = (await Promise.all(near.map(list))).flat();
    files.push(...entries.filter(({ type }) => type & FileType.File).map(({ uri }) => uri));
    folders = entries
      .filter(({ name, type }) => type === FileType.Directory && !leftOut.has(name))
      .map(({ uri }) => uri);
  }
  return files;
}

interface Entry {
  readonly uri: Uri;
  readonly name: string;
  readonly type: FileType;
}

/** Nothing of a folder that can't be read. */
async function list(folder: Uri): Promise<readonly Entry[]> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ uri: Uri.joinPath(folder, name), name, type }));
  } catch {
    return [];
  }
}
