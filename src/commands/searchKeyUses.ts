import { workspace } from 'vscode';
import { l10n } from '../l10n';
import type { FoundUses, KeyUses } from '../envFiles/keyUses';
import type { AccessKey } from '../sinch/types';
import { withProgressIfSlow } from '../ui/progress';
import { isAbort } from '../ui/signal';
import type { Parts } from './parts';

/** The result of a search: `skipped` if the user cancelled it or it failed; `noFiles` if no folder is open. */
export type SearchedUses = Pick<KeyUses, 'uses' | 'incomplete'> | 'skipped' | 'noFiles';

/** What a search couldn't read, in one sentence; undefined if nothing. */
export function searchGap(searched: SearchedUses): string | undefined {
  switch (searched) {
    case 'noFiles':
      return undefined;
    case 'skipped':
      return l10n.t('The files in this workspace were not searched.');
    default:
      return searched.incomplete ? l10n.t('Some files in this workspace couldn’t be searched.') : undefined;
  }
}

/** What even a complete search leaves out, in one sentence. */
export function unsearchedSentence(): string {
  return l10n.t(
    'Not searched: other folders, files over 1 MB or in UTF-16, folders such as node_modules, and what the settings files.exclude and search.exclude hide.',
  );
}

/**
 * Looks for the files of the workspace that have the IDs of `keys`; the user can cancel it if it is slow.
 * @param unneeded aborted when nobody waits for the result any more
 */
export async function searchKeyUses(
  { envFiles, log }: Pick<Parts, 'envFiles' | 'log'>,
  keys: readonly AccessKey[],
  unneeded = new AbortController().signal,
): Promise<FoundUses | Extract<SearchedUses, string>> {
  if (!workspace.workspaceFolders?.length) return 'noFiles';
  const ids = keys.map(({ accessKeyId }) => accessKeyId);
  const [only] = keys;
  const title =
    keys.length === 1 && only
      ? l10n.t('Looking for files that use “{0}”…', only.displayName)
      : l10n.t('Looking for files that use the keys…');
  try {
    return await withProgressIfSlow(title, (signal, report) =>
      envFiles.keyUses.find(ids, {
        signal: AbortSignal.any([signal, unneeded]),
        onProgress: (done, of) => {
          report(l10n.t('{0} of {1} files', done, of));
        },
      }),
    );
  } catch (error) {
    // A search that fails must not prevent the deletion of a leaked key.
    if (!isAbort(error)) log.error('The files of the workspace could not be searched.', error);
    return 'skipped';
  }
}
