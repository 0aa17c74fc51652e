import { FileSystemError, FileType, type Uri, workspace } from 'vscode';
import { maxTextBytes } from '../dotenv/hazards';

export type Searchable =
  /** Holds at least one of the words; or is what the editor shows and nobody has saved. */
  | { readonly kind: 'text'; readonly text: string }
  /** Holds none of the words, or is binary. */
  | { readonly kind: 'nothing' }
  /** Over 1 MiB, no regular file, or not to be read. */
  | { readonly kind: 'unread' };

/** The text of a file that may hold one of `words`. What an editor shows and has not saved counts, not the disk. */
export async function searchableText(uri: Uri, words: readonly string[]): Promise<Searchable> {
  const shown = workspace.textDocuments.find(({ isDirty, uri: its }) => isDirty && same(its, uri));
  if (shown) return { kind: 'text', text: shown.getText() };
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if (!(type & FileType.File) || size > maxTextBytes) return { kind: 'unread' };
    const bytes = await workspace.fs.readFile(uri);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!words.some(word => buffer.includes(word)) || buffer.includes(0)) return { kind: 'nothing' };
    return { kind: 'text', text: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (error instanceof FileSystemError) return { kind: 'unread' };
    throw error;
  }
}

function same(a: Uri, b: Uri): boolean {
  return a.toString() === b.toString();
}
