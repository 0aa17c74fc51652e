import pLimit, { type LimitFunction } from 'p-limit';
import type { Uri } from 'vscode';
import { readVariables } from '../dotenv/readValue';
import { scan } from '../dotenv/scan';
import { countingPieces } from '../dotenv/shellStructure';
import type { Logger } from '../ui/log';
import { type Agreed, type GateParts, writeAsAgreed, type WriteOutcome } from './gate';
import type { EditPlan } from './plan';

/**
 * The result of a plan. `saved`: the file on disk holds the values. `differs`: the file was saved, but the disk doesn't
 * hold the values. The others: see `WriteOutcome`.
 */
export type Outcome = WriteOutcome | 'differs';

export interface Application {
  readonly outcome: Outcome;
  /** The error of `onDisk`, if the file was saved at once. */
  readonly onDiskFailure?: { readonly error: unknown };
}

export interface ApplyOptions extends Pick<Agreed, 'git'> {
  readonly save: boolean;
  /** Asks Git before the file is written; the gate's own by default. If it rejects, nothing is written. */
  readonly gitStatus?: GateParts['gitStatus'];
  /**
   * Called exactly once, when the file on disk holds the values: for `saved` before `apply` resolves; for `unsaved` and
   * `unsavable` when the file is saved, which may be never. If it fails then, the error is logged.
   */
  readonly onDisk?: OnDisk | undefined;
}

/** @param file the address of the file that holds the values, after following all links */
export type OnDisk = (file: Uri) => unknown;

type Written = Pick<EditPlan, 'values' | 'shell'>;

interface Unsaved extends Written {
  readonly onDisk: () => unknown;
}

/** Carries out plans, one at a time for each file, and notices when the disk holds the inserted values. */
export class Insertions {
  private readonly queues = new Map<string, LimitFunction>();
  private readonly unsaved = new Map<string, readonly Unsaved[]>();
  private readonly watch: { dispose(): unknown };

  constructor(
    private readonly gate: GateParts,
    private readonly log: Logger,
  ) {
    this.watch = gate.files.watch((uri, event) => {
      if (event === 'closed') this.unsaved.delete(uri.toString());
      else void this.look(uri);
    });
  }

  /** Edits the file in one undo step, saves it if `save` is set, and then reads it back from disk. */
  async apply(plan: EditPlan, options: ApplyOptions): Promise<Application> {
    const { onDisk } = options;
    const { uri, real } = plan.file;
    const key = uri.toString();
    // Links to one file wait for each other.
    const queue = this.queues.get(real.toString()) ?? pLimit(1);
    this.queues.set(real.toString(), queue);
    const outcome = await queue(() => this.carryOut(plan, options));
    if (!onDisk) return { outcome };
    if (outcome === 'saved') {
      try {
        await onDisk(real);
      } catch (error) {
        return { outcome, onDiskFailure: { error } };
      }
    }
    if (outcome === 'unsaved' || outcome === 'unsavable') {
      this.unsaved.set(key, [
        ...(this.unsaved.get(key) ?? []),
        { values: plan.values, shell: plan.shell, onDisk: () => onDisk(real) },
      ]);
      // The user or auto save may have saved it by now.
      await this.look(uri);
    }
    return { outcome };
  }

  dispose(): void {
    this.watch.dispose();
    this.unsaved.clear();
  }

  private async carryOut(
    plan: EditPlan,
    { save, git, gitStatus = this.gate.gitStatus }: ApplyOptions,
  ): Promise<Outcome> {
    const { file, edits } = plan;
    const gate = { ...this.gate, gitStatus };
    const outcome = await writeAsAgreed(gate, { file, git }, edits, { save });
    return outcome === 'saved' && !(await this.holds(file.uri, plan)) ? 'differs' : outcome;
  }

  /** Calls `onDisk` for the unsaved values that the disk holds by now. Never rejects. */
  private async look(uri: Uri): Promise<void> {
    const key = uri.toString();
    for (const entry of this.unsaved.get(key) ?? []) {
      try {
        if (!(await this.holds(uri, entry))) continue;
        const waiting = this.unsaved.get(key) ?? [];
        // Another call may have handled it meanwhile.
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

  private async holds(uri: Uri, { values, shell }: Written): Promise<boolean> {
    const text = (await this.gate.files.readDisk(uri)) ?? '';
    const written = readVariables(text, countingPieces(scan(text), shell));
    return values.every(([name, value]) => written.get(name) === value);
  }
}
