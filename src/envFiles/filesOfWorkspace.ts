import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { anyOf } from './globs';

/** File systems that VS Code can search. With folders of other file systems only, a search would never end. */
const searchable: ReadonlySet<string> = new Set(['file', 'vscode-remote', 'vscode-vfs']);

/** Limits for other file systems, where every folder may cost a call over the network. */
const maxDepth = 3;
const maxFolders = 200;

export interface FoundFiles {
  readonly uris: readonly Uri[];
  /** False if there are more files, or may be: in folders that weren't read. */
  readonly complete: boolean;
}

/**
 * The files of the workspace that match the glob `include` and none of `excluded`, at most `max` of them. Folders on a
 * file system that VS Code can't search are walked instead, up to a limited depth. All their files are returned,
 * whatever `include` says, except those below a folder that one of `excluded` leaves out by its name alone.
 * @param roots the folders of the workspace that are searched; all by default, and all if one of them is on a file
 *   system that VS Code can search
 */
export async function filesOfWorkspace(
  include: string,
  excluded: readonly string[],
  max: number,
  token?: CancellationToken,
  roots: readonly Uri[] = (workspace.workspaceFolders ?? []).map(({ uri }) => uri),
): Promise<FoundFiles> {
  const walked = roots.filter(({ scheme }) => !searchable.has(scheme));
  const leftOut = new Set(excluded.flatMap(glob => /^\*\*\/([^/*]+)\/\*\*$/.exec(glob)?.[1] ?? []));
  const search = async (): Promise<FoundFiles> => {
    const uris = await workspace.findFiles(include, anyOf(excluded), max + 1, token);
    return { uris: uris.slice(0, max), complete: uris.length <= max };
  };
  const found = await Promise.all([
    ...(walked.length < roots.length ? [search()] : []),
    ...walked.map(root => walk(root, leftOut)),
  ]);
  const each = new Map(found.flatMap(({ uris }) => uris).map(uri => [uri.toString(), uri]));
  return { uris: [...each.values()], complete: found.every(({ complete }) => complete) };
}

async function walk(root: Uri, leftOut: ReadonlySet<string>): Promise<FoundFiles> {
  const files: Uri[] = [];
  let folders: readonly Uri[] = [root];
  let looked = 0;
  let complete = true;
  for (let depth = 0; depth <= maxDepth && folders.length > 0 && looked < maxFolders; depth++) {
    const near = folders.slice(0, maxFolders - looked);
    looked += near.length;
    const lists = await Promise.all(near.map(list));
    complete &&= near.length === folders.length && !lists.includes(undefined);
    const entries = lists.flatMap(entries => entries ?? []);
    files.push(...entries.filter(({ type }) => type & FileType.File).map(({ uri }) => uri));
    folders = entries
      .filter(({ name, type }) => type === FileType.Directory && !leftOut.has(name))
      .map(({ uri }) => uri);
  }
  return { uris: files, complete: complete && folders.length === 0 };
}

interface Entry {
  readonly uri: Uri;
  readonly name: string;
  readonly type: FileType;
}

/** The entries of a folder; undefined if it can't be read. */
async function list(folder: Uri): Promise<readonly Entry[] | undefined> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ uri: Uri.joinPath(folder, name), name, type }));
  } catch {
    return undefined;
  }
}
