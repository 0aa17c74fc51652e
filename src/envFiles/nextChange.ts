import { type Uri, workspace } from 'vscode';

/** Waits until the text of a document is another, or the document is closed; at most so many milliseconds. */
export function nextChange(uri: Uri, most: number): Promise<void> {
  const address = uri.toString();
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(limit);
      for (const subscription of subscriptions) subscription.dispose();
      resolve();
    };
    const limit = setTimeout(end, most);
    const subscriptions = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === address) end();
      }),
      workspace.onDidCloseTextDocument(document => {
        if (document.uri.toString() === address) end();
      }),
    ];
  });
}
