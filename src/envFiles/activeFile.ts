import { TabInputCustom, type Uri, window } from 'vscode';

/** The file of the active editor; VS Code has no text editor for one that a custom editor shows, only its tab. */
export function activeFile(): Uri | undefined {
  const { activeTextEditor, tabGroups } = window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  return activeTextEditor?.document.uri ?? (input instanceof TabInputCustom ? input.uri : undefined);
}
