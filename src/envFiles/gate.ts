import type { Uri } from 'vscode';
import type { TextEdit } from '../dotenv/textEdit';
import type { AbsentFile, FilePort, LineBreak, Place, PresentFile } from './fileState';
import type { GitStatus } from './gitStatus';

/** A file as it was when a person agreed to a write, or when that was worked out. */
export interface Agreed {
  readonly file: PresentFile | AbsentFile;
  /** What Git did with it; undefined in no repository, `unasked` where that does not matter. */
  readonly git: GitStatus | undefined | 'unasked';
}

export interface GateParts {
  readonly files: FilePort;
  readonly gitStatus: (uri: Uri) => Promise<GitStatus | undefined>;
}

/**
 * What became of a write. `saved`: the file was saved, or holds the edits already. `unsaved`: the editor holds them, as
 * asked for; `unsavable`: the editor holds them and could not save them. `changed`: the file is another by now, or
 * elsewhere, or Git does something else with it, and nothing was done. `refused`: VS Code made no edit.
 */
export type WriteOutcome = 'saved' | 'unsaved' | 'unsavable' | 'changed' | 'refused';

/**
 * The only way into a file: looks at it, at where links lead and at what Git does with it right before it is written, and
 * leaves it alone where that is not what was agreed to. VS Code saves by path, so that a race of a moment remains.
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
  // A file of ours has LF on every system.
  const eol: LineBreak | undefined = file.kind === 'absent' ? '\n' : undefined;
  if (edits.length > 0 && !(await editor.edit(edits, eol))) return 'refused';
  if (!editor.isDirty) return 'saved';
  if (!save) return 'unsaved';
  return (await editor.save()) ? 'saved' : 'unsavable';
}

function isSameStatus(a: GitStatus | undefined, b: GitStatus | undefined): boolean {
  return a?.root.toString() === b?.root.toString() && a?.ignored === b?.ignored && a?.tracked === b?.tracked;
}

/** Whether a file is not where it was, or links or settings mean something else for it. */
export function isElsewhere(before: Place, now: Place): boolean {
  return (
    now.real.toString() !== before.real.toString() ||
    now.isLink !== before.isLink ||
    now.leadsOutside !== before.leadsOutside ||
    now.isInHistory !== before.isInHistory
  );
}

/** A document nobody shows is closed after a while: another one of the same text is as good. */
function isOther(before: PresentFile | AbsentFile, now: PresentFile): boolean {
  if (before.kind === 'absent') return now.text !== '';
  return now.text !== before.text || now.onDisk !== before.onDisk;
}
