import assert from 'node:assert/strict';
import { posix } from 'node:path';
import type { Uri } from 'vscode';
import { applyEdits } from '../../src/dotenv/textEdit';
import type { EditorText, FilePort, FileRefusal, FileState, Place } from '../../src/envFiles/fileState';

/** The address of a file on disk, outside VS Code. */
class FileUri {
  readonly scheme = 'file';
  readonly authority = '';
  readonly query = '';
  readonly fragment = '';

  constructor(readonly path: string) {}

  get fsPath(): string {
    return this.path;
  }

  with({ path = this.path }: { readonly path?: string }): FileUri {
    return new FileUri(path);
  }

  toString(): string {
    return `file://${this.path}`;
  }

  toJSON(): string {
    return this.path;
  }
}

export function fileUri(path: string): Uri {
  const uri: unknown = new FileUri(path);
  assert.ok(isUri(uri));
  return uri;
}

/** It has all that is asked of one where there is no VS Code. */
function isUri(value: unknown): value is Uri {
  return value instanceof FileUri;
}

interface OpenFile {
  onDisk: string;
  text: string;
}

type Listener = Parameters<FilePort['watch']>[0];

/** An editor with files, all in memory. */
export class MemoryEditor implements FilePort {
  private readonly files = new Map<string, OpenFile>();
  private readonly listeners = new Set<Listener>();
  /** Files that can't be edited at all. */
  readonly refused = new Map<string, FileRefusal>();
  /** Where files are that are not just where their paths say. */
  readonly places = new Map<string, Partial<Place>>();
  /** What goes wrong: nothing can be created or edited; nothing can be saved; another program changes what is saved. */
  trouble: 'noEdit' | 'noSave' | 'changesOnSave' | undefined;
  /** Runs before each look at a file. */
  onRead: (() => void) | undefined;
  /** How many edits and saves were made. */
  readonly counts = { edits: 0, saves: 0 };

  put(path: string, onDisk: string, text = onDisk): Uri {
    this.files.set(path, { onDisk, text });
    return fileUri(path);
  }

  /** What the disk holds, and what the editor shows. */
  get(path: string): Readonly<OpenFile> | undefined {
    return this.files.get(path);
  }

  read(uri: Uri): Promise<FileState> {
    this.onRead?.();
    const why = this.refused.get(uri.path);
    if (why) return Promise.resolve({ kind: 'refused', uri, why });
    const file = this.files.get(uri.path);
    const place = {
      real: uri,
      isLink: false,
      leadsOutside: false,
      isInHistory: false,
      ...this.places.get(uri.path),
    };
    if (!file) return Promise.resolve({ kind: 'absent', uri, ...place });
    const { text, onDisk } = file;
    const editor = this.editorOf(uri, file);
    return Promise.resolve({
      kind: 'present',
      uri,
      editor,
      text,
      onDisk,
      hasMark: false,
      ...place,
    });
  }

  readDisk(uri: Uri): Promise<string | undefined> {
    return Promise.resolve(this.files.get(uri.path)?.onDisk);
  }

  create(uri: Uri): Promise<'created' | 'exists' | 'failed'> {
    if (this.files.has(uri.path)) return Promise.resolve('exists');
    if (this.trouble === 'noEdit' || posix.dirname(uri.path) === '/missing') return Promise.resolve('failed');
    this.put(uri.path, '');
    return Promise.resolve('created');
  }

  watch(listener: Listener): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Saves a file as the user does. */
  save(uri: Uri): Promise<boolean> {
    const file = this.files.get(uri.path);
    if (!file || this.trouble === 'noSave') return Promise.resolve(false);
    this.counts.saves += 1;
    file.onDisk = this.trouble === 'changesOnSave' ? 'OTHER=1\n' : file.text;
    file.text = file.onDisk;
    this.tell(uri, 'saved');
    return Promise.resolve(true);
  }

  close(uri: Uri): void {
    this.tell(uri, 'closed');
  }

  private tell(uri: Uri, event: 'saved' | 'closed'): void {
    for (const listener of this.listeners) listener(uri, event);
  }

  private editorOf(uri: Uri, file: OpenFile): EditorText {
    return {
      get isDirty() {
        return file.text !== file.onDisk;
      },
      eol: file.text.includes('\r\n') ? '\r\n' : '\n',
      edit: edits => {
        if (this.trouble === 'noEdit') return Promise.resolve(false);
        this.counts.edits += 1;
        file.text = applyEdits(file.text, edits);
        return Promise.resolve(true);
      },
      save: () => this.save(uri),
    };
  }
}
