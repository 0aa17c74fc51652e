import assert from 'node:assert/strict';
import { continueRotation } from '../../../../src/rotation/continueRotation';
import type { RotationEnding, RotationOutcome, RotationStep } from '../../../../src/rotation/rotation';
import type { PortCall } from '../../../fakes/gate';
import { type KeyWindow, projectId } from '../../../fakes/keyWorld';
import { answering } from './answers';
import { begin, runsOnce, setStage, type Stage, standingBefore } from './stage';

type Run = ReturnType<KeyWindow['run']>;

/** A piece of work that a window does from beginning to end. */
export interface Scenario {
  readonly name: string;
  /** The user asked for the old key to be deleted. */
  readonly deletes: boolean;
  /** How it ends where what the user decided was never written down; undefined where nothing was decided. */
  readonly undecidedEnd?: RotationOutcome['kind'];
  readonly prepare: () => Promise<{
    readonly stage: Stage;
    readonly work: (window: KeyWindow, onStep?: (step: RotationStep) => void) => Run;
  }>;
}

/** A call that a scenario makes when nothing disturbs it. */
export interface RecordedCall {
  readonly step: RotationStep;
  readonly call: PortCall;
  readonly index: number;
}

interface Kind {
  readonly ending: RotationEnding;
  readonly signsIn: boolean;
}

const kinds: readonly Kind[] = [
  { ending: 'keep', signsIn: true },
  { ending: 'keep', signsIn: false },
  { ending: 'deleteAfter', signsIn: true },
  { ending: 'deleteNow', signsIn: true },
  { ending: 'deleteFirst', signsIn: false },
];

/** From before the key is asked for to after its release: the steps that can be taken back. */
const undone: readonly RotationStep[] = ['create', 'prove', 'signIn', 'replace', 'release', 'retire'];

export const scenarios: readonly Scenario[] = [
  ...kinds.map(rotate),
  ...kinds.filter(({ ending }) => ending === 'keep').map(kind => laterDelete(kind)),
  ...undone.map(step => undoBefore(step, { ending: 'keep', signsIn: true })),
  undoBefore('retire', { ending: 'keep', signsIn: false }),
  undoBefore('deleteOld', { ending: 'deleteNow', signsIn: true }),
];

function rotate(kind: Kind): Scenario {
  return {
    name: `rotate (${words(kind)})`,
    deletes: false,
    prepare: async () => {
      const stage = await setStage(kind);
      return {
        stage,
        work: (window, onStep) => begin(window, stage.begun, ({ step }) => onStep?.(step)),
      };
    },
  };
}

function laterDelete(kind: Kind): Scenario {
  return carriedOn(`delete the old key (${words(kind)})`, kind, 'retire', 'deleteOld');
}

function undoBefore(step: RotationStep, kind: Kind): Scenario {
  return carriedOn(`undo before ${step} (${words(kind)})`, kind, step, 'undo');
}

function carriedOn(name: string, kind: Kind, from: RotationStep, step: RotationStep): Scenario {
  return {
    name,
    deletes: step === 'deleteOld',
    undecidedEnd: kind.ending === 'keep' ? 'retiring' : 'done',
    prepare: async () => {
      const stage = await setStage(kind);
      const standing = await standingBefore(stage, from);
      return {
        stage,
        work: async (window, onStep) => {
          try {
            const entry = await window.rotation.rotations.get(projectId, standing.value.oldKeyId);
            assert.ok(entry);
            const run = runsOnce(window, entry.value, ({ step }) => onStep?.(step));
            const questions = answering(window, run.answers);
            return await run.result(
              continueRotation(window.rotation, questions, { ...entry.value, step }, entry.stamp),
            );
          } catch (error) {
            return { rotation: standing.value, outcome: { kind: 'failed', error }, isSecretHeld: false };
          }
        },
      };
    },
  };
}

function words({ ending, signsIn }: Kind): string {
  return `${ending}, ${signsIn ? 'signs in with it' : 'signs in with another'}`;
}

/** The calls of a run that nothing disturbs, and how it ends. */
export async function record({
  prepare,
}: Scenario): Promise<{ readonly calls: readonly RecordedCall[]; readonly outcome: RotationOutcome }> {
  const { stage, work } = await prepare();
  const window = stage.world.open();
  const begins: { readonly step: RotationStep; readonly index: number }[] = [];
  const { outcome } = await work(window, step => {
    // A step begins with its entry in the journal.
    begins.push({ step, index: window.gate.calls.lastIndexOf('secrets.store') });
  });
  const [first] = begins;
  assert.ok(first);
  const calls = window.gate.calls.map((call, index) => {
    const { step } = begins.findLast(each => each.index <= index) ?? first;
    return { step, call, index };
  });
  return { calls, outcome };
}
