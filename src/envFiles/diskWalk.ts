import { type BigIntStats, type Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type GlobMatcher, globMatcher } from './globMatcher';
import { kindOf } from './searchHit';

/** A folder on disk and what is left out below it. */
export interface SearchedFolder {
  /** Its absolute path. */
  readonly path: string;
  /** Globs, without braces, of what is left out. */
  readonly hidden: readonly string[];
  /** Globs of files that are left out beside another: of the same name with `when` for what `$(basename)` says. */
  readonly hiddenBeside: readonly { readonly glob: string; readonly when: string }[];
  /** Globs of what is left out save `.env` files. */
  readonly notSearched: readonly string[];
  readonly followsLinks: boolean;
  /** The only files, and folders with all that is in them, to look at, with `/` between parts; all if undefined. */
  readonly only?: readonly string[];
}

export interface FilesIn {
  /** The folder’s path relative to the searched folder, with `/` after each part; empty for that folder itself. */
  readonly folder: string;
  readonly names: readonly string[];
}

export interface Walked {
  readonly files: readonly FilesIn[];
  /** How many files they are. */
  readonly count: number;
  /** False if there may be more: in a folder that couldn't be read, or after too many. */
  readonly complete: boolean;
}

interface Level {
  readonly folder: string;
  readonly above: Level | undefined;
  /** Whether only `.env` files are searched in it. */
  readonly envOnly: boolean;
  /** Whether all that is in it is wanted, not only what leads to something wanted. */
  readonly isWanted: boolean;
  /** Set once it is needed. */
  identity?: string | undefined;
}

/** More files and folders than any workspace has that can be searched while one waits; links can make it endless. */
const maxEntries = 2_000_000;

/** Lists the files to search. Blocks its thread until it is done. */
export function walkDisk(root: SearchedFolder, max = maxEntries): Walked {
  const isHidden = globMatcher(root.hidden);
  const isUnsearched = globMatcher(root.notSearched);
  const beside = root.hiddenBeside.map(({ glob, when }) => ({ matches: globMatcher([glob]), when }));
  const only = new Set(root.only);
  const leading = new Set(root.only?.flatMap(foldersAbove));
  const isAllWanted = !root.only || only.has('');
  const files: FilesIn[] = [];
  const levels: Level[] = [{ folder: '', above: undefined, envOnly: false, isWanted: isAllWanted }];
  let count = 0;
  let looked = 0;
  let complete = true;
  for (let level = levels.pop(); level && looked < max; level = levels.pop()) {
    const { folder, envOnly } = level;
    const all = entriesIn(path.join(root.path, folder));
    complete &&= all !== undefined;
    const isBeside = besideMatcher(all ?? [], folder, beside);
    const shown = (all ?? [])
      .flatMap(entry => entryOf(root, level, entry) ?? [])
      .filter(({ name, isFolder }) => !isHidden(folder + name, isFolder) && !isBeside(name, isFolder));
    looked += 1 + shown.length;
    const names: string[] = [];
    for (const { name, isFolder } of shown) {
      const isWanted = level.isWanted || only.has(folder + name);
      if (!isWanted && !(isFolder && leading.has(folder + name))) continue;
      const rest = envOnly || isUnsearched(folder + name, isFolder);
      if (isFolder) levels.push({ folder: `${folder}${name}/`, above: level, envOnly: rest, isWanted });
      else if (!rest || kindOf(name) === 'env') names.push(name);
    }
    if (names.length > 0) files.push({ folder, names });
    count += names.length;
  }
  return { files, count, complete: complete && levels.length === 0 };
}

/** The paths of the folders that a path is in. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What is in a folder; undefined if it can't be read. */
function entriesIn(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** A link is followed. Undefined for what is neither a file nor a folder, and for a link to a folder that it is in. */
function entryOf(root: SearchedFolder, level: Level, entry: Dirent): Entry | undefined {
  const { name } = entry;
  if (entry.isFile()) return { name, isFolder: false };
  if (entry.isDirectory()) return { name, isFolder: true };
  if (!entry.isSymbolicLink() || !root.followsLinks) return undefined;
  const target = statOf(path.join(root.path, level.folder, name));
  if (target?.isFile()) return { name, isFolder: false };
  if (!target?.isDirectory()) return undefined;
  for (let above: Level | undefined = level; above; above = above.above) {
    above.identity ??= identityOf(statOf(path.join(root.path, above.folder)));
    if (above.identity === identityOf(target)) return undefined;
  }
  return { name, isFolder: true };
}

/** Undefined for a broken link, or one that can't be followed. */
function statOf(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true });
  } catch {
    return undefined;
  }
}

function identityOf(stats: BigIntStats | undefined): string {
  return stats ? `${stats.dev}:${stats.ino}` : '';
}

/**
 * Whether a file or folder is left out because of another one in the same folder. As in VS Code's explorer and searches,
 * the other one may be hidden itself, and a folder or a link.
 */
function besideMatcher(
  entries: readonly Dirent[],
  folder: string,
  beside: readonly { readonly matches: GlobMatcher; readonly when: string }[],
): (name: string, isFolder: boolean) => boolean {
  if (beside.length === 0) return () => false;
  const names = new Set(entries.map(({ name }) => name));
  return (name, isFolder) => {
    const isThere = (when: string): boolean =>
      names.has(when.replace('$(basename)', () => path.parse(name).name));
    return beside.some(({ matches, when }) => matches(folder + name, isFolder) && isThere(when));
  };
}
