import type { Uri } from 'vscode';

/** The last part of a path. */
export function fileName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The path of `uri` relative to `folder`, without a leading slash; undefined if it isn't below the folder. */
export function pathBelow(folder: Uri, uri: Uri): string | undefined {
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const sameSystem = folder.scheme === uri.scheme && folder.authority === uri.authority;
  return sameSystem && uri.path.startsWith(start) ? uri.path.slice(start.length) : undefined;
}
