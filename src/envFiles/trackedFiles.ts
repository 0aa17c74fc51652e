import { FileType, Uri } from 'vscode';
import { exists, gitPath, readAtMost, readText, realUri } from './fileSystem';
import { indexedPaths } from './indexedPaths';
import { statOf } from './readFiles';
import { pathBelow } from './uriParts';

/**
 * Tells from the indexes of repositories whether Git tracks files. Ignores case, because some file systems do. Reads
 * each index once.
 */
export class TrackedFiles {
  private readonly indexes = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  /**
   * @param root the top folder of the file's repository
   * @param uri the file's address with all links followed
   * @returns undefined if the index can't be read
   */
  async has(root: Uri, uri: Uri): Promise<boolean | undefined> {
    const name = pathBelow(root, uri);
    if (name === undefined) return false;
    const key = root.toString();
    const index = this.indexes.get(key) ?? readIndex(root);
    this.indexes.set(key, index);
    return (await index)?.has(folded(name));
  }
}

/** An index of a million files has about a hundred megabytes. */
const maxIndexBytes = 256 * 1024 * 1024;
const maxPointerBytes = 64 * 1024;
const maxConfigBytes = 1024 * 1024;

async function readIndex(root: Uri): Promise<ReadonlySet<string> | undefined> {
  try {
    const folder = await gitFolder(root);
    if (!folder || !(await isWorkingTree(root, folder))) return undefined;
    const file = Uri.joinPath(folder, 'index');
    // Where this can't be read, Git may take the folder for no repository, and ask one above.
    await readText(Uri.joinPath(folder, 'HEAD'), maxPointerBytes);
    // A repository to which nothing was added has no index.
    if (!(await exists(file))) return new Set();
    const index = await readAtMost(file, maxIndexBytes);
    return index && (await indexedPaths(index, folded));
  } catch {
    return undefined;
  }
}

/**
 * The Git folder of a working tree. In a submodule and a linked working tree, `.git` is a file with its path; undefined
 * if it has none.
 */
async function gitFolder(root: Uri): Promise<Uri | undefined> {
  const entry = Uri.joinPath(root, '.git');
  if ((await statOf(entry)).type & FileType.Directory) return entry;
  const target = /^gitdir: (.+?)\r?\n?$/.exec(await readText(entry, maxPointerBytes))?.[1];
  return target === undefined ? undefined : gitPath(root, target);
}

/**
 * Whether the paths in the index are those below `root`: the setting `core.worktree` can name any folder, and names the
 * own one in a submodule. Git reads it in these two files only. What only looks like the setting counts as well.
 */
async function isWorkingTree(root: Uri, gitFolder: Uri): Promise<boolean> {
  const real = await realUri(gitFolder);
  for (const file of ['config', 'config.worktree'].map(name => Uri.joinPath(real, name))) {
    const text = (await exists(file)) ? await readText(file, maxConfigBytes) : '';
    for (const [, value = ''] of text.matchAll(/(?:^|[\s\]])worktree[ \t]*=([^\n]*)/gi)) {
      const top = await realUri(gitPath(real, value.trim().replace(/^"(.*)"$/, '$1')));
      if (top.path.replace(/\/$/, '') !== root.path.replace(/\/$/, '')) return false;
    }
  }
  return true;
}

function folded(name: string): string {
  return name.normalize().toLowerCase();
}
