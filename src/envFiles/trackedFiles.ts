import { FileType, Uri } from 'vscode';
import { exists, readAtMost } from './fileSystem';
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

async function readIndex(root: Uri): Promise<ReadonlySet<string> | undefined> {
  try {
    const folder = await gitFolder(root);
    const file = Uri.joinPath(folder, 'index');
    // A repository to which nothing was added has no index.
    if (!(await exists(file))) return (await exists(Uri.joinPath(folder, 'HEAD'))) ? new Set() : undefined;
    const index = await readAtMost(file, maxIndexBytes);
    return index && (await indexedPaths(index, folded));
  } catch {
    return undefined;
  }
}

/** The Git folder of a working tree. In a submodule and a linked working tree, `.git` is a file with its path. */
async function gitFolder(root: Uri): Promise<Uri> {
  const entry = Uri.joinPath(root, '.git');
  if ((await statOf(entry)).type & FileType.Directory) return entry;
  const text = new TextDecoder().decode(await readAtMost(entry, maxPointerBytes));
  const target = /^gitdir: (.+?)\r?\n?$/.exec(text)?.[1] ?? '';
  if (!/^(?:\/|[A-Za-z]:)/.test(target)) return Uri.joinPath(root, target);
  return root.scheme === 'file' ? Uri.file(target) : root.with({ path: target });
}

function folded(name: string): string {
  return name.normalize().toLowerCase();
}
