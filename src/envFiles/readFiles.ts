import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { type FileStat, FileSystemError, FileType, Uri, workspace } from 'vscode';

// VS Code's `workspace.fs` asks its window before each call, even where the file is on the disk of this extension host:
// a few milliseconds here, and a round trip of the network where the window is elsewhere. These ask the disk itself.

type Stat = Pick<FileStat, 'type' | 'size' | 'permissions'>;

/** What `workspace.fs.stat` says of a file or folder; of a link that leads nowhere, only that. @throws FileSystemError */
export async function statOf(uri: Uri): Promise<Stat> {
  if (uri.scheme !== 'file') return workspace.fs.stat(uri);
  return fromDisk<Stat>(uri, async () => {
    const own = await lstat(uri.fsPath);
    if (!own.isSymbolicLink()) return { type: typeOf(own), size: own.size };
    const target = await stat(uri.fsPath).catch(nothingThere);
    const type = target ? typeOf(target) : FileType.Unknown;
    return { type: type | FileType.SymbolicLink, size: (target ?? own).size };
  });
}

/** The content of a file. @throws FileSystemError */
export async function contentOf(uri: Uri): Promise<Uint8Array> {
  return uri.scheme === 'file' ? fromDisk(uri, () => readFile(uri.fsPath)) : workspace.fs.readFile(uri);
}

/** The names in a folder, with what each is, without links that can't be followed. @throws FileSystemError */
export async function entriesOf(folder: Uri): Promise<readonly (readonly [string, FileType])[]> {
  if (folder.scheme !== 'file') return workspace.fs.readDirectory(folder);
  const entries = await fromDisk(folder, () => readdir(folder.fsPath, { withFileTypes: true }));
  const found = await Promise.all(
    entries.map(async entry => {
      if (!entry.isSymbolicLink()) return [entry.name, typeOf(entry)] as const;
      const target = await statOf(Uri.joinPath(folder, entry.name)).catch(() => undefined);
      return target && ([entry.name, target.type] as const);
    }),
  );
  return found.filter(entry => entry !== undefined);
}

function typeOf(entry: { isFile(): boolean; isDirectory(): boolean }): FileType {
  if (entry.isFile()) return FileType.File;
  return entry.isDirectory() ? FileType.Directory : FileType.Unknown;
}

/** Runs `ask`; its failures become those of `workspace.fs`. */
async function fromDisk<T>(uri: Uri, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw isMissing(error) ? FileSystemError.FileNotFound(uri) : FileSystemError.Unavailable(uri);
  }
}

function nothingThere(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
