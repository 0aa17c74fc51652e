import { culpritOf } from '../projects/culprit';
import { signInKeys } from '../projects/signInKeys';
import { maxAccessKeys } from '../sinch/limits';
import type { AccessKey } from '../sinch/types';
import {
  beginRotation,
  type KnownOldKey,
  knownSecrets,
  laterEndings,
  nameFor,
  rotationFor,
} from './beginRotation';
import { askForPlan } from './claims';
import { isSecretPending } from './continueRotation';
import type { Rotation, RotationOutcome } from './rotation';
import type { RotationParts } from './rotationParts';
import type { PlanQuestions, RotationPlan, RotationQuestions } from './rotationQuestions';
import { rotationsBeside } from './resumeRotation';
import { runRotation } from './runRotation';

/** The result for one of several keys. */
export type KeyResult =
  | {
      readonly kind: 'stopped';
      readonly key: AccessKey;
      readonly rotation: Rotation;
      readonly outcome: RotationOutcome;
      readonly isSecretPending: boolean;
    }
  /** The rotation couldn't begin. */
  | { readonly kind: 'failed'; readonly key: AccessKey; readonly error: unknown }
  /** The key was already part of a rotation; its project is full; or its rotation wasn't tried. */
  | { readonly kind: 'rotating' | 'full' | 'notTried'; readonly key: AccessKey };

/** Reports the progress of several rotations, and can abort them. `index` counts the keys from 0. */
export interface BatchProgress {
  readonly signal: AbortSignal;
  readonly onKey: (index: number) => void;
  readonly onStep: (index: number, rotation: Rotation) => void;
}

/** What to ask and show the user when several keys are rotated. */
export interface BatchQuestions
  extends PlanQuestions, Pick<RotationQuestions, 'confirmHoldInMemory' | 'tellHeldInMemory'> {
  /** Shows the progress of `task`, and lets the user cancel it. */
  whileRotatingAll(
    keys: readonly AccessKey[],
    task: (progress: BatchProgress) => Promise<readonly KeyResult[]>,
  ): PromiseLike<readonly KeyResult[]>;
}

/**
 * Asks for one plan, and rotates several keys one after another. If one stops, the others continue, except those of a
 * project that can't be signed in to or reached. An abort pauses the running rotation, and the rest isn't tried.
 * @returns the result for each key; undefined if the user cancels the plan
 */
export async function rotateSeveral(
  parts: RotationParts,
  questions: BatchQuestions,
  keys: readonly AccessKey[],
): Promise<readonly KeyResult[] | undefined> {
  for (const projectId of new Set(keys.map(({ projectId }) => projectId)))
    await questions.listKeys(projectId);
  const signIns = await signInKeys(parts);
  const secrets = await knownSecrets(parts, signIns, keys);
  const plan = await askForPlan(parts, questions, {
    keys,
    name: undefined,
    taken: [],
    secrets,
    endings: laterEndings,
  });
  if (!plan) return undefined;
  return questions.whileRotatingAll(keys, async progress => {
    const results: KeyResult[] = [];
    const closed = new Set<string>();
    for (const [index, key] of keys.entries()) {
      progress.onKey(index);
      const result: KeyResult =
        progress.signal.aborted || closed.has(key.projectId)
          ? { kind: 'notTried', key }
          : await rotateNext(parts, questions, key, {
              plan,
              known: { signIn: signIns.get(key.accessKeyId), secret: secrets.get(key.accessKeyId) },
              signal: progress.signal,
              onStep: rotation => {
                progress.onStep(index, rotation);
              },
            }).catch((error: unknown) => ({ kind: 'failed', key, error }) as const);
      if (culpritOf(failureOf(result)?.error)) closed.add(key.projectId);
      results.push(result);
    }
    return results;
  });
}

/** The error with which the rotation of one of several keys failed; undefined if it didn't. */
export function failureOf(result: KeyResult): { readonly error: unknown } | undefined {
  if (result.kind === 'failed') return result;
  return result.kind === 'stopped' && 'error' in result.outcome ? result.outcome : undefined;
}

async function rotateNext(
  parts: RotationParts,
  questions: BatchQuestions,
  key: AccessKey,
  {
    plan,
    known,
    ...running
  }: {
    readonly plan: RotationPlan;
    readonly known: KnownOldKey;
    readonly signal: AbortSignal;
    readonly onStep: (rotation: Rotation) => void;
  },
): Promise<KeyResult> {
  const rotations = await rotationsBeside(parts, key);
  if (rotations.own) return { kind: 'rotating', key };
  const state = parts.keys.peek(key.projectId);
  const keys = state.status === 'unknown' ? undefined : state.keys;
  if (keys && keys.length >= maxAccessKeys) return { kind: 'full', key };
  const newName = nameFor(parts, key, keys ?? [], rotations.all);
  const planned = rotationFor(parts, key, plan, newName, { ...known, keys });
  const begun = await beginRotation(parts, questions, planned);
  if (!begun) return { kind: 'notTried', key };
  const { rotation, outcome, isSecretHeld } = await runRotation(parts, begun, running);
  const isPending = await isSecretPending(parts, rotation);
  if (isSecretHeld && isPending) questions.tellHeldInMemory(rotation);
  return { kind: 'stopped', key, rotation, outcome, isSecretPending: isPending };
}
