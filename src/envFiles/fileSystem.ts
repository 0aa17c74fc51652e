import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { realpath } from 'node:fs/promises';
import { contentOf, statOf } from './readFiles';
import { fileName } from './uriParts';

/** Whether VS Code finds a file or folder at the address. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await statOf(uri);
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
  const { type, size } = await statOf(uri);
  if (!(type & FileType.File) || size > maxBytes || (await mayBeEndless(uri, size))) return undefined;
  return contentOf(uri);
}

/**
 * Whether a file says that it is empty and lies where Linux makes files while they are read, some of which never end: a
 * link in a repository may lead there.
 */
export async function mayBeEndless(uri: Uri, size: number): Promise<boolean> {
  return uri.scheme === 'file' && size === 0 && /^\/(?:proc|sys|dev)\//.test((await realUri(uri)).path);
}

/** The file system of the extension GitHub Repositories and similar ones: it shows a repository without its `.git`. */
const repositoryScheme = 'vscode-vfs';

/** The top folder of a file's repository: the first of `repositoryRoots`. */
export async function repositoryRoot(uri: Uri, known?: KnownFolders): Promise<Uri | undefined> {
  return (await repositoryRoots(uri, known))[0];
}

/**
 * The top folders of the repositories a file is in: the folders above it with a `.git`, the nearest first. Git passes
 * over one that is a folder without what it needs; if there is nothing better, the nearest of those is taken all the
 * same. Empty outside a repository.
 * @param known what was asked before; several files that are asked about at once share it
 */
export async function repositoryRoots(uri: Uri, known: KnownFolders = new Map()): Promise<readonly Uri[]> {
  if (uri.scheme === repositoryScheme) {
    const root = workspace.getWorkspaceFolder(uri)?.uri;
    return root ? [root] : [];
  }
  // All at once: on most machines, there is no `.git` up to the root.
  const found = await Promise.all(
    foldersAbove(uri).map(async folder => {
      const key = folder.toString();
      const asked = known.get(key) ?? repositoryIn(folder);
      known.set(key, asked);
      return { folder, repository: await asked };
    }),
  );
  const roots = (wanted: 'complete' | 'incomplete'): readonly Uri[] =>
    found.filter(({ repository }) => repository === wanted).map(({ folder }) => folder);
  const complete = roots('complete');
  return complete.length > 0 ? complete : roots('incomplete').slice(0, 1);
}

/** Which folders have a `.git`, by address, as far as that was asked. */
export type KnownFolders = Map<string, Promise<'complete' | 'incomplete' | undefined>>;

/** The folders a file is in, the nearest first. */
function foldersAbove(uri: Uri): readonly Uri[] {
  const folders: Uri[] = [];
  for (let folder = folderOf(uri); folder.path !== folders.at(-1)?.path; folder = folderOf(folder))
    folders.push(folder);
  return folders;
}

/** Whether a folder has a `.git` that is a file, or a folder that Git takes for that of a repository. */
async function repositoryIn(folder: Uri): Promise<'complete' | 'incomplete' | undefined> {
  const git = Uri.joinPath(folder, '.git');
  if (!(await exists(git))) return undefined;
  return (await isComplete(git)) ? 'complete' : 'incomplete';
}

async function isComplete(git: Uri): Promise<boolean> {
  try {
    if (!((await statOf(git)).type & FileType.Directory)) return true;
    const head = Uri.joinPath(git, 'HEAD');
    const bytes = await readAtMost(head, maxHeadBytes);
    // A link is enough for Git if it leads to where branches are, though there may be no file.
    if (!bytes) return ((await statOf(head)).type & FileType.SymbolicLink) !== 0;
    if (!/^(?:ref:\s*refs\/|[0-9a-f]{40})/.test(new TextDecoder().decode(bytes))) return false;
    const shared = Uri.joinPath(git, 'commondir');
    const common = (await exists(shared))
      ? gitPath(await realUri(git), (await readText(shared, maxHeadBytes)).trim())
      : git;
    const folders = await Promise.all(['objects', 'refs'].map(name => exists(Uri.joinPath(common, name))));
    return !folders.includes(false);
  } catch (error) {
    // Git passes over one that it may not read, but the Git of another user may read it.
    if (error instanceof FileSystemError) return error.code !== 'FileNotFound';
    throw error;
  }
}

/** More than a hash, the name of a branch or a path needs. */
const maxHeadBytes = 16 * 1024;

/** The text of a file that is read as a part of a repository. @throws FileSystemError also if it is no file or too big */
export async function readText(uri: Uri, maxBytes: number): Promise<string> {
  const bytes = await readAtMost(uri, maxBytes);
  if (!bytes) throw FileSystemError.Unavailable(uri);
  return new TextDecoder().decode(bytes);
}

/** The address of a path as Git writes it: absolute, or relative to a folder. */
export function gitPath(folder: Uri, path: string): Uri {
  if (!/^(?:\/|[A-Za-z]:)/.test(path)) return Uri.joinPath(folder, path);
  return folder.scheme === 'file' ? Uri.file(path) : folder.with({ path });
}
