import { l10n, type Range, type Uri, window, workspace } from 'vscode';
import { UserError } from '../../ui/userError';

/** Shows a file in the editor. @throws UserError where that can't be done */
export async function openFile(uri: Uri, selection?: Range): Promise<void> {
  try {
    await window.showTextDocument(uri, selection && { selection });
  } catch (cause) {
    const name = workspace.asRelativePath(uri);
    throw new UserError(l10n.t('{0} could not be opened: it may have been moved or deleted.', name), {
      cause,
    });
  }
}
