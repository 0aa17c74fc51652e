import { TabInputCustom, TabInputText, type Uri, window, workspace } from 'vscode';

/** The file of the active editor; VS Code has no text editor for one that a custom editor shows, only its tab. */
export function activeFile(): Uri | undefined {
  const { activeTextEditor, tabGroups } = window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  return activeTextEditor?.document.uri ?? (input instanceof TabInputCustom ? input.uri : undefined);
}

/** The files that the tabs show. What Git and previews show of a file is no file. */
export function shownFiles(): readonly Uri[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof TabInputText || input instanceof TabInputCustom ? [input.uri] : [],
    )
    .filter(({ scheme }) => workspace.fs.isWritableFileSystem(scheme) === true);
}
