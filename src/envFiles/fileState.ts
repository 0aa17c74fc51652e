import type { Uri } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import type { TextEdit } from '../dotenv/textEdit';
import { fileName } from './uriParts';

/** Why a file can't be edited at all. */
export type FileRefusal =
  | 'folder'
  /** Neither a file nor a folder: a named pipe, as 1Password makes for `.env`, a device, or a link to nowhere. */
  | 'special'
  | 'readOnly'
  /** Its path, or that of what it links to, has a line break or another control character. */
  | 'controlCharacter'
  /** VS Code could not look at it. */
  | 'unreadable'
  /** Over 1 MiB. */
  | 'tooBig'
  | 'notUtf8'
  /** It is shared with others, or another tool keeps it. */
  | 'template'
  | 'reserved'
  /** It is a link to such a file. */
  | 'leadsToTemplate'
  | 'leadsToReserved'
  /** The editor still shows what the file held before something else changed it. */
  | 'stale';

export type LineBreak = '\n' | '\r\n';

/** A file as the editor has it now. */
export interface EditorText {
  readonly isDirty: boolean;
  readonly eol: LineBreak;
  /**
   * Makes edits of the present text in one step to undo. @param eol the line break of all lines, where it is to change
   * @returns false where the editor made none
   */
  edit(edits: readonly TextEdit[], eol?: LineBreak): Promise<boolean>;
  /** @returns false where it can't be saved */
  save(): Promise<boolean>;
}

/** Where a file is. */
export interface Place {
  /** Where links lead, on the way too. */
  readonly real: Uri;
  /** It is a link itself. */
  readonly isLink: boolean;
  /** It is or seems to be in the workspace, but a link leads out of it. */
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
  /** What the disk holds. */
  readonly onDisk: string;
  /** It starts with a byte order mark, which neither of the two texts holds. */
  readonly hasMark: boolean;
}

/** A file that is not there; its place is where it would be. */
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

/** What insertions and rotations need of the editor and the disk. */
export interface FilePort {
  /** Looks at a file without changing it. */
  read(uri: Uri): Promise<FileState>;
  /** What the disk holds; undefined where there is no UTF-8 file. */
  readDisk(uri: Uri): Promise<string | undefined>;
  /** Makes an empty file. `exists`: there is one already. */
  create(uri: Uri): Promise<'created' | 'exists' | 'failed'>;
  /** Tells of every file that is saved, or that the editor closes. @returns what ends that */
  watch(listener: (uri: Uri, event: 'saved' | 'closed') => void): { dispose(): unknown };
}

/** Looks at a file that is to get a secret: the name alone may rule that out. */
export async function readSecretFile(files: FilePort, uri: Uri): Promise<FileState> {
  const kind = envFileKind(fileName(uri));
  return kind === 'template' || kind === 'reserved' ? { kind: 'refused', uri, why: kind } : files.read(uri);
}
