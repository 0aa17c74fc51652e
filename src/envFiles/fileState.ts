import { FilePermission, FileSystemError, FileType, type TextDocument, type Uri, workspace } from 'vscode';
import { access, constants, stat } from 'node:fs/promises';
import { envFileKind } from '../dotenv/fileNames';
import { maxTextBytes } from '../dotenv/hazards';
import { nextChange } from './nextChange';
import { realUri } from './realUri';
import { fileName, pathBelow } from './uriParts';

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
  /** It is a link to a file that is shared with others, or to one that another tool keeps. */
  | 'leadsToTemplate'
  | 'leadsToReserved'
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
  /** It starts with a byte order mark, which neither of the two texts holds. */
  readonly hasMark: boolean;
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

/** How long the editor is waited for, where it still shows what something else has just changed: milliseconds. */
const patience = 1000;

/** Looks at a file without changing it, and opens nothing that is no text file: a named pipe would never end. */
export async function readFileState(uri: Uri): Promise<FileState> {
  const state = await look(uri);
  if (state.kind !== 'refused' || state.why !== 'stale') return state;
  await nextChange(uri, patience);
  return look(uri);
}

async function look(uri: Uri): Promise<FileState> {
  const refused = (why: FileRefusal): FileState => ({ kind: 'refused', uri, why });
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return refused('readOnly');
  try {
    const { type, size, permissions = 0 } = await workspace.fs.stat(uri);
    if (type & FileType.Directory) return refused('folder');
    if (!(type & FileType.File)) return refused('special');
    if (permissions & FilePermission.Readonly || (await isWriteProtected(uri))) return refused('readOnly');
    if (size > maxTextBytes) return refused('tooBig');
    const bytes = await workspace.fs.readFile(uri);
    const onDisk = decode(bytes);
    if (onDisk === undefined) return refused('notUtf8');
    const document = await openText(uri);
    if (!document) return refused('notUtf8');
    const text = document.getText();
    const isUtf8 = document.encoding.startsWith('utf8');
    if (document.isDirty ? !isUtf8 : !sameLines(text, onDisk)) return refused(isUtf8 ? 'stale' : 'notUtf8');
    const place = await whereItIs(uri, Boolean(type & FileType.SymbolicLink));
    const elsewhere = fileName(place.real) === fileName(uri) ? undefined : envFileKind(fileName(place.real));
    if (elsewhere === 'template') return refused('leadsToTemplate');
    if (elsewhere === 'reserved') return refused('leadsToReserved');
    return { kind: 'present', uri, document, text, onDisk, hasMark: startsWithMark(bytes), ...place };
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

function startsWithMark(bytes: Uint8Array): boolean {
  return [0xef, 0xbb, 0xbf].every((byte, index) => bytes[index] === byte);
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
