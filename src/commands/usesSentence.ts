import { workspace } from 'vscode';
import { l10n } from '../l10n';
import { listed } from './listed';
import { type SearchedUses, searchGap, unsearchedSentence } from './searchKeyUses';

/** With more names, a modal dialog gets too long. */
const maxFiles = 6;

/** Which files have the ID of a key, in an array with one sentence; empty if there are no files to search. */
export function usesSentence(searched: SearchedUses): readonly string[] {
  if (searched === 'noFiles') return [];
  const files = searched === 'skipped' ? [] : searched.uses.map(({ uri }) => workspace.asRelativePath(uri));
  if (files.length > 0) return [l10n.t('These files have its key ID: {0}.', listed(files, maxFiles))];
  const none = l10n.t('No file in this workspace has its key ID.');
  return [searchGap(searched) ?? `${none} ${unsearchedSentence()}`];
}
