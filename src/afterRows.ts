import path from 'node:path';
import { Disposable } from 'vscode';
import type { StartParts } from './createParts';
import { CurrentUses } from './envFiles/currentUses';
import { diskFolders, searchDiskUses, watchDisk } from './envFiles/diskUses';

/**
 * Keeps known which files use the keys that are known. Bundled as a separate file, loaded once the view is shown; the
 * search’s thread runs `search.js` beside it.
 */
export function openAfterRows(
  { projects, keys, fileUses, log }: Pick<StartParts, 'projects' | 'keys' | 'fileUses' | 'log'>,
  searchScript = path.join(__dirname, 'search.js'),
): Disposable {
  const knownKeys = () =>
    projects.all().flatMap(({ id }) => {
      const state = keys.peek(id);
      return state.status === 'unknown' ? [] : state.keys.map(({ accessKeyId }) => accessKeyId);
    });
  const current = new CurrentUses({
    keyIds: () => (diskFolders().length > 0 ? knownKeys() : []),
    search: (what, signal) => searchDiskUses(searchScript, what, signal),
    uses: fileUses,
    log,
  });
  current.addKeys();
  return Disposable.from(
    current,
    keys.onDidChange(() => {
      current.addKeys();
    }),
    watchDisk({
      touch: uri => {
        current.touch(uri);
      },
      startAgain: () => {
        current.startAgain();
      },
    }),
  );
}
