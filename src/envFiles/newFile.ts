import { FileSystemError, type Uri, workspace } from 'vscode';
import { open } from 'node:fs/promises';
import { exists } from './exists';

const ownerOnly = 0o600;

/**
 * Makes an empty file. On disk only its owner may read it: it has that mode from the start, for one that got the mode
 * after its content would be open to everyone on the machine in between. VS Code keeps the mode when it saves.
 * @returns false where there is one by now, or none can be made
 */
export async function makeNewFile(uri: Uri): Promise<boolean> {
  try {
    if (uri.scheme === 'file') await (await open(uri.fsPath, 'wx', ownerOnly)).close();
    else if (await exists(uri)) return false;
    else await workspace.fs.writeFile(uri, new Uint8Array());
    return true;
  } catch (error) {
    if (error instanceof FileSystemError || (error instanceof Error && 'code' in error)) return false;
    throw error;
  }
}
