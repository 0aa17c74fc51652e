import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { realpath } from 'node:fs/promises';
import { fileName } from './uriParts';

/** Whether VS Code finds a file or folder at the address. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}

/** The folder a file is in; for the root, the root itself. */
export function folderOf(uri: Uri): Uri {
  return Uri.joinPath(uri, '..');
}

/**
 * The address after following all links, those of folders included; for a missing file, where it would be. On file
 * systems that don't resolve links, the address itself.
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

/** A file's content; undefined if it isn't a file or exceeds `maxBytes`. Follows links. @throws FileSystemError */
export async function readAtMost(uri: Uri, maxBytes: number): Promise<Uint8Array | undefined> {
  const { type, size } = await workspace.fs.stat(uri);
  return type & FileType.File && size <= maxBytes ? workspace.fs.readFile(uri) : undefined;
}

/** The file system of the extension GitHub Repositories and similar ones: it shows a repository without its `.git`. */
const repositoryScheme = 'vscode-vfs';

/** The top folder of a file's repository: the nearest one above it with a `.git`. Undefined outside a repository. */
export async function repositoryRoot(uri: Uri): Promise<Uri | undefined> {
  if (uri.scheme === repositoryScheme) return workspace.getWorkspaceFolder(uri)?.uri;
  for (let folder = folderOf(uri); ; folder = folderOf(folder)) {
    if (await exists(Uri.joinPath(folder, '.git'))) return folder;
    if (folderOf(folder).path === folder.path) return undefined;
  }
}
