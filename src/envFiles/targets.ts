import { type CancellationToken, Uri, workspace } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import { keyFilePattern } from '../ids';
import { activeFile } from './activeFile';
import { exists } from './fileSystem';
import { filesOfWorkspace } from './filesOfWorkspace';
import { foreignFolders } from './globs';
import { type GitStatus, gitStatuses } from './gitStatus';
import type { RecentFiles } from './recentFiles';
import { fileName } from './uriParts';

const maxFiles = 200;

/** If a folder already has a `.env`, offer `.env.local`: every framework keeps it out of the repository. */
const newNames = ['.env', '.env.local'] as const;

export interface Target {
  readonly uri: Uri;
  /** `shell`: an `.envrc`, which needs `export` and is written to on explicit choice only. */
  readonly kind: 'target' | 'shell';
  /** Undefined outside a repository. */
  readonly git: GitStatus | undefined;
}

type TargetFile = Omit<Target, 'git'>;

export interface TargetFiles {
  readonly files: readonly TargetFile[];
  /** False if the workspace has or may have more of them. */
  readonly complete: boolean;
}

/** Lists the `.env` files that the user may want to use. Asks nothing and changes nothing. */
export class Targets {
  constructor(private readonly recent: RecentFiles) {}

  /** The file of the active editor, if it is a writable `.env` file that may hold secrets. */
  active(): Uri | undefined {
    const uri = activeFile();
    const isTarget =
      uri &&
      workspace.fs.isWritableFileSystem(uri.scheme) === true &&
      envFileKind(fileName(uri)) === 'target';
    return isTarget ? uri : undefined;
  }

  /**
   * The workspace's `.env` files that may hold secrets: the most recently used first, then the others by path, then
   * shell scripts. Files that Git tracks come last unless they were used: a `.env` may be committed on purpose, with
   * the secrets in a `.env.local`.
   */
  async inWorkspace(): Promise<readonly Target[]> {
    const { files } = await this.files();
    const git = await gitStatuses(files.map(({ uri }) => uri));
    const used = new Set(this.recent.all());
    const isLast = ({ uri, git }: Target): boolean => git?.tracked === true && !used.has(uri.toString());
    return files
      .map(target => ({ ...target, git: git.get(target.uri.toString()) }))
      .toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)));
  }

  /**
   * The files that `inWorkspace` lists, without asking Git: tracked files are sorted like the others.
   * @param roots as for `filesOfWorkspace`
   */
  async files(token?: CancellationToken, roots?: readonly Uri[]): Promise<TargetFiles> {
    const { uris, complete } = await filesOfWorkspace(keyFilePattern, foreignFolders, maxFiles, token, roots);
    return { files: this.inOrder([...uris, ...(complete ? [] : await this.recentBesides(uris))]), complete };
  }

  /** Those of `uris` that may hold secrets, in the order of `files`. */
  inOrder(uris: readonly Uri[]): readonly TargetFile[] {
    const recent = this.recent.all();
    const files = uris.flatMap(uri => {
      const kind = envFileKind(fileName(uri));
      return kind === 'target' || kind === 'shell' ? [{ uri, kind }] : [];
    });
    const rank = ({ uri, kind }: TargetFile): number => {
      const used = recent.indexOf(uri.toString());
      if (used !== -1) return used;
      return kind === 'shell' ? Infinity : recent.length;
    };
    return files.toSorted((a, b) => compare(rank(a), rank(b)) || a.uri.path.localeCompare(b.uri.path));
  }

  /** The files of the workspace that got a key, without those in `found`. */
  private async recentBesides(found: readonly Uri[]): Promise<readonly Uri[]> {
    const known = new Set(found.map(uri => uri.toString()));
    const others = this.recent.all().filter(address => !known.has(address));
    const uris = others.map(address => Uri.parse(address)).filter(uri => workspace.getWorkspaceFolder(uri));
    const present = await Promise.all(uris.map(exists));
    return uris.filter((_, index) => present[index]);
  }

  /** The files to create: the first missing of `.env` and `.env.local` in each workspace folder. */
  async possible(): Promise<readonly Uri[]> {
    const files = await Promise.all((workspace.workspaceFolders ?? []).map(({ uri }) => firstMissing(uri)));
    return files.filter(uri => uri !== undefined);
  }
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

async function firstMissing(folder: Uri): Promise<Uri | undefined> {
  for (const name of newNames) {
    const uri = Uri.joinPath(folder, name);
    if (!(await exists(uri))) return uri;
  }
  return undefined;
}
