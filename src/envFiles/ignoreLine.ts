import { FileSystemError, Uri, workspace } from 'vscode';
import { editorFiles } from './editorFiles';
import { editAndSave } from './fileState';
import { folderOf } from './fileSystem';
import { gitStatus } from './gitStatus';
import { pathBelow } from './uriParts';

/** `stillPublished`: the line stands there, and a later rule takes it back. */
export type IgnoreOutcome = 'ignored' | 'notWritten' | 'stillPublished';

export interface IgnoreLine {
  readonly gitignore: Uri;
  readonly outcome: IgnoreOutcome;
}

/** Has Git ignore a file: adds a line to the `.gitignore` nearest to it, or to one at `root`, its repository's top. */
export async function addIgnoreLine(uri: Uri, root: Uri): Promise<IgnoreLine> {
  const gitignore = await nearestIgnoreFile(uri, root);
  const path = pathBelow(folderOf(gitignore), uri);
  if (path === undefined || !(await appendLine(gitignore, `/${escaped(path)}`)))
    return { gitignore, outcome: 'notWritten' };

  const status = await gitStatus(uri);
  return { gitignore, outcome: status?.ignored && status.tracked === false ? 'ignored' : 'stillPublished' };
}

async function nearestIgnoreFile(uri: Uri, root: Uri): Promise<Uri> {
  for (let folder = folderOf(uri); pathBelow(root, folder) !== undefined; folder = folderOf(folder)) {
    const candidate = Uri.joinPath(folder, '.gitignore');
    if ((await editorFiles.read(candidate)).kind === 'present') return candidate;
  }
  return Uri.joinPath(root, '.gitignore');
}

/** The characters that mean something else in a pattern. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
}

async function appendLine(uri: Uri, line: string): Promise<boolean> {
  try {
    const file = await editorFiles.read(uri);
    if (file.kind === 'refused') return false;
    if (file.kind === 'absent') {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(`${line}\n`));
      return true;
    }
    const { text } = file;
    const { eol } = file.editor;
    const newText = (text === '' || text.endsWith('\n') ? '' : eol) + line + eol;
    return await editAndSave(file, [{ start: text.length, end: text.length, newText }]);
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}
