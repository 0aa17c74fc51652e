import path from 'node:path';
import { Disposable } from 'vscode';
import type { StartParts } from './createParts';
import { CurrentUses } from './envFiles/currentUses';
import { diskFolders, searchDiskUses, watchDisk } from './envFiles/diskUses';
import { maxAgeDays } from './settings';
import { showOldKeys } from './tree/showOldKeys';

/**
 * Keeps known which files use the keys that are known, and shows which of these are old. Bundled as a separate file,
 * loaded once the view is shown; the search’s thread runs `search.js` beside it.
 */
export function openAfterRows(
  parts: Pick<StartParts, 'projects' | 'keys' | 'rotations' | 'fileUses' | 'tree' | 'log'>,
  searchScript = path.join(__dirname, 'search.js'),
): Disposable {
  const { projects, keys, fileUses, log } = parts;
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
  const updateKeys = (): void => {
    current.updateKeys();
  };
  updateKeys();
  return Disposable.from(
    current,
    showOldKeys(parts, maxAgeDays),
    keys.onDidChange(updateKeys),
    projects.onDidChange(updateKeys),
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
