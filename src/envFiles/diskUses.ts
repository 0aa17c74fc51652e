import { Disposable, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { type FoundUses, type LookedAt, mostFiles, TooManyUses } from './changedUses';
import { insideMatcher } from './globMatcher';
import { searchDisk } from './searchDisk';
import { keptFromSearches, searchedFolder } from './searchedFolders';
import { pathBelow } from './uriParts';

/**
 * The folders of the workspace whose files are searched without being asked to: those on disk. Others may be far away,
 * and cost a request for each file.
 */
export function diskFolders(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

/**
 * Looks for key IDs in the saved files of the folders on disk, as the search for the uses of a key does.
 * @param script the path of the built `searchWorker.ts`
 * @throws an AbortError once `signal` is aborted, TooManyUses; any other error if no thread can be started or it breaks
 * down
 */
export async function searchDiskUses(
  script: string,
  { keyIds, only }: LookedAt,
  signal: AbortSignal,
): Promise<FoundUses> {
  const folders = diskFolders();
  const notSearched = keptFromSearches();
  const search = {
    folders: folders.map(({ uri }) => ({
      ...searchedFolder(uri, notSearched),
      // A change is told of the file itself, and links can lead to one file on a great many ways.
      followsLinks: false,
      ...(only && { only: pathsBelow(uri, only) }),
    })),
    words: keyIds,
    unsaved: [],
    withoutTexts: true,
    most: mostFiles + 1,
  };
  const { hits } = await searchDisk(script, search, { signal });
  if (hits.length > mostFiles) throw new TooManyUses();
  return new Map(
    hits.flatMap(({ folder, path, hit }) => {
      const root = folders[folder]?.uri;
      const uri = root?.with({ path: `${root.path.replace(/\/$/, '')}/${path}` });
      return uri && hit ? [[uri.toString(), hit.lines]] : [];
    }),
  );
}

/** The paths of files and folders relative to `root`, of those that are in it; empty for `root` itself. */
function pathsBelow(root: Uri, uris: readonly string[]): readonly string[] {
  return uris.flatMap(each => {
    const uri = Uri.parse(each, true);
    return uri.path === root.path ? '' : (pathBelow(root, uri) ?? []);
  });
}

export interface DiskChanges {
  /** Called with the URI of a file or folder that was made, changed or deleted, unless no search looks at it. */
  readonly touch: (uri: string) => void;
  /** Called when other folders are open, or other files are to be searched. */
  readonly startAgain: () => void;
}

/** Tells of changes in the folders on disk, until disposed. */
export function watchDisk({ touch, startAgain }: DiskChanges): Disposable {
  const leftOut = new Map<string, (path: string) => boolean>();
  const look = (uri: Uri): void => {
    const root = uri.scheme === 'file' ? workspace.getWorkspaceFolder(uri)?.uri : undefined;
    if (!root) return;
    const isLeftOut = leftOut.get(root.toString()) ?? insideMatcher(searchedFolder(root, []).hidden);
    leftOut.set(root.toString(), isLeftOut);
    const path = pathBelow(root, uri);
    if (path === undefined || !isLeftOut(path)) touch(uri.toString());
  };
  const restart = (): void => {
    leftOut.clear();
    startAgain();
  };
  const watcher = workspace.createFileSystemWatcher('**/*');
  return Disposable.from(
    watcher,
    watcher.onDidCreate(look),
    watcher.onDidChange(look),
    watcher.onDidDelete(look),
    // Sooner than the watcher.
    workspace.onDidSaveTextDocument(({ uri }) => {
      look(uri);
    }),
    workspace.onDidChangeWorkspaceFolders(restart),
    workspace.onDidChangeConfiguration(change => {
      if (['files.exclude', 'search.exclude'].some(setting => change.affectsConfiguration(setting)))
        restart();
    }),
  );
}
