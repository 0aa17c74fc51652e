import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { readAtMost, repositoryRoot } from './fileSystem';
import {
  type IgnorePatterns,
  ignorePatterns,
  type PatternAnswer,
  type Work,
  workForOneFile,
} from './ignorePatterns';
import { pathBelow } from './uriParts';

/** What the ignore files say of a file that nobody could ask Git about. */
export interface RuleAnswer {
  /** The top folder of the repository. */
  readonly root: Uri;
  /** Undefined where it can't be told: a file can't be read, or its patterns take too long to match. */
  readonly ignored: boolean | undefined;
}

/**
 * Reads the `.gitignore` files from the repository's top down to the file, and `.git/info/exclude`. The user's global
 * ignore file is not among them, so that the answer errs on the side of a question. Undefined in no repository.
 * @param uri where the file really is
 */
export async function askIgnoreFiles(uri: Uri): Promise<RuleAnswer | undefined> {
  const root = await repositoryRoot(uri);
  const path = root && pathBelow(root, uri);
  if (!root || path === undefined) return undefined;
  const parts = path.split('/');
  const levels: Level[] = [];
  const work = workForOneFile();
  for (const depth of parts.keys()) {
    // Rules below a folder can't bring back what is in it once the folder itself is ignored.
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
  /** How many folders below the root its patterns are. */
  readonly depth: number;
  readonly patterns: IgnorePatterns;
}

/** The pattern nearest to the path decides. */
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

/** Undefined where one of the files can't be read. */
async function patternsIn(folder: Uri, isRoot: boolean): Promise<IgnorePatterns | undefined> {
  const texts = await Promise.all([
    isRoot ? readText(Uri.joinPath(folder, '.git/info/exclude')) : '',
    readIgnoreFile(Uri.joinPath(folder, '.gitignore')),
  ]);
  return texts.includes(undefined) ? undefined : ignorePatterns(texts.join('\n'));
}

/** Git follows no `.gitignore` that is a link. */
async function readIgnoreFile(uri: Uri): Promise<string | undefined> {
  return (await typeOf(uri)) & FileType.SymbolicLink ? '' : readText(uri);
}

const maxBytes = 1024 * 1024;

/** Empty for what is no file; undefined for one that is too big or can't be read. */
async function readText(uri: Uri): Promise<string | undefined> {
  if (!((await typeOf(uri)) & FileType.File)) return '';
  const bytes = await readAtMost(uri, maxBytes).catch(() => undefined);
  return bytes && new TextDecoder().decode(bytes);
}

async function typeOf(uri: Uri): Promise<FileType> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch (error) {
    if (error instanceof FileSystemError) return FileType.Unknown;
    throw error;
  }
}
