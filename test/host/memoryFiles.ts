import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from 'vscode';

/** A file system in memory, such as extensions bring for what is on no disk. */
export class MemoryFiles implements FileSystemProvider, Disposable {
  /** Comes before a file is written: it may wait, or throw. */
  onWrite: (() => Promise<void>) | undefined;
  readonly files = new Map<string, Uint8Array>();
  /** Files that nobody may write to. */
  readonly locked = new Set<string>();
  readonly unreadable = new Set<string>();
  private readonly folders = new Set<string>();
  private written = 0;
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly registration: Disposable;

  constructor(
    readonly scheme: string,
    options: { readonly isReadonly?: boolean } = {},
  ) {
    this.registration = workspace.registerFileSystemProvider(scheme, this, {
      isCaseSensitive: true,
      ...options,
    });
  }

  uri(path: string): Uri {
    return Uri.from({ scheme: this.scheme, path });
  }

  /** Puts a file there without asking anybody. */
  put(path: string, text: string): Uri {
    this.files.set(path, new TextEncoder().encode(text));
    return this.uri(path);
  }

  text(path: string): string | undefined {
    const bytes = this.files.get(path);
    return bytes && new TextDecoder().decode(bytes);
  }

  stat({ path }: Uri): FileStat {
    const bytes = this.files.get(path);
    if (!bytes && !this.isFolder(path)) throw FileSystemError.FileNotFound(path);
    return {
      type: bytes ? FileType.File : FileType.Directory,
      ctime: 0,
      mtime: this.written,
      size: bytes?.byteLength ?? 0,
      ...(this.locked.has(path) ? { permissions: FilePermission.Readonly } : {}),
    };
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    if (!this.isFolder(path)) throw FileSystemError.FileNotFound(path);
    const entries = this.below(path).map((rest): [string, FileType] => {
      const [name = '', ...deeper] = rest.split('/');
      return [name, deeper.length > 0 ? FileType.Directory : FileType.File];
    });
    return [...new Map(entries)];
  }

  readFile({ path }: Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (!bytes) throw FileSystemError.FileNotFound(path);
    if (this.unreadable.has(path)) throw FileSystemError.NoPermissions(path);
    return bytes;
  }

  async writeFile({ path }: Uri, content: Uint8Array): Promise<void> {
    await this.onWrite?.();
    this.files.set(path, content);
    this.written += 1;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  createDirectory({ path }: Uri): void {
    this.folders.add(path);
  }

  delete({ path }: Uri): void {
    this.files.delete(path);
  }

  rename(): void {
    throw FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
  }

  private isFolder(path: string): boolean {
    return path === '/' || this.folders.has(path) || this.below(path).length > 0;
  }

  private below(folder: string): readonly string[] {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    return [...this.files.keys()]
      .filter(path => path.startsWith(start))
      .map(path => path.slice(start.length));
  }
}
