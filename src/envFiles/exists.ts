import { FileSystemError, type Uri, workspace } from 'vscode';

/** Whether there is something VS Code can see. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}
