import { Uri, workspace } from 'vscode';
import { exists } from './exists';
import { folderOf } from './uriParts';

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
