import {
  type CancellationToken,
  CancellationTokenSource,
  FileSystemError,
  FileType,
  type Uri,
  workspace,
} from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import { maxTextBytes } from '../dotenv/hazards';
import { filesOfWorkspace } from './filesOfWorkspace';
import { foreignFolders, withoutBraces } from './globs';
import type { Searchable, SearchedFiles } from './keyUses';
import type { Targets } from './targets';
import { fileName } from './uriParts';

/**
 * The files of the workspace to search: at most `max` of them and the `.env` files. Files that the settings hide
 * (`files.exclude`) or exclude from searches (`search.exclude`) are left out, but a `.env` file only if it is hidden.
 * Files that Git ignores are included: these are the ones that hold secrets.
 * @throws an AbortError once `signal` is aborted
 */
export async function searchedFiles(
  targets: Targets,
  max: number,
  signal: AbortSignal,
): Promise<SearchedFiles> {
  if (!workspace.workspaceFolders?.length) return { files: [], complete: true };
  return withToken(signal, async token => {
    const excluded = [...foreignFolders, ...keptFromSearches()];
    const [env, found] = await Promise.all([
      targets.files(token),
      filesOfWorkspace('**/*', excluded, max, token),
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

/** The globs of the setting `search.exclude`; those that depend on sibling files are ignored. */
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

/** The text of a file that may hold one of `words`. Unsaved changes in the editor take precedence over the disk. */
export async function searchableText(uri: Uri, words: readonly string[]): Promise<Searchable> {
  const shown = workspace.textDocuments.find(open => open.isDirty && open.uri.toString() === uri.toString());
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
