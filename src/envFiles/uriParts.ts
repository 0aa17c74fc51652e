import type { Uri } from 'vscode';

/** The last part of a path. */
export function fileName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The path of `uri` seen from `folder`, without a slash in front; undefined where it is not below it. */
export function pathBelow(folder: Uri, uri: Uri): string | undefined {
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const sameSystem = folder.scheme === uri.scheme && folder.authority === uri.authority;
  return sameSystem && uri.path.startsWith(start) ? uri.path.slice(start.length) : undefined;
}
