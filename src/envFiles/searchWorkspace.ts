import { workspace, type WorkspaceFolder } from 'vscode';
import type { Logger } from '../ui/log';
import { foreignFolders } from './globs';
import type { FoundFile, Searched, SearchOptions } from './keyUses';
import { searchDisk } from './searchDisk';
import { keptFromSearches, searchedFolder } from './searchedFolders';
import { searchFiles } from './searchFiles';
import { hitIn, kindOf } from './searchHit';
import type { Targets } from './targets';
import { fileName } from './uriParts';

export interface WorkspaceSearch {
  readonly targets: Targets;
  /** The path of the built `searchWorker.ts`. */
  readonly script: string;
  readonly log: Logger;
}

/**
 * Looks for words in the files of the workspace. Files that the settings hide (`files.exclude`) or exclude from
 * searches (`search.exclude`) are left out, but a `.env` file only if it is hidden. Files that Git ignores are
 * included: these are the ones that hold secrets.
 * @throws an AbortError once `signal` is aborted
 */
export async function searchWorkspace(
  { targets, script, log }: WorkspaceSearch,
  words: readonly string[],
  options: SearchOptions,
): Promise<Searched> {
  const folders = workspace.workspaceFolders ?? [];
  const disk = folders.filter(({ uri }) => uri.scheme === 'file');
  const notSearched = keptFromSearches();
  const onDisk = await searchThread(script, disk, notSearched, words, options).catch((error: unknown) => {
    options.signal.throwIfAborted();
    log.warn(`The search has no thread of its own: ${String(error)}`);
    return undefined;
  });
  const roots = (onDisk ? folders.filter(folder => !disk.includes(folder)) : folders).map(({ uri }) => uri);
  const excluded = [...foreignFolders, ...notSearched];
  const others = await searchFiles({ roots, excluded, targets }, words, options);
  const all = [...(onDisk?.found ?? []), ...others.found];
  const each = new Map(all.map(found => [found.uri.toString(), found]));
  return {
    found: inOrder([...each.values()], targets),
    complete: onDisk?.complete !== false && others.complete,
  };
}

/** Searches folders on disk in a thread of its own. @throws if that can't be started or breaks down */
async function searchThread(
  script: string,
  folders: readonly WorkspaceFolder[],
  notSearched: readonly string[],
  words: readonly string[],
  options: SearchOptions,
): Promise<Searched> {
  if (folders.length === 0) return { found: [], complete: true };
  const unsaved = workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file');
  const texts = new Map(unsaved.map(open => [open.uri.toString(), open.getText()]));
  const search = {
    folders: folders.map(({ uri }) => searchedFolder(uri, notSearched)),
    words,
    unsaved: unsaved.map(({ uri }) => uri.fsPath),
  };
  const { hits, complete } = await searchDisk(script, search, options);
  const found = hits.flatMap(({ folder, path, hit }): readonly FoundFile[] => {
    const root = folders[folder]?.uri;
    const uri = root?.with({ path: `${root.path.replace(/\/$/, '')}/${path}` });
    const known = hit ?? (uri && hitIn(texts.get(uri.toString()) ?? '', words, kindOf(fileName(uri))));
    return uri && known ? [{ uri, hit: known }] : [];
  });
  return { found, complete };
}

function inOrder(found: readonly FoundFile[], targets: Targets): readonly FoundFile[] {
  const byUri = new Map(found.map(each => [each.uri, each]));
  const env = found.filter(({ hit }) => hit.kind === 'env').map(({ uri }) => uri);
  const text = found.filter(({ hit }) => hit.kind === 'text');
  return [
    ...targets.inOrder(env).flatMap(({ uri }) => byUri.get(uri) ?? []),
    ...text.toSorted((a, b) => a.uri.path.localeCompare(b.uri.path)),
  ];
}
