import { FilePermission, FileSystemError, FileType, type TextDocument, type Uri, workspace } from 'vscode';
import { open } from 'node:fs/promises';
import { envFileKind } from '../dotenv/fileNames';
import { maxTextBytes } from '../dotenv/hazards';
import { editorText } from './editDocument';
import type { FilePort, FileRefusal, FileState, Place } from './fileState';
import { exists, mayBeEndless, realUri } from './fileSystem';
import { isInLocalHistory } from './localHistory';
import { contentOf, isWriteProtected, statOf } from './readFiles';
import { fileName, pathBelow } from './uriParts';

/** Reads and creates files with VS Code. `read` opens only regular files: reading a named pipe would never end. */
export const editorFiles: FilePort = {
  async read(uri) {
    const state = await look(uri);
    if (state.kind !== 'refused' || state.why !== 'stale') return state;
    await nextChange(uri, maxStaleMs);
    return look(uri);
  },

  async readDisk(uri) {
    try {
      return decode(await contentOf(uri));
    } catch (error) {
      if (error instanceof FileSystemError) return undefined;
      throw error;
    }
  },

  /**
   * On disk, only the owner may read the file. It has that mode from the start: set after the content, everyone on the
   * machine could read the file in between. VS Code keeps the mode when it saves.
   */
  async create(uri) {
    const ownerOnly = 0o600;
    try {
      if (uri.scheme === 'file') await (await open(uri.fsPath, 'wx', ownerOnly)).close();
      else if (await exists(uri)) return 'exists';
      else await workspace.fs.writeFile(uri, new Uint8Array());
      return 'created';
    } catch (error) {
      const isExpected = error instanceof FileSystemError || (error instanceof Error && 'code' in error);
      if (!isExpected) throw error;
      return (await exists(uri)) ? 'exists' : 'failed';
    }
  },

  watch(listener) {
    const saves = workspace.onDidSaveTextDocument(({ uri }) => {
      listener(uri, 'saved');
    });
    // Where its language changes, VS Code says that a document was closed and opened: it stays open, with its edits.
    const closes = workspace.onDidCloseTextDocument(({ uri, isClosed }) => {
      if (isClosed) listener(uri, 'closed');
    });
    return {
      dispose() {
        saves.dispose();
        closes.dispose();
      },
    };
  },
};

const controlCharacter = /\p{Cc}/u;

/** Milliseconds to wait for the editor if it doesn't show a change by another program yet. */
const maxStaleMs = 1000;

async function look(uri: Uri): Promise<FileState> {
  const refused = (why: FileRefusal): FileState => ({ kind: 'refused', uri, why });
  if (controlCharacter.test(uri.path)) return refused('controlCharacter');
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return refused('readOnly');
  try {
    const { type, size, permissions = 0 } = await statOf(uri);
    if (type & FileType.Directory) return refused('folder');
    if (!(type & FileType.File) || (await mayBeEndless(uri, size))) return refused('special');
    if (permissions & FilePermission.Readonly || (await isWriteProtected(uri))) return refused('readOnly');
    if (size > maxTextBytes) return refused('tooBig');
    const [bytes, place] = await Promise.all([
      contentOf(uri),
      placeOf(uri, Boolean(type & FileType.SymbolicLink)),
    ]);
    const onDisk = decode(bytes);
    if (onDisk === undefined) return refused('notUtf8');
    const document = await openText(uri);
    if (!document) {
      // It may be gone by now.
      await statOf(uri);
      return refused('notUtf8');
    }
    const text = document.getText();
    const isUtf8 = document.encoding.startsWith('utf8');
    if (document.isDirty ? !isUtf8 : !sameLines(text, onDisk)) return refused(isUtf8 ? 'stale' : 'notUtf8');
    if (controlCharacter.test(place.real.path)) return refused('controlCharacter');
    const elsewhere = fileName(place.real) === fileName(uri) ? undefined : envFileKind(fileName(place.real));
    if (elsewhere === 'template') return refused('leadsToTemplate');
    if (elsewhere === 'reserved') return refused('leadsToReserved');
    const editor = editorText(document);
    return { kind: 'present', uri, editor, text, onDisk, hasMark: startsWithMark(bytes), ...place };
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    if (error.code !== 'FileNotFound') return refused('unreadable');
    return { kind: 'absent', uri, ...(await placeOf(uri, false)) };
  }
}

/** The text of UTF-8 bytes without their byte order mark; undefined if they aren't UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWithMark(bytes: Uint8Array): boolean {
  return [0xef, 0xbb, 0xbf].every((byte, index) => bytes[index] === byte);
}

/** The document; undefined if VS Code takes the file for binary or can't read it. */
async function openText(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Whether two texts are equal apart from line breaks: VS Code makes these uniform when it reads a file. */
function sameLines(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  return a === b || plain(a) === plain(b);
}

async function placeOf(uri: Uri, isLink: boolean): Promise<Place> {
  const history = workspace.getConfiguration('workbench.localHistory', uri);
  const isInHistory = isInLocalHistory(fileName(uri), {
    enabled: history.get('enabled'),
    exclude: history.get('exclude'),
  });
  // Other file systems don't say where a link leads.
  if (uri.scheme !== 'file') return { real: uri, isLink, leadsOutside: isLink, isInHistory };
  const roots = (workspace.workspaceFolders ?? []).map(folder => folder.uri);
  const real = await realUri(uri);
  const realRoots = await Promise.all(roots.map(realUri));
  const seemsInside = isLink || roots.some(root => pathBelow(root, uri) !== undefined);
  const isInside = realRoots.some(root => pathBelow(root, real) !== undefined);
  return { real, isLink, leadsOutside: seemsInside && !isInside, isInHistory };
}

/** Waits until a document changes or is closed, but at most `maxMs` milliseconds. */
function nextChange(uri: Uri, maxMs: number): Promise<void> {
  const address = uri.toString();
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(limit);
      for (const subscription of subscriptions) subscription.dispose();
      resolve();
    };
    const limit = setTimeout(end, maxMs);
    const subscriptions = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === address) end();
      }),
      workspace.onDidCloseTextDocument(document => {
        if (document.uri.toString() === address) end();
      }),
    ];
  });
}
