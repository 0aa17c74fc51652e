import type { Uri } from 'vscode';
import type { TextEdit } from '../dotenv/textEdit';
import type { AbsentFile, FilePort, LineBreak, Place, PresentFile } from './fileState';
import type { GitStatus } from './gitStatus';

/** A file as it was when the write was planned, or when the user agreed to it. */
export interface Agreed {
  readonly file: PresentFile | AbsentFile;
  /** Its status in Git; undefined outside a repository, `unasked` if it is irrelevant. */
  readonly git: GitStatus | undefined | 'unasked';
}

export interface GateParts {
  readonly files: FilePort;
  readonly gitStatus: (uri: Uri) => Promise<GitStatus | undefined>;
}

/**
 * The result of a write. `saved`: the file was saved, or already holds the edits. `unsaved`: the editor holds them,
 * unsaved as requested. `unsavable`: the editor holds them and couldn't save them. `changed`: the file, its links or
 * its status in Git changed meanwhile, and nothing was written. `refused`: VS Code made no edit.
 */
export type WriteOutcome = 'saved' | 'unsaved' | 'unsavable' | 'changed' | 'refused';

/**
 * The only function that writes to a file: it checks the content, the links and the status in Git right before writing,
 * and writes nothing if they aren't as agreed. VS Code saves by path, so that a short race remains.
 */
export async function writeAsAgreed(
  { files, gitStatus }: GateParts,
  { file, git }: Agreed,
  edits: readonly TextEdit[],
  { save }: { readonly save: boolean },
): Promise<WriteOutcome> {
  if (git !== 'unasked' && !isSameStatus(git, await gitStatus(file.real))) return 'changed';
  if (file.kind === 'absent') {
    const still = await files.read(file.uri);
    if (still.kind !== 'absent' || isElsewhere(file, still)) return 'changed';
    const made = await files.create(file.uri);
    if (made !== 'created') return made === 'exists' ? 'changed' : 'refused';
  }
  const now = await files.read(file.uri);
  if (now.kind !== 'present' || isElsewhere(file, now) || isOther(file, now)) return 'changed';

  const { editor } = now;
  // A file that we create gets LF on every system.
  const eol: LineBreak | undefined = file.kind === 'absent' ? '\n' : undefined;
  if (edits.length > 0 && !(await editor.edit(edits, eol))) return 'refused';
  if (!editor.isDirty) return 'saved';
  if (!save) return 'unsaved';
  return (await editor.save()) ? 'saved' : 'unsavable';
}

function isSameStatus(a: GitStatus | undefined, b: GitStatus | undefined): boolean {
  return a?.root.toString() === b?.root.toString() && a?.ignored === b?.ignored && a?.tracked === b?.tracked;
}

/** Whether a file is really elsewhere by now, or its link or its local history setting changed. */
export function isElsewhere(before: Place, now: Place): boolean {
  return (
    now.real.toString() !== before.real.toString() ||
    now.isLink !== before.isLink ||
    now.leadsOutside !== before.leadsOutside ||
    now.isInHistory !== before.isInHistory
  );
}

/** Whether the text differs. Documents may differ: VS Code closes hidden ones, and one with the same text will do. */
function isOther(before: PresentFile | AbsentFile, now: PresentFile): boolean {
  if (before.kind === 'absent') return now.text !== '';
  return now.text !== before.text || now.onDisk !== before.onDisk;
}
