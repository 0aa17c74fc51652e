import { type CancellationToken, CancellationTokenSource, type Uri, workspace } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import { filesOfWorkspace } from './filesOfWorkspace';
import { foreignFolders } from './foreignFolders';
import type { Targets } from './targets';
import { fileName } from './uriParts';
import { withoutBraces } from './withoutBraces';

export interface SearchedFile {
  readonly uri: Uri;
  /** `env`: a `.env` file that may hold secrets. */
  readonly kind: 'env' | 'text';
}

export interface SearchedFiles {
  /** `.env` files first, in the order of `targets`; the others by path. */
  readonly files: readonly SearchedFile[];
  /** False where there are more than are listed, or may be. */
  readonly complete: boolean;
}

/**
 * The files of the workspace that a search looks at, `most` of them and the `.env` files. What the settings hide
 * (`files.exclude`) or keep from searches (`search.exclude`) is left out, save that a `.env` file is searched unless it
 * is hidden. Git has no say: it ignores just those files that hold secrets.
 * @throws an AbortError once `signal` is aborted
 */
export async function searchedFiles(
  targets: Targets,
  most: number,
  signal: AbortSignal,
): Promise<SearchedFiles> {
  return withToken(signal, async token => {
    const excluded = [...foreignFolders, ...keptFromSearches()];
    const [env, found] = await Promise.all([
      targets.files(token),
      filesOfWorkspace('**/*', excluded, most, token),
    ]);
    const rest = found.uris.toSorted((a, b) => a.path.localeCompare(b.path));
    const files = [
      ...env.files.map(({ uri }) => uri),
      ...rest.filter(isEnv),
      ...rest.filter(uri => !isEnv(uri)),
    ];
    const each = new Map(files.map(uri => [uri.toString(), uri]));
    return {
      files: [...each.values()].map(uri => ({ uri, kind: isEnv(uri) ? 'env' : 'text' })),
      complete: env.complete && found.complete,
    };
  });
}

function isEnv(uri: Uri): boolean {
  const kind = envFileKind(fileName(uri));
  return kind === 'target' || kind === 'shell';
}

/** The globs of the setting; one that depends on files beside it keeps nothing out here. */
function keptFromSearches(): readonly string[] {
  const globs = workspace.getConfiguration('search').get<Readonly<Record<string, unknown>>>('exclude', {});
  return Object.entries(globs)
    .filter(([, isExcluded]) => isExcluded === true)
    .flatMap(([glob]) => withoutBraces(glob));
}

async function withToken<T>(signal: AbortSignal, work: (token: CancellationToken) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const source = new CancellationTokenSource();
  const cancel = (): void => {
    source.cancel();
  };
  signal.addEventListener('abort', cancel);
  try {
    const result = await work(source.token);
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}
