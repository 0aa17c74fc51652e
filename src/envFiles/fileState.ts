import type { Uri } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import type { TextEdit } from '../dotenv/textEdit';
import { fileName } from './uriParts';

/** Why a file can't be edited at all. */
export type FileRefusal =
  | 'folder'
  /** Neither a file nor a folder: a named pipe (1Password makes one for `.env`), a device, or a broken link. */
  | 'special'
  | 'readOnly'
  /** Its path, or the path of its link target, has a line break or another control character. */
  | 'controlCharacter'
  /** VS Code couldn't read it. */
  | 'unreadable'
  /** Over 1 MiB. */
  | 'tooBig'
  | 'notUtf8'
  /** `template`: its name says that it is shared with others. `reserved`: another tool manages it. */
  | 'template'
  | 'reserved'
  /** It is a link to a template or a reserved file. */
  | 'leadsToTemplate'
  | 'leadsToReserved'
  /** The editor doesn't show a change by another program yet. */
  | 'stale';

export type LineBreak = '\n' | '\r\n';

/** A file as the editor has it now. */
export interface EditorText {
  readonly isDirty: boolean;
  readonly eol: LineBreak;
  /**
   * Edits the current text in one undo step. @param eol the new line break of all lines, if it is to change
   * @returns false if the editor made no edit
   */
  edit(edits: readonly TextEdit[], eol?: LineBreak): Promise<boolean>;
  /** @returns false if the file can't be saved */
  save(): Promise<boolean>;
}

/** Where a file is. */
export interface Place {
  /** The address after following all links, those of folders included. */
  readonly real: Uri;
  /** The file itself is a link. */
  readonly isLink: boolean;
  /** Its address is or may be in the workspace, but a link leads out of it. */
  readonly leadsOutside: boolean;
  /** VS Code's local history keeps a copy of it each time it is saved. */
  readonly isInHistory: boolean;
}

export interface PresentFile extends Place {
  readonly kind: 'present';
  readonly uri: Uri;
  readonly editor: EditorText;
  /** What the editor shows, unsaved changes included. */
  readonly text: string;
  /** The text on disk. */
  readonly onDisk: string;
  /** On disk, it starts with a byte order mark; `text` and `onDisk` don't include it. */
  readonly hasMark: boolean;
}

/** A file that doesn't exist; its place is where it would be. */
export interface AbsentFile extends Place {
  readonly kind: 'absent';
  readonly uri: Uri;
}

export interface RefusedFile {
  readonly kind: 'refused';
  readonly uri: Uri;
  readonly why: FileRefusal;
}

export type FileState = PresentFile | AbsentFile | RefusedFile;

/** The file operations that insertions and rotations need. */
export interface FilePort {
  /** Reads a file from the editor and the disk without changing it. */
  read(uri: Uri): Promise<FileState>;
  /** The text on disk; undefined if there is no UTF-8 file. */
  readDisk(uri: Uri): Promise<string | undefined>;
  /** Creates an empty file. `exists`: there is already a file. */
  create(uri: Uri): Promise<'created' | 'exists' | 'failed'>;
  /** Calls back for every file that is saved or closed. @returns ends the calls when disposed */
  watch(listener: (uri: Uri, event: 'saved' | 'closed') => void): { dispose(): unknown };
}

/** Reads a file that is to get a secret; refuses a template or a reserved file by its name, without reading it. */
export async function readSecretFile(files: FilePort, uri: Uri): Promise<FileState> {
  const kind = envFileKind(fileName(uri));
  return kind === 'template' || kind === 'reserved' ? { kind: 'refused', uri, why: kind } : files.read(uri);
}
