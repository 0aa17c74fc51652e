import { FileSystemError, Uri, workspace } from 'vscode';
import { realpath } from 'node:fs/promises';

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

/** The folder a file is in; that of a root is the root itself. */
export function folderOf(uri: Uri): Uri {
  return Uri.joinPath(uri, '..');
}

/** Where links lead; the address itself where they lead nowhere, and on file systems that don't say. */
export async function realUri(uri: Uri): Promise<Uri> {
  if (uri.scheme !== 'file') return uri;
  return Uri.file(await realpath(uri.fsPath).catch(() => uri.fsPath));
}

/** The file system of GitHub Repositories and its like: it shows a repository without its `.git`. */
const repositoryScheme = 'vscode-vfs';

/** The top folder of the repository a file is in: the nearest above it with a `.git`. Undefined in no repository. */
export async function repositoryRoot(uri: Uri): Promise<Uri | undefined> {
  if (uri.scheme === repositoryScheme) return workspace.getWorkspaceFolder(uri)?.uri;
  for (let folder = folderOf(uri); ; folder = folderOf(folder)) {
    if (await exists(Uri.joinPath(folder, '.git'))) return folder;
    if (folderOf(folder).path === folder.path) return undefined;
  }
}
