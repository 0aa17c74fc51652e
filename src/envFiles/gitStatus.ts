import pMap from 'p-map';
import { extensions, type Uri } from 'vscode';
import { untilAborted } from '../sinch/untilAborted';
import { type KnownFolders, realUri, repositoryRoot, repositoryRoots } from './fileSystem';
import { askIgnoreFiles } from './ignoreRules';
import { TrackedFiles } from './trackedFiles';
import { pathBelow } from './uriParts';

/** At most so many files are asked about at a time: to ask whether Git tracks a file starts a process. */
const concurrency = 8;

/** Whether Git ignores a file in its repository, and tracks it there or in a repository above. */
export interface GitStatus {
  /** The top folder of the repository: of the nearest, unless one above it tracks the file. */
  readonly root: Uri;
  /**
   * True if a rule matches it and it isn't tracked: for a tracked file, Git applies no rule. Undefined if Git couldn't
   * be asked and the ignore files don't decide it.
   */
  readonly ignored: boolean | undefined;
  /**
   * Undefined if it can't be told, of its repository or one above: then `ignored` doesn't prove that the file is safe.
   */
  readonly tracked: boolean | undefined;
}

/** Whether Git ignores and tracks a file, which needn't exist yet; undefined outside a repository. */
export async function gitStatus(uri: Uri): Promise<GitStatus | undefined> {
  return (await gitStatuses([uri])).get(uri.toString());
}

/**
 * The Git status of several files, by `toString()`; files outside a repository are missing. Git is asked about the real
 * path: to Git, a link is a file of its own, and files behind a linked folder don't exist.
 */
export async function gitStatuses(files: readonly Uri[]): Promise<ReadonlyMap<string, GitStatus>> {
  const places = await Promise.all(files.map(async uri => [uri.toString(), await realUri(uri)] as const));
  const reals = [...new Map(places.map(([, real]) => [real.toString(), real])).values()];
  const found = await statusesOf(reals);
  return new Map(
    places.flatMap(([address, real]) => {
      const status = found.get(real.toString());
      return status ? [[address, status] as const] : [];
    }),
  );
}

async function statusesOf(uris: readonly Uri[]): Promise<ReadonlyMap<string, GitStatus>> {
  const known: KnownFolders = new Map();
  const groups = await byRepository(await gitApi(), uris, known);
  const answers = await Promise.all(
    [...groups].map(([repository, files]) => askRepository(repository, files)),
  );
  const found = new Map(answers.flat());
  const indexed = new TrackedFiles();
  const others = uris.filter(uri => !found.has(uri.toString()));
  await pMap(
    others,
    async uri => {
      const answer = await askIgnoreFiles(uri, known);
      if (!answer) return;
      const tracked = await indexed.has(answer.root, uri);
      found.set(uri.toString(), { ...answer, ignored: tracked === true ? false : answer.ignored, tracked });
    },
    { concurrency },
  );
  const look = async (uri: Uri): Promise<readonly (readonly [string, GitStatus])[]> => {
    const status = found.get(uri.toString());
    return status ? [[uri.toString(), await inViewOfThoseAbove(uri, status, indexed, known)]] : [];
  };
  return new Map((await pMap(uris, look, { concurrency })).flat());
}

/**
 * The status of a file in view of the repositories above its own, as there are where the inner one was made later: a
 * commit there publishes the file, whatever the inner one says. Of a submodule, the repository above tracks no files.
 */
async function inViewOfThoseAbove(
  uri: Uri,
  status: GitStatus,
  indexed: TrackedFiles,
  known: KnownFolders,
): Promise<GitStatus> {
  const roots = await repositoryRoots(uri, known);
  const above = roots.filter(({ path }) => path !== status.root.path);
  const answers = await Promise.all(above.map(root => indexed.has(root, uri)));
  const root = above[answers.indexOf(true)];
  if (root) return { root, ignored: false, tracked: true };
  return status.tracked === false && answers.includes(undefined) ? { ...status, tracked: undefined } : status;
}

/**
 * Groups files by their open repository. The Git extension knows only files on disk, in repositories that it has open.
 * Files in a nested repository that isn't open are left out: it has its own index and rules. Of one that has its
 * working tree elsewhere, Git alone knows the top folder.
 */
async function byRepository(
  git: GitApi | undefined,
  uris: readonly Uri[],
  known: KnownFolders,
): Promise<ReadonlyMap<GitRepository, readonly Uri[]>> {
  const groups = new Map<GitRepository, Uri[]>();
  const look = async (uri: Uri): Promise<void> => {
    const repository = uri.scheme === 'file' ? git?.getRepository(uri) : undefined;
    if (!repository) return;
    const [open, nearest] = await Promise.all([realUri(repository.rootUri), repositoryRoot(uri, known)]);
    if (!nearest || pathBelow(open, nearest) === undefined)
      groups.set(repository, [...(groups.get(repository) ?? []), uri]);
  };
  await pMap(uris, look, { concurrency });
  return groups;
}

/** Milliseconds Git may take: ignore rules can be made so that it never ends. */
const patience = 10_000;

/** Git's answers by address; empty if Git fails or takes too long, so that the ignore files and the index are read. */
export async function askRepository(
  repository: GitRepository,
  uris: readonly Uri[],
  answerWithin = patience,
): Promise<readonly (readonly [string, GitStatus])[]> {
  try {
    return await untilAborted(askGit(repository, uris), AbortSignal.timeout(answerWithin));
  } catch {
    return [];
  }
}

async function askGit(
  repository: GitRepository,
  uris: readonly Uri[],
): Promise<readonly (readonly [string, GitStatus])[]> {
  const root = await realUri(repository.rootUri);
  const ignored = await repository.checkIgnore(uris.map(({ fsPath }) => fsPath));
  const askOne = async (uri: Uri): Promise<readonly [string, GitStatus]> => {
    if (ignored.has(uri.fsPath)) return [uri.toString(), { root, ignored: true, tracked: false }];
    const tracked = await isTracked(repository, uri);
    // The Git extension takes Git's output when the process ends, and may have read only a part of it by then.
    const isMissed = !tracked && (await isIgnored(repository, uri.fsPath));
    return [uri.toString(), { root, ignored: isMissed, tracked }];
  };
  return pMap(uris, askOne, { concurrency });
}

/** How often Git is asked again about a file that it may have missed. */
const maxTries = 4;

async function isIgnored(repository: GitRepository, path: string): Promise<boolean> {
  for (let tries = 1; tries <= maxTries; tries++)
    if ((await repository.checkIgnore([path])).has(path)) return true;
  return false;
}

async function isTracked(repository: GitRepository, { fsPath }: Uri): Promise<boolean> {
  try {
    await repository.getObjectDetails('', fsPath);
    return true;
  } catch (error) {
    if (error instanceof Error && 'gitErrorCode' in error && error.gitErrorCode === 'UnknownPath')
      return false;
    throw error;
  }
}

/** The part of the API of VS Code's built-in Git extension, version 1, that is used here. */
export interface GitApi {
  /** The open repository a file belongs to. */
  getRepository(uri: Uri): GitRepository | null;
}

export interface GitRepository {
  readonly rootUri: Uri;
  /** Those of the paths that Git ignores; a tracked file is never ignored. */
  checkIgnore(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** With an empty `treeish`, the index entry of a path. Rejects with `gitErrorCode` `UnknownPath` if there is none. */
  getObjectDetails(treeish: '', path: string): Promise<unknown>;
}

interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** The Git extension's API; undefined if the extension or Git is missing or turned off. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  try {
    return (await extension?.activate())?.getAPI(1);
  } catch {
    return undefined;
  }
}
