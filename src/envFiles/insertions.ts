import pLimit, { type LimitFunction } from 'p-limit';
import type { Uri } from 'vscode';
import { readVariables } from '../dotenv/readValue';
import type { Logger } from '../ui/log';
import type { FilePort, PresentFile } from './fileState';
import type { EditPlan, Values } from './plan';

/**
 * What became of a plan. `saved`: the file on disk holds the values. `unsaved`: the editor holds them, as the user
 * wants it; `unsavable`: the editor holds them and could not save them. `changed`: the file is another than the one
 * the plan was made for, and nothing was done. `refused`: VS Code made no edit. `differs`: the file was saved, and
 * what it holds now is something else.
 */
export type Outcome = 'saved' | 'unsaved' | 'unsavable' | 'changed' | 'refused' | 'differs';

export interface Application {
  readonly outcome: Outcome;
  /** What `onDisk` failed with, where the file was saved at once. */
  readonly onDiskFailure?: { readonly error: unknown };
}

export interface ApplyOptions {
  readonly save: boolean;
  /**
   * Called exactly once, when the file on disk holds the values: for `saved` before `apply` resolves; for `unsaved` and
   * `unsavable` when the file is saved, which may be never. What it fails with then is logged.
   */
  readonly onDisk?: (() => unknown) | undefined;
}

interface Unsaved {
  readonly values: Values;
  readonly onDisk: () => unknown;
}

/** Carries plans out, one at a time for each file, and watches for the moment the disk holds what was inserted. */
export class Insertions {
  private readonly queues = new Map<string, LimitFunction>();
  private readonly unsaved = new Map<string, readonly Unsaved[]>();
  private readonly watch: { dispose(): unknown };

  constructor(
    private readonly files: FilePort,
    private readonly log: Logger,
  ) {
    this.watch = files.watch((uri, event) => {
      if (event === 'closed') this.unsaved.delete(uri.toString());
      else void this.look(uri);
    });
  }

  /** Edits the file in one step to undo, saves it where `save` is set, and reads it back from disk. */
  async apply(plan: EditPlan, { save, onDisk }: ApplyOptions): Promise<Application> {
    const { uri } = plan.file;
    const key = uri.toString();
    const queue = this.queues.get(key) ?? pLimit(1);
    this.queues.set(key, queue);
    const outcome = await queue(() => this.carryOut(plan, save));
    if (!onDisk) return { outcome };
    if (outcome === 'saved') {
      try {
        await onDisk();
      } catch (error) {
        return { outcome, onDiskFailure: { error } };
      }
    }
    if (outcome === 'unsaved' || outcome === 'unsavable') {
      this.unsaved.set(key, [...(this.unsaved.get(key) ?? []), { values: plan.values, onDisk }]);
      // It may have been saved by now, by a setting or by hand.
      await this.look(uri);
    }
    return { outcome };
  }

  dispose(): void {
    this.watch.dispose();
    this.unsaved.clear();
  }

  private async carryOut({ file, edits, values }: EditPlan, save: boolean): Promise<Outcome> {
    if (file.kind === 'absent') {
      const made = await this.files.create(file.uri);
      if (made !== 'created') return made === 'exists' ? 'changed' : 'refused';
    }
    const now = await this.files.read(file.uri);
    if (now.kind !== 'present' || (file.kind === 'present' ? isOther(file, now) : now.text !== ''))
      return 'changed';

    const { editor } = now;
    // A file of ours has LF on every system.
    const eol = file.kind === 'absent' ? '\n' : undefined;
    if (edits.length > 0 && !(await editor.edit(edits, eol))) return 'refused';
    if (editor.isDirty && !save) return 'unsaved';
    if (editor.isDirty && !(await editor.save())) return 'unsavable';
    return (await this.holds(file.uri, values)) ? 'saved' : 'differs';
  }

  /** Never rejects. */
  private async look(uri: Uri): Promise<void> {
    const key = uri.toString();
    for (const entry of this.unsaved.get(key) ?? []) {
      try {
        if (!(await this.holds(uri, entry.values))) continue;
        const waiting = this.unsaved.get(key) ?? [];
        // Another look may have found it meanwhile.
        if (!waiting.includes(entry)) continue;
        this.unsaved.set(
          key,
          waiting.filter(other => other !== entry),
        );
        await entry.onDisk();
      } catch (error) {
        this.log.error('What is to be done once a file holds a key failed.', error);
      }
    }
  }

  private async holds(uri: Uri, values: Values): Promise<boolean> {
    const written = readVariables((await this.files.readDisk(uri)) ?? '');
    return values.every(([name, value]) => written.get(name) === value);
  }
}

/** A document nobody shows is closed after a while: another one of the same text is as good. */
function isOther(before: PresentFile, now: PresentFile): boolean {
  return now.text !== before.text || now.onDisk !== before.onDisk;
}
