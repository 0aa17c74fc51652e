import { FileSystemError, Uri } from 'vscode';
import { editorFiles } from './editorFiles';
import type { AbsentFile, PresentFile } from './fileState';
import { folderOf } from './fileSystem';
import { writeAsAgreed } from './gate';
import { gitStatus } from './gitStatus';
import { pathBelow } from './uriParts';

/** `stillPublished`: the line was added, but Git still doesn't ignore the file: a later rule may un-ignore it. */
export type IgnoreOutcome = 'ignored' | 'notWritten' | 'stillPublished';

/** The `.gitignore` nearest to a file, else the one at `root`, its repository's top folder, which needn't exist yet. */
export async function ignoreFileFor(uri: Uri, root: Uri): Promise<Uri> {
  for (let folder = folderOf(uri); pathBelow(root, folder) !== undefined; folder = folderOf(folder)) {
    const candidate = Uri.joinPath(folder, '.gitignore');
    if ((await readPlain(candidate))?.kind === 'present') return candidate;
  }
  return Uri.joinPath(root, '.gitignore');
}

/** Adds a line to a `.gitignore` so that Git ignores a file. @param uri the file's address with all links followed */
export async function addIgnoreLine(uri: Uri, gitignore: Uri): Promise<IgnoreOutcome> {
  const path = pathBelow(folderOf(gitignore), uri);
  if (path === undefined || !(await appendLine(gitignore, `/${escaped(path)}`))) return 'notWritten';

  const status = await gitStatus(uri);
  return status?.ignored && status.tracked === false ? 'ignored' : 'stillPublished';
}

/** Escapes the characters that have a special meaning in a pattern. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
}

async function appendLine(uri: Uri, line: string): Promise<boolean> {
  try {
    const file = await readPlain(uri);
    if (!file) return false;
    const { text, eol } = file.kind === 'present' ? { text: file.text, eol: file.editor.eol } : emptyFile;
    const newText = (text === '' || text.endsWith('\n') ? '' : eol) + line + eol;
    const edits = [{ start: text.length, end: text.length, newText }];
    const gate = { files: editorFiles, gitStatus };
    return (await writeAsAgreed(gate, { file, git: 'unasked' }, edits, { save: true })) === 'saved';
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}

const emptyFile = { text: '', eol: '\n' } as const;

/** Reads a file that needn't exist; undefined if it can't be edited or a link leads to it: Git follows no links. */
async function readPlain(uri: Uri): Promise<PresentFile | AbsentFile | undefined> {
  const file = await editorFiles.read(uri);
  if (file.kind === 'refused') return undefined;
  return !file.isLink && file.real.path === uri.path ? file : undefined;
}
