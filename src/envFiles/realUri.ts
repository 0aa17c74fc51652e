import { Uri } from 'vscode';
import { realpath } from 'node:fs/promises';

/** Where links lead; the address itself where they lead nowhere, and on file systems that don't say. */
export async function realUri(uri: Uri): Promise<Uri> {
  if (uri.scheme !== 'file') return uri;
  return Uri.file(await realpath(uri.fsPath).catch(() => uri.fsPath));
}
