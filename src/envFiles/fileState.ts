import { FilePermission, FileSystemError, FileType, type TextDocument, Uri, workspace } from 'vscode';
import { access, constants, realpath, stat } from 'node:fs/promises';
import { pathBelow } from './uriParts';

/** Why a file can't be edited at all. */
export type FileRefusal =
  | 'folder'
  /** Neither a file nor a folder: a named pipe, as 1Password makes for `.env`, a device, or a link to nowhere. */
  | 'special'
  | 'readOnly'
  /** VS Code could not look at it. */
  | 'unreadable'
  /** Over 1 MiB. */
  | 'tooBig'
  | 'notUtf8'
  /** The editor still shows what the file held before something else changed it. */
  | 'stale';

export interface PresentFile {
  readonly kind: 'present';
  readonly uri: Uri;
  readonly document: TextDocument;
  /** What the editor shows, unsaved changes included. */
  readonly text: string;
  /** What the disk holds. */
  readonly onDisk: string;
  /** Where the file really is: elsewhere than `uri` where links lead there. */
  readonly real: Uri;
  /** It is or seems to be in the workspace, but a link leads out of it. */
  readonly leadsOutside: boolean;
}

export interface AbsentFile {
  readonly kind: 'absent';
  readonly uri: Uri;
}

export type FileState =
  PresentFile | AbsentFile | { readonly kind: 'refused'; readonly uri: Uri; readonly why: FileRefusal };

const mostBytes = 1024 * 1024;

/** Looks at a file without changing it, and opens nothing that is no text file: a named pipe would never end. */
export async function readFileState(uri: Uri): Promise<FileState> {
  const refused = (why: FileRefusal): FileState => ({ kind: 'refused', uri, why });
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return refused('readOnly');
  try {
    const { type, size, permissions = 0 } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) return refused('folder');
    if (!(type & FileType.File)) return refused('special');
    if (permissions & FilePermission.Readonly || (await isWriteProtected(uri))) return refused('readOnly');
    if (size > mostBytes) return refused('tooBig');
    const onDisk = decode(await workspace.fs.readFile(uri));
    if (onDisk === undefined) return refused('notUtf8');
    const document = await openText(uri);
    if (!document) return refused('notUtf8');
    const text = document.getText();
    const isUtf8 = document.encoding.startsWith('utf8');
    if (document.isDirty ? !isUtf8 : !sameLines(text, onDisk)) return refused(isUtf8 ? 'stale' : 'notUtf8');
    const place = await whereItIs(uri, Boolean(type & FileType.SymbolicLink));
    return { kind: 'present', uri, document, text, onDisk, ...place };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return error.code === 'FileNotFound' ? { kind: 'absent', uri } : refused('unreadable');
  }
}

/** The text of a UTF-8 file without its byte order mark; undefined where it is none. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** VS Code does not tell extensions about the permissions of files on disk. */
async function isWriteProtected({ scheme, fsPath }: Uri): Promise<boolean> {
  if (scheme !== 'file') return false;
  const anybodyWrites = 0o222;
  if (((await stat(fsPath)).mode & anybodyWrites) === 0) return true;
  return access(fsPath, constants.W_OK).then(
    () => false,
    () => true,
  );
}

/** Undefined for what VS Code takes for binary. */
async function openText(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** VS Code gives all lines of a file the same end when it reads it. */
function sameLines(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  return a === b || plain(a) === plain(b);
}

async function whereItIs(uri: Uri, isLink: boolean): Promise<Pick<PresentFile, 'real' | 'leadsOutside'>> {
  // Other file systems don't say where a link leads.
  if (uri.scheme !== 'file') return { real: uri, leadsOutside: isLink };
  const roots = (workspace.workspaceFolders ?? []).map(folder => folder.uri);
  const real = await realUri(uri);
  const realRoots = await Promise.all(roots.map(realUri));
  const seemsInside = isLink || roots.some(root => pathBelow(root, uri) !== undefined);
  const isInside = realRoots.some(root => pathBelow(root, real) !== undefined);
  const leadsOutside = seemsInside && !isInside;
  return { real: isLink || leadsOutside ? real : uri, leadsOutside };
}

/** Where links lead; the address itself where they lead nowhere, as of a workspace folder that is gone. */
async function realUri(uri: Uri): Promise<Uri> {
  if (uri.scheme !== 'file') return uri;
  return Uri.file(await realpath(uri.fsPath).catch(() => uri.fsPath));
}
