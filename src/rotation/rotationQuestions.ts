import type { Replacement } from '../envFiles/replacePair';
import type { AccessKey } from '../sinch/types';
import type { Rotation, RotationEnding, RotationOutcome } from './rotation';
import type { RunOptions, RunResult } from './runRotation';

/** What can be done with a paused rotation. */
export type Way = 'continue' | 'deleteOldKey' | 'undo' | 'abandon';

/** How a rotation ended, or that it can't be continued before the user signed in with another key. */
export type ToldOutcome = Extract<
  RotationOutcome,
  { readonly kind: 'done' | 'undone' | 'refused' | 'takenOver' | 'secretGone' }
>;

export type RotationTask = (options: Pick<RunOptions, 'signal' | 'onStep'>) => Promise<RunResult>;

/**
 * What a rotation asks and tells the user while it runs. `undefined` for an answer: the user decides later, and the
 * rotation stays as it is. Whatever is asked with `ways` is answered by one of them.
 */
export interface RotationQuestions {
  /** Shows how far `task` is, and can cancel it. */
  whileRotating(rotation: Rotation, task: RotationTask): PromiseLike<RunResult>;
  /** Whether to rotate although the secret of the new key would be in this window's memory only. */
  confirmHoldInMemory(rotation: Rotation): Promise<boolean>;
  confirmDeleteOldKey(rotation: Rotation): Promise<boolean>;
  /** Both keys work. @returns whether the user wants to delete the old one now */
  decideOnRetiring(rotation: Rotation, isSecretPending: boolean): Promise<boolean>;
  decideOnFailure(
    rotation: Rotation,
    error: unknown,
    ways: readonly ('continue' | 'undo')[],
  ): Promise<'continue' | 'undo' | undefined>;
  /** The new key exists, and its secret is lost. @returns whether to delete it, and to create another */
  confirmDeleteOrphan(key: AccessKey): Promise<boolean>;
  whileDeletingOrphan(key: AccessKey, task: (signal: AbortSignal) => Promise<void>): PromiseLike<void>;
  decideOnNewKeyGone(
    rotation: Rotation,
    ways: readonly ('undo' | 'deleteOldKey')[],
  ): Promise<'undo' | 'deleteOldKey' | undefined>;
  /** VS Code no longer has the secret for the files that aren't changed yet. */
  decideOnSecretGone(rotation: Rotation): Promise<'leaveFiles' | undefined>;
  /** `replaceAnyway`: the user agrees to the risks for which files were left alone. */
  decideOnFilesLeft(
    rotation: Rotation,
    results: ReadonlyMap<string, Replacement>,
  ): Promise<'tryAgain' | 'replaceAnyway' | 'leaveFiles' | undefined>;
  tell(rotation: Rotation, outcome: ToldOutcome): Promise<void>;
  /** The secret of the new key is in this window's memory only. */
  tellHeldInMemory(rotation: Rotation): void;
}

/** What is asked of a rotation that stopped, or whose old key retires. */
export interface ResumeQuestions extends RotationQuestions {
  decideOnResume(rotation: Rotation, ways: readonly Way[]): Promise<Way | undefined>;
  confirmUndo(rotation: Rotation): Promise<boolean>;
  confirmAbandon(rotation: Rotation): Promise<boolean>;
  tellUnderWay(rotation: Rotation, where: 'here' | 'elsewhere'): void;
}

/** A file that holds the ID of a key, with the variables for its secret. */
export interface RotatedUse {
  readonly uri: { toString(): string };
  readonly accessKeyId: string;
  readonly pairs: readonly { readonly keySecret: string | undefined }[];
  /** The names of the risks of the file that the user agreed to; none by default. */
  readonly agreed?: readonly string[] | undefined;
}

/** What the user wants of a rotation. */
export interface RotationPlan {
  /** Of the new key; undefined where several are rotated, each of which gets a name of its own. */
  readonly name: string | undefined;
  /** The files to change. */
  readonly files: readonly RotatedUse[];
  readonly ending: RotationEnding;
}

export interface PlanRequest {
  readonly keys: readonly AccessKey[];
  /** Of the new key; undefined for several. */
  readonly name: string | undefined;
  /** The keys whose names are taken. */
  readonly taken: readonly AccessKey[];
  /** The secrets of the keys as far as they are known, by key ID. */
  readonly secrets: ReadonlyMap<string, string>;
  /** What may become of the old key; the first unless the user says otherwise. */
  readonly endings: readonly RotationEnding[];
}

/** What is asked before keys are rotated. */
export interface PlanQuestions {
  /** The keys of a project as they are now. Rejects where they can't be had. */
  listKeys(projectId: string): Promise<readonly AccessKey[]>;
  askForPlan(request: PlanRequest): Promise<RotationPlan | undefined>;
}

/** What is asked before one key is rotated. */
export interface RotateQuestions extends ResumeQuestions, PlanQuestions {
  /**
   * How a full project gets room for a new key: the user deleted another one, or the old key is deleted first.
   * @param mayGoFirst false where the extension signs in with the key: without it nobody could create another
   */
  decideOnRoom(key: AccessKey, mayGoFirst: boolean): Promise<'made' | 'deleteFirst' | undefined>;
  confirmDeleteFirst(key: AccessKey): Promise<boolean>;
}
