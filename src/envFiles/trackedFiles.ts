import { FileType, Uri, workspace } from 'vscode';
import { exists, realUri, repositoryRoot } from './fileSystem';
import { indexedPaths } from './indexedPaths';
import { pathBelow } from './uriParts';

/**
 * Whether Git tracks files, as the index of the repository each is in says, under its address or where links lead. Case
 * does not matter, for some file systems ignore it. Undefined where an index can't be read. Reads each index once.
 */
export class TrackedFiles {
  private readonly indexes = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  async has(uri: Uri): Promise<boolean | undefined> {
    const real = await realUri(uri);
    const addresses = real.path === uri.path ? [uri] : [uri, real];
    const answers = await Promise.all(addresses.map(address => this.isIndexed(address)));
    return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
  }

  private async isIndexed(uri: Uri): Promise<boolean | undefined> {
    const root = await repositoryRoot(uri);
    const name = root && pathBelow(root, uri);
    if (!root || name === undefined) return false;
    const key = root.toString();
    const index = this.indexes.get(key) ?? readIndex(root);
    this.indexes.set(key, index);
    return (await index)?.has(folded(name));
  }
}

async function readIndex(root: Uri): Promise<ReadonlySet<string> | undefined> {
  try {
    const folder = await gitFolder(root);
    const file = Uri.joinPath(folder, 'index');
    // A repository to which nothing was added has none.
    if (!(await exists(file))) return (await exists(Uri.joinPath(folder, 'HEAD'))) ? new Set() : undefined;
    const paths = indexedPaths(await workspace.fs.readFile(file));
    return paths && new Set([...paths].map(folded));
  } catch {
    return undefined;
  }
}

/** In a submodule and in a further working tree, `.git` is a file that says where the folder is. */
async function gitFolder(root: Uri): Promise<Uri> {
  const entry = Uri.joinPath(root, '.git');
  if ((await workspace.fs.stat(entry)).type & FileType.Directory) return entry;
  const text = new TextDecoder().decode(await workspace.fs.readFile(entry));
  const target = /^gitdir: (.+?)\r?\n?$/.exec(text)?.[1] ?? '';
  if (!/^(?:\/|[A-Za-z]:)/.test(target)) return Uri.joinPath(root, target);
  return root.scheme === 'file' ? Uri.file(target) : root.with({ path: target });
}

function folded(name: string): string {
  return name.normalize().toLowerCase();
}
