import { type Uri, workspace } from 'vscode';

export interface Folder {
  readonly uri: Uri;
  readonly name?: string;
}

/** Does `work` while the workspace has more folders than the one it was opened with. */
export async function withFolders(folders: readonly Folder[], work: () => Promise<void>): Promise<void> {
  await change(1, 0, folders);
  try {
    await work();
  } finally {
    await change(1, folders.length, []);
  }
}

async function change(at: number, count: number, folders: readonly Folder[]): Promise<void> {
  const changed = new Promise(resolve => {
    const listener = workspace.onDidChangeWorkspaceFolders(event => {
      listener.dispose();
      resolve(event);
    });
  });
  if (!workspace.updateWorkspaceFolders(at, count, ...folders))
    throw new Error('VS Code did not change the folders of the workspace.');

  await changed;
}
