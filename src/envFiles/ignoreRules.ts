import ignore, { type Ignore } from 'ignore';
import { Uri, workspace } from 'vscode';
import { repositoryRoot } from './fileSystem';
import { pathBelow } from './uriParts';

/** What the ignore files say of a file that nobody could ask Git about. */
export interface RuleAnswer {
  /** The top folder of the repository. */
  readonly root: Uri;
  readonly ignored: boolean;
}

/**
 * Reads the `.gitignore` files from the repository's top down to the file, and `.git/info/exclude`. The user's global
 * ignore file is not among them, so that the answer errs on the side of a question. Undefined in no repository.
 */
export async function askIgnoreFiles(uri: Uri): Promise<RuleAnswer | undefined> {
  const root = await repositoryRoot(uri);
  const path = root && pathBelow(root, uri);
  if (!root || path === undefined) return undefined;
  const parts = path.split('/');
  const levels: Level[] = [];
  for (const depth of parts.keys()) {
    // Rules below a folder can't bring back what is in it once the folder itself is ignored.
    const folder = Uri.joinPath(root, ...parts.slice(0, depth));
    levels.unshift({ depth, rules: await rulesIn(folder, depth === 0) });
    const isFile = depth === parts.length - 1;
    if (decide(levels, parts.slice(0, depth + 1), isFile)) return { root, ignored: true };
  }
  return { root, ignored: false };
}

interface Level {
  /** How many folders below the root its rules stand. */
  readonly depth: number;
  readonly rules: Ignore;
}

/** The rule nearest to the path decides. */
function decide(levels: readonly Level[], parts: readonly string[], isFile: boolean): boolean {
  for (const { depth, rules } of levels) {
    const { ignored, unignored } = rules.test(parts.slice(depth).join('/') + (isFile ? '' : '/'));
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function rulesIn(folder: Uri, isRoot: boolean): Promise<Ignore> {
  const files = [...(isRoot ? ['.git/info/exclude'] : []), '.gitignore'];
  const texts = await Promise.all(files.map(file => readText(Uri.joinPath(folder, file))));
  return ignore({ ignoreCase: false }).add(texts.join('\n'));
}

async function readText(uri: Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}
