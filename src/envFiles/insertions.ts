import { type Disposable, EndOfLine, FileSystemError, type Uri, workspace } from 'vscode';
import { readVariables } from '../dotenv/readValue';
import type { Logger } from '../ui/log';
import { editDocument } from './editDocument';
import { exists } from './exists';
import { decode, type PresentFile, readFileState } from './fileState';
import { trySave } from './trySave';
import { makeNewFile } from './newFile';
import { OneAtATime } from './oneAtATime';
import type { EditPlan, Values } from './plan';

/**
 * What became of a plan. `saved`: the file on disk holds the values. `unsaved`: the editor holds them, as the user
 * wants it; `unsavable`: the editor holds them and could not save them. `changed`: the file is another than the one
 * the plan was made for, and nothing was done. `refused`: VS Code made no edit. `differs`: the file was saved, and
 * what it holds now is something else.
 */
export type Outcome = 'saved' | 'unsaved' | 'unsavable' | 'changed' | 'refused' | 'differs';

interface Unsaved {
  readonly values: Values;
  readonly onSaved: () => unknown;
}

/** Carries plans out, one at a time for each file, and watches for the moment the disk holds what was inserted. */
export class Insertions implements Disposable {
  private readonly queue = new OneAtATime();
  private readonly unsaved = new Map<string, readonly Unsaved[]>();
  private readonly saves = workspace.onDidSaveTextDocument(({ uri }) => this.look(uri));
  private readonly closes = workspace.onDidCloseTextDocument(({ uri }) =>
    this.unsaved.delete(uri.toString()),
  );

  constructor(private readonly log: Logger) {}

  /**
   * Edits the file in one step to undo, saves it where `save` is set, and reads it back from disk.
   * @param onSaved called for `unsaved` and `unsavable` once the file on disk holds the values, which may be never; what it
   * rejects with is logged
   */
  async apply(plan: EditPlan, save: boolean, onSaved: () => unknown): Promise<Outcome> {
    const key = plan.file.uri.toString();
    const outcome = await this.queue.run(key, () => apply(plan, save));
    if (outcome === 'unsaved' || outcome === 'unsavable') {
      this.unsaved.set(key, [...(this.unsaved.get(key) ?? []), { values: plan.values, onSaved }]);
      // It may have been saved by now, by a setting or by hand.
      await this.look(plan.file.uri);
    }
    return outcome;
  }

  dispose(): void {
    this.saves.dispose();
    this.closes.dispose();
    this.unsaved.clear();
  }

  /** Never rejects. */
  private async look(uri: Uri): Promise<void> {
    const key = uri.toString();
    for (const entry of this.unsaved.get(key) ?? []) {
      try {
        if (!(await holds(uri, entry.values))) continue;
        this.unsaved.set(key, this.unsaved.get(key)?.filter(other => other !== entry) ?? []);
        await entry.onSaved();
      } catch (error) {
        this.log.error('What is to be done once a file holds a key failed.', error);
      }
    }
  }
}

async function apply(plan: EditPlan, save: boolean): Promise<Outcome> {
  const { file, edits, values } = plan;
  if (file.kind === 'absent' && !(await makeNewFile(file.uri))) {
    return (await exists(file.uri)) ? 'changed' : 'refused';
  }
  const now = await readFileState(file.uri);
  if (now.kind !== 'present' || (file.kind === 'present' ? isOther(file, now) : now.text !== '')) {
    return 'changed';
  }
  const { uri, document } = now;
  // A file of ours has LF on every system.
  const eol = file.kind === 'absent' ? EndOfLine.LF : document.eol;
  if (edits.length > 0 && !(await editDocument(document, edits, { eol }))) return 'refused';
  if (document.isDirty && !save) return 'unsaved';
  if (document.isDirty && !(await trySave(document))) return 'unsavable';
  return (await holds(uri, values)) ? 'saved' : 'differs';
}

/** A document nobody shows is closed after a while: another one of the same text is as good. */
function isOther(before: PresentFile, now: PresentFile): boolean {
  return now.text !== before.text || now.onDisk !== before.onDisk;
}

async function holds(uri: Uri, values: Values): Promise<boolean> {
  try {
    const written = readVariables(decode(await workspace.fs.readFile(uri)) ?? '');
    return values.every(([name, value]) => written.get(name) === value);
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}
