import { extensions, type Uri } from 'vscode';

/** What is used of the API of VS Code's built-in Git extension, version 1. */
export interface GitApi {
  /** The open repository a file belongs to. */
  getRepository(uri: Uri): GitRepository | null;
}

export interface GitRepository {
  readonly rootUri: Uri;
  /** Those of the paths that Git ignores; a tracked file is never ignored. */
  checkIgnore(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** With an empty `treeish`, what the index holds of a path. Rejects with code `UnknownPath` where it holds nothing. */
  getObjectDetails(treeish: '', path: string): Promise<unknown>;
}

interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** The Git extension's API; undefined where there is no such extension, or Git is missing or switched off. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  try {
    return (await extension?.activate())?.getAPI(1);
  } catch {
    return undefined;
  }
}
