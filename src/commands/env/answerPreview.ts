import { TabInputTextDiff, Uri, window } from 'vscode';
import { l10n } from '../../l10n';
import { UserError } from '../../ui/userError';
import type { Parts } from '../parts';

type PreviewParts = Pick<Parts, 'envFiles'>;

/**
 * Makes the change a preview shows. `argument`: the address of one of its sides, else the diff in the active tab.
 * @throws UserError if the preview is out of date
 */
export async function applyChange({ envFiles }: PreviewParts, argument: unknown): Promise<void> {
  const shown = shownChange(argument);
  if (shown && (await envFiles.preview.answer(shown, true))) return;
  throw new UserError(l10n.t('This preview is out of date. Nothing was changed. Insert the key again.'));
}

/** Closes a preview without a change. `argument`: the address of one of its sides, else the diff in the active tab. */
export async function discardChange({ envFiles }: PreviewParts, argument: unknown): Promise<void> {
  const shown = shownChange(argument);
  if (shown) await envFiles.preview.answer(shown, false);
}

function shownChange(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputTextDiff ? input.modified : undefined;
}
