import { type Uri, workspace } from 'vscode';
import type { SearchedFolder } from './diskWalk';
import { foreignFolders, withoutBraces } from './globs';

type Globs = Readonly<Record<string, unknown>>;

/** The globs of the setting `search.exclude`. Those with a condition leave out nothing: rather too much is searched. */
export function keptFromSearches(): readonly string[] {
  return unconditional(workspace.getConfiguration('search').get<Globs>('exclude', {}));
}

function unconditional(globs: Globs): readonly string[] {
  return Object.entries(globs).flatMap(([glob, value]) => (value === true ? withoutBraces(glob) : []));
}

/** A folder of the workspace, and what the settings leave out below it. */
export function searchedFolder(uri: Uri, notSearched: readonly string[]): SearchedFolder {
  const hidden = workspace.getConfiguration('files', uri).get<Globs>('exclude', {});
  return {
    path: uri.fsPath,
    hidden: [...foreignFolders, ...unconditional(hidden)],
    hiddenBeside: Object.entries(hidden).flatMap(([glob, value]) => {
      const when = whenOf(value);
      return when === undefined ? [] : withoutBraces(glob).map(each => ({ glob: each, when }));
    }),
    notSearched,
    followsLinks: workspace.getConfiguration('search', uri).get('followSymlinks', true),
  };
}

/** The condition of an entry of `files.exclude`; undefined if it has none. */
function whenOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('when' in value)) return undefined;
  return typeof value.when === 'string' ? value.when : undefined;
}
