import { access, constants, lstat, open, readdir, stat } from 'node:fs/promises';
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

/** Doesn't wait for what comes out of a named pipe that took a file's place. Windows has no such flag. */
const readFlags = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** The content of a file; of nothing else on the disk, which may have no end. @throws FileSystemError */
export async function contentOf(uri: Uri): Promise<Uint8Array> {
  if (uri.scheme !== 'file') return workspace.fs.readFile(uri);
  return fromDisk(uri, async () => {
    const file = await open(uri.fsPath, readFlags);
    try {
      if (!(await file.stat()).isFile()) throw FileSystemError.Unavailable(uri);
      return await file.readFile();
    } finally {
      await file.close();
    }
  });
}

/**
 * Whether the disk forbids writing to a file: VS Code doesn't give extensions the permissions of files on disk.
 * @throws FileSystemError
 */
export async function isWriteProtected(uri: Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return false;
  const anybodyWrites = 0o222;
  return fromDisk(uri, async () => {
    if (((await stat(uri.fsPath)).mode & anybodyWrites) === 0) return true;
    try {
      await access(uri.fsPath, constants.W_OK);
      return false;
    } catch (error) {
      if (isMissing(error)) throw error;
      return true;
    }
  });
}

/** Whether two addresses, with all links followed, are of one file: on the disk, it may have several names. */
export async function isSameFile(one: Uri, other: Uri): Promise<boolean> {
  if (one.toString() === other.toString()) return true;
  const onDisk = [one, other].filter(({ scheme }) => scheme === 'file');
  const [own, others] = await Promise.all(
    onDisk.map(({ fsPath }) => stat(fsPath, { bigint: true }).catch(() => undefined)),
  );
  return own !== undefined && own.ino === others?.ino && own.dev === others.dev;
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
