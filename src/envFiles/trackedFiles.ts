import { FileType, Uri, workspace } from 'vscode';
import { exists, readAtMost, repositoryRoot } from './fileSystem';
import { indexedPaths } from './indexedPaths';
import { pathBelow } from './uriParts';

/**
 * Whether Git tracks files, as the index of the repository each is in says. Case does not matter, for some file systems
 * ignore it. Undefined where an index can't be read. Reads each index once.
 */
export class TrackedFiles {
  private readonly indexes = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  /** @param uri where the file really is */
  async has(uri: Uri): Promise<boolean | undefined> {
    const root = await repositoryRoot(uri);
    const name = root && pathBelow(root, uri);
    if (!root || name === undefined) return false;
    const key = root.toString();
    const index = this.indexes.get(key) ?? readIndex(root);
    this.indexes.set(key, index);
    return (await index)?.has(folded(name));
  }
}

/** The index of a million files takes a hundred megabytes. */
const maxIndexBytes = 256 * 1024 * 1024;
const maxPointerBytes = 64 * 1024;

async function readIndex(root: Uri): Promise<ReadonlySet<string> | undefined> {
  try {
    const folder = await gitFolder(root);
    const file = Uri.joinPath(folder, 'index');
    // A repository to which nothing was added has none.
    if (!(await exists(file))) return (await exists(Uri.joinPath(folder, 'HEAD'))) ? new Set() : undefined;
    const index = await readAtMost(file, maxIndexBytes);
    const paths = index && indexedPaths(index);
    return paths && new Set([...paths].map(folded));
  } catch {
    return undefined;
  }
}

/** In a submodule and in a further working tree, `.git` is a file that says where the folder is. */
async function gitFolder(root: Uri): Promise<Uri> {
  const entry = Uri.joinPath(root, '.git');
  if ((await workspace.fs.stat(entry)).type & FileType.Directory) return entry;
  const text = new TextDecoder().decode(await readAtMost(entry, maxPointerBytes));
  const target = /^gitdir: (.+?)\r?\n?$/.exec(text)?.[1] ?? '';
  if (!/^(?:\/|[A-Za-z]:)/.test(target)) return Uri.joinPath(root, target);
  return root.scheme === 'file' ? Uri.file(target) : root.with({ path: target });
}

function folded(name: string): string {
  return name.normalize().toLowerCase();
}
