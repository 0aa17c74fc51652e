import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { realpath } from 'node:fs/promises';
import { fileName } from './uriParts';

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

/**
 * Where links lead, on the way too; of what is not there, where it would be. On file systems that don't say, the address
 * itself.
 */
export async function realUri(uri: Uri): Promise<Uri> {
  if (uri.scheme !== 'file') return uri;
  try {
    return Uri.file(await realpath(uri.fsPath));
  } catch {
    const folder = folderOf(uri);
    return folder.path === uri.path ? uri : Uri.joinPath(await realUri(folder), fileName(uri));
  }
}

/** What a file holds; undefined for what is no file, or bigger than `maxBytes`. Follows links. @throws FileSystemError */
export async function readAtMost(uri: Uri, maxBytes: number): Promise<Uint8Array | undefined> {
  const { type, size } = await workspace.fs.stat(uri);
  return type & FileType.File && size <= maxBytes ? workspace.fs.readFile(uri) : undefined;
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
