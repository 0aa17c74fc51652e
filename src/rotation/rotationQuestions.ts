import type { Replacement } from '../envFiles/replacePair';
import type { Risk } from '../envFiles/risks';
import type { AccessKey } from '../sinch/types';
import type { Rotation, RotationEnding, RotationOutcome } from './rotation';
import type { RunOptions, RunResult } from './runRotation';

/** A way to proceed with a paused rotation, or with one whose old key is retiring. */
export type Way = 'continue' | 'deleteOldKey' | 'undo' | 'abandon';

/** An outcome that is only shown: the rotation ended, or the user has to sign in with another key to continue it. */
export type ToldOutcome = Extract<
  RotationOutcome,
  { readonly kind: 'done' | 'undone' | 'refused' | 'takenOver' | 'secretGone' }
>;

export type RotationTask = (options: Pick<RunOptions, 'signal' | 'onStep'>) => Promise<RunResult>;

/**
 * What a rotation asks and shows the user while it runs. The answer `undefined` means that the user decides later: the
 * rotation stays as it is. A question with `ways` is answered with one of them.
 */
export interface RotationQuestions {
  /** Shows the progress of `task`, and lets the user cancel it. */
  whileRotating(rotation: Rotation, task: RotationTask): PromiseLike<RunResult>;
  /** Whether to rotate although the rotation and the new secret would be in this window's memory only. */
  confirmHoldInMemory(rotation: Rotation): Promise<boolean>;
  confirmDeleteOldKey(rotation: Rotation): Promise<boolean>;
  /** Both keys work. @returns whether the user wants to delete the old one now */
  decideOnRetiring(rotation: Rotation, isSecretPending: boolean): Promise<boolean>;
  decideOnFailure(
    rotation: Rotation,
    error: unknown,
    ways: readonly ('continue' | 'undo')[],
  ): Promise<'continue' | 'undo' | undefined>;
  /** The new key exists, but its secret is lost. @returns whether to delete it and create another */
  confirmDeleteOrphan(key: AccessKey): Promise<boolean>;
  whileDeletingOrphan(key: AccessKey, task: (signal: AbortSignal) => Promise<void>): PromiseLike<void>;
  decideOnNewKeyGone(
    rotation: Rotation,
    ways: readonly ('undo' | 'deleteOldKey')[],
  ): Promise<'undo' | 'deleteOldKey' | undefined>;
  /** Asks what to do if VS Code no longer has the secret for the files that aren't changed yet. */
  decideOnSecretGone(rotation: Rotation): Promise<'leaveFiles' | undefined>;
  /** `replaceAnyway`: the user agrees to the risks because of which files weren't changed. */
  decideOnFilesLeft(
    rotation: Rotation,
    results: ReadonlyMap<string, Replacement>,
  ): Promise<'tryAgain' | 'replaceAnyway' | 'leaveFiles' | undefined>;
  tell(rotation: Rotation, outcome: ToldOutcome): Promise<void>;
  /** Says that the secret of the new key is in this window's memory only. */
  tellHeldInMemory(rotation: Rotation): void;
}

/** What to ask about a paused rotation, or one whose old key is retiring. */
export interface ResumeQuestions extends RotationQuestions {
  decideOnResume(rotation: Rotation, ways: readonly Way[]): Promise<Way | undefined>;
  confirmUndo(rotation: Rotation): Promise<boolean>;
  confirmAbandon(rotation: Rotation): Promise<boolean>;
  tellUnderWay(rotation: Rotation, where: 'here' | 'elsewhere'): void;
}

/** A file that holds the ID of a key, with the secrets in its variables. */
export interface RotatedUse {
  readonly uri: { toString(): string };
  readonly accessKeyId: string;
  readonly pairs: readonly {
    readonly keySecret: string | undefined;
    readonly keySecretName?: string | undefined;
  }[];
  /** The names of the risks of the file that the user agreed to; none by default. */
  readonly agreed?: readonly string[] | undefined;
}

/** The user's decisions before a rotation. */
export interface RotationPlan {
  /** The new key's name; undefined if several keys are rotated, each of which gets its own name. */
  readonly name: string | undefined;
  /** The files to change. */
  readonly files: readonly RotatedUse[];
  readonly ending: RotationEnding;
}

/** What files claim to be the secrets of the keys to rotate. */
export interface FileClaims {
  /**
   * Tries each claim of the files at Sinch, one after another until the key's secret is found. Sends nothing for a key
   * whose secret is known. Never rejects: what can't be tried stays unchecked.
   */
  check(uses: readonly RotatedUse[], signal: AbortSignal): Promise<void>;
  /** Why what a file claims doesn't count as known; undefined if it does, or if the file claims nothing. */
  riskOf(use: RotatedUse): Extract<Risk, { readonly code: 'rejectedClaim' | 'uncheckedClaim' }> | undefined;
}

export interface PlanRequest {
  readonly keys: readonly AccessKey[];
  /** The new key's proposed name; undefined for several keys. */
  readonly name: string | undefined;
  /** The keys whose names can't be used. */
  readonly taken: readonly AccessKey[];
  /** The secrets of the keys that are known from elsewhere than files, by key ID. */
  readonly secrets: ReadonlyMap<string, string>;
  /** What files claim about the other secrets. A file whose claim isn't proved is changed only if the user agreed. */
  readonly claims: FileClaims;
  /** The endings that the user can choose from; the first is the default. */
  readonly endings: readonly RotationEnding[];
}

/** What to ask before keys are rotated. */
export interface PlanQuestions {
  /** The keys of a project, freshly listed. Rejects if they can't be listed. */
  listKeys(projectId: string): Promise<readonly AccessKey[]>;
  askForPlan(request: PlanRequest): Promise<RotationPlan | undefined>;
}

/** What to ask before one key is rotated. */
export interface RotateQuestions extends ResumeQuestions, PlanQuestions {
  /**
   * How a full project gets room for the new key. `made`: the user deleted another one. `deleteFirst`: delete the old
   * one before the new one is created.
   * @param mayGoFirst false if the extension signs in with the old key: without it, the new one couldn't be created
   */
  decideOnRoom(key: AccessKey, mayGoFirst: boolean): Promise<'made' | 'deleteFirst' | undefined>;
  confirmDeleteFirst(key: AccessKey): Promise<boolean>;
}
