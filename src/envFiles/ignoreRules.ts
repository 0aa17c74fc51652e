import { FileSystemError, FileType, Uri } from 'vscode';
import { type KnownFolders, readAtMost, repositoryRoot } from './fileSystem';
import {
  type IgnorePatterns,
  ignorePatterns,
  type PatternAnswer,
  type Work,
  workForOneFile,
} from './ignorePatterns';
import { statOf } from './readFiles';
import { pathBelow } from './uriParts';

/** What the ignore files say about a file if Git couldn't be asked. */
export interface RuleAnswer {
  /** The top folder of the repository. */
  readonly root: Uri;
  /** Undefined if an ignore file can't be read or its patterns take too long to match. */
  readonly ignored: boolean | undefined;
}

/**
 * Reads the `.gitignore` files from the repository's top folder down to the file, and `.git/info/exclude`. The user's
 * global ignore file isn't read: at worst, the user is asked needlessly. Undefined outside a repository.
 * @param uri the file's address with all links followed
 */
export async function askIgnoreFiles(uri: Uri, known?: KnownFolders): Promise<RuleAnswer | undefined> {
  const root = await repositoryRoot(uri, known);
  const path = root && pathBelow(root, uri);
  if (!root || path === undefined) return undefined;
  const parts = path.split('/');
  const levels: Level[] = [];
  const work = workForOneFile();
  for (const depth of parts.keys()) {
    // Once a folder is ignored, rules below it can't un-ignore its files.
    const folder = Uri.joinPath(root, ...parts.slice(0, depth));
    const patterns = await patternsIn(folder, depth === 0);
    if (!patterns) return { root, ignored: undefined };
    levels.unshift({ depth, patterns });
    const isFile = depth === parts.length - 1;
    const answer = decide(levels, parts.slice(0, depth + 1), isFile, work);
    if (answer === 'unknown') return { root, ignored: undefined };
    if (answer === 'ignored') return { root, ignored: true };
  }
  return { root, ignored: false };
}

interface Level {
  /** How many folders below the root the patterns are. */
  readonly depth: number;
  readonly patterns: IgnorePatterns;
}

/** The answer of the patterns nearest to the path that have one. */
function decide(
  levels: readonly Level[],
  parts: readonly string[],
  isFile: boolean,
  work: Work,
): PatternAnswer {
  for (const { depth, patterns } of levels) {
    const answer = patterns.test(parts.slice(depth).join('/') + (isFile ? '' : '/'), work);
    if (answer) return answer;
  }
  return undefined;
}

/** The patterns of a folder's ignore files; undefined if one of the files can't be read. */
async function patternsIn(folder: Uri, isRoot: boolean): Promise<IgnorePatterns | undefined> {
  const texts = await Promise.all([
    isRoot ? readText(Uri.joinPath(folder, '.git/info/exclude')) : '',
    readIgnoreFile(Uri.joinPath(folder, '.gitignore')),
  ]);
  return texts.includes(undefined) ? undefined : ignorePatterns(texts.join('\n'));
}

/** The text of a `.gitignore`; empty if it is a link, which Git doesn't follow. Undefined if it can't be read. */
async function readIgnoreFile(uri: Uri): Promise<string | undefined> {
  return (await typeOf(uri)) & FileType.SymbolicLink ? '' : readText(uri);
}

const maxBytes = 1024 * 1024;

/** The text of a file; empty if it isn't a file, undefined if it is too big or can't be read. */
async function readText(uri: Uri): Promise<string | undefined> {
  if (!((await typeOf(uri)) & FileType.File)) return '';
  const bytes = await readAtMost(uri, maxBytes).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}

async function typeOf(uri: Uri): Promise<FileType> {
  try {
    return (await statOf(uri)).type;
  } catch (error) {
    if (error instanceof FileSystemError) return FileType.Unknown;
    throw error;
  }
}
