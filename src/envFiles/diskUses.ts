import { Disposable, Uri, workspace, type WorkspaceFolder } from 'vscode';
import { type FoundUses, type LookedAt, mostFiles, TooManyUses } from './changedUses';
import type { SearchedFolder } from './diskWalk';
import { type GlobMatcher, insideMatcher } from './globMatcher';
import { globOf } from './globs';
import { searchDisk } from './searchDisk';
import { keptFromSearches, searchedFolder } from './searchedFolders';
import { fileName, pathBelow } from './uriParts';

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
      ...ownFolder(uri, notSearched),
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

/**
 * A folder of the workspace without the others in it: as everywhere in VS Code, a file belongs to the innermost, whose
 * settings count.
 */
function ownFolder(root: Uri, notSearched: readonly string[]): SearchedFolder {
  const folder = searchedFolder(root, notSearched);
  const inner = diskFolders().flatMap(({ uri }) => pathBelow(root, uri) ?? []);
  return { ...folder, hidden: [...folder.hidden, ...inner.map(globOf)] };
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
  const rules = new Map<string, FolderRules>();
  const rulesOf = (root: Uri): FolderRules => {
    const known = rules.get(root.toString()) ?? rulesFor(root);
    rules.set(root.toString(), known);
    return known;
  };
  const rootOf = (uri: Uri): Uri | undefined =>
    uri.scheme === 'file' ? workspace.getWorkspaceFolder(uri)?.uri : undefined;
  const isSearched = (root: Uri, uri: Uri, isFolder: boolean): boolean => {
    const path = pathBelow(root, uri);
    return path === undefined || !rulesOf(root).isLeftOut(path, isFolder);
  };
  const look = (uri: Uri): void => {
    const root = rootOf(uri);
    if (root && isSearched(root, uri, false)) touch(uri.toString());
  };
  // What makes others hidden, or shown, may be hidden itself.
  const lookAround = (uri: Uri): void => {
    look(uri);
    const root = rootOf(uri);
    const folder = Uri.joinPath(uri, '..');
    if (root && rulesOf(root).hidesOthers(fileName(uri)) && isSearched(root, folder, true))
      touch(folder.toString());
  };
  const restart = (): void => {
    rules.clear();
    startAgain();
  };
  const watcher = workspace.createFileSystemWatcher('**/*');
  return Disposable.from(
    watcher,
    watcher.onDidCreate(lookAround),
    watcher.onDidChange(look),
    watcher.onDidDelete(lookAround),
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

interface FolderRules {
  /** Whether no search looks at a path. */
  readonly isLeftOut: GlobMatcher;
  /** Whether other files are left out beside one of this name. */
  readonly hidesOthers: (name: string) => boolean;
}

function rulesFor(root: Uri): FolderRules {
  const { hidden, hiddenBeside } = searchedFolder(root, []);
  const conditions = hiddenBeside.map(({ when }) => when.split('$(basename)'));
  return {
    isLeftOut: insideMatcher(hidden),
    hidesOthers: name =>
      conditions.some(([start = '', ...rest]) =>
        rest.length === 0 ? name === start : name.startsWith(start) && name.endsWith(rest.at(-1) ?? ''),
      ),
  };
}
