import { type CancellationToken, Uri, window, workspace } from 'vscode';
import { envFileKind } from '../dotenv/fileNames';
import { exists } from './fileSystem';
import { filesOfWorkspace } from './filesOfWorkspace';
import { foreignFolders } from './globs';
import { type GitStatus, gitStatuses } from './gitStatus';
import type { RecentFiles } from './recentFiles';
import { fileName } from './uriParts';

const names = '**/{.env,.env.*,*.env,.flaskenv,.dev.vars,.dev.vars.*,.envrc,.envrc.*}';
const maxFiles = 200;

/** In a folder that has a `.env` already, the file that every framework keeps out of the repository. */
const newNames = ['.env', '.env.local'] as const;

export interface Target {
  readonly uri: Uri;
  /** `shell`: an `.envrc`, which needs `export` and is written to on explicit choice only. */
  readonly kind: 'target' | 'shell';
  /** Undefined in no repository. */
  readonly git: GitStatus | undefined;
}

type TargetFile = Omit<Target, 'git'>;

export interface TargetFiles {
  readonly files: readonly TargetFile[];
  /** False where the workspace has more of them, or may have. */
  readonly complete: boolean;
}

/** The `.env` files the user may mean. Asks nothing and changes nothing. */
export class Targets {
  constructor(private readonly recent: RecentFiles) {}

  /** The file of the active editor, where it is a `.env` file that may hold secrets and can be written. */
  active(): Uri | undefined {
    const uri = window.activeTextEditor?.document.uri;
    const isTarget =
      uri &&
      workspace.fs.isWritableFileSystem(uri.scheme) === true &&
      envFileKind(fileName(uri)) === 'target';
    return isTarget ? uri : undefined;
  }

  /**
   * The workspace's `.env` files that may hold secrets: the last used first, else by path. Shell scripts come after the
   * others, and at the very end what Git tracks: some commit their `.env` on purpose, and keep secrets in a `.env.local`.
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

  /** The same files, without asking Git: in that order, save that what it tracks stands among the others. */
  async files(token?: CancellationToken): Promise<TargetFiles> {
    const { uris, complete } = await filesOfWorkspace(names, foreignFolders, maxFiles, token);
    const recent = this.recent.all();
    const files = [...uris, ...(complete ? [] : await this.recentBesides(uris))].flatMap(uri => {
      const kind = envFileKind(fileName(uri));
      return kind === 'target' || kind === 'shell' ? [{ uri, kind }] : [];
    });
    const rank = ({ uri, kind }: TargetFile): number => {
      const used = recent.indexOf(uri.toString());
      if (used !== -1) return used;
      return kind === 'shell' ? Infinity : recent.length;
    };
    const sorted = files.toSorted(
      (a, b) => compare(rank(a), rank(b)) || a.uri.path.localeCompare(b.uri.path),
    );
    return { files: sorted, complete };
  }

  /** The files of the workspace that got a key, save those in `found`. */
  private async recentBesides(found: readonly Uri[]): Promise<readonly Uri[]> {
    const known = new Set(found.map(uri => uri.toString()));
    const others = this.recent.all().filter(address => !known.has(address));
    const uris = others.map(address => Uri.parse(address)).filter(uri => workspace.getWorkspaceFolder(uri));
    const present = await Promise.all(uris.map(exists));
    return uris.filter((_, index) => present[index]);
  }

  /** The files that can be made: one for each folder of the workspace that lacks one. */
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
