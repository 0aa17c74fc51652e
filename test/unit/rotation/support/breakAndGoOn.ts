import assert from 'node:assert/strict';
import { deleteLeftSecrets } from '../../../../src/rotation/oldSecrets';
import { takeWay, waysOn } from '../../../../src/rotation/resumeRotation';
import type { RotationOutcome } from '../../../../src/rotation/rotation';
import { SignedOutError } from '../../../../src/projects/connections';
import type { Fault } from '../../../fakes/gate';
import { type KeyWindow, projectId } from '../../../fakes/keyWorld';
import { answering } from './answers';
import { assertEnd, type End } from './ends';
import { assertOldSecrets, assertPromises } from './promises';
import type { Scenario } from './scenarios';
import { pairOf, type Stage } from './stage';

/** What happens after the break: in which window, and what the user wants. */
const ways = ['go on', 'go on in another window', 'undo', 'undo in another window'] as const;

export type Way = (typeof ways)[number];

/**
 * Those that differ: a dead window does nothing more, only what the keyring refused is in a window's memory, and what is
 * being undone is undone in any case.
 */
export function waysAfter({ kind }: Fault, cleanEnd: RotationOutcome['kind']): readonly Way[] {
  const isUndo = cleanEnd === 'undone';
  switch (kind) {
    case 'trouble':
      return isUndo ? ['go on', 'go on in another window'] : ways;
    case 'crash':
      return isUndo ? ['go on in another window'] : ['go on in another window', 'undo in another window'];
    case 'abort':
    case 'fails':
    case 'file':
      return isUndo ? ['go on'] : ['go on', 'undo in another window'];
  }
}

export interface Break {
  readonly scenario: Scenario;
  /** Of the call that goes wrong. */
  readonly index: number;
  readonly fault: Fault;
  readonly way: Way;
  /** The call that writes what the user decided. */
  readonly decidedAt: number;
  /** How the scenario ends when nothing disturbs it. */
  readonly cleanEnd: RotationOutcome['kind'];
}

/** Lets one call of a scenario go wrong, goes on until it ends, and holds it against what was promised. */
export async function breakAndGoOn({
  scenario,
  index,
  fault,
  way,
  decidedAt,
  cleanEnd,
}: Break): Promise<void> {
  const { stage, work } = await scenario.prepare();
  const first = stage.world.open({ faultOf: (_, each) => (each === index ? fault : undefined) });
  const { outcome, isSecretHeld } = await work(first);
  const { isDead } = first.gate;
  const isTold = isSecretHeld || outcome.kind === 'orphaned';
  await assertPromises(stage, { living: isDead ? [] : [first], isTold, asked: scenario.deletes });
  assertOldSecrets(stage);

  const window = way.endsWith('in another window') ? stage.world.open() : first;
  const wantsUndo = way.startsWith('undo');
  const end = await goOn(stage, window, wantsUndo);
  await assertPromises(stage, { living: [window], isTold, asked: scenario.deletes });
  assertOldSecrets(stage);
  await deleteLeftSecrets(window.rotation, stage.world.now + 31 * 24 * 60 * 60_000);
  const { undecidedEnd } = scenario;
  const isUndecided = undecidedEnd !== undefined && index <= decidedAt && end === undecidedEnd;
  assertEnd(stage, end ?? (isOver(outcome.kind) ? outcome.kind : undefined), {
    cleanEnd: isUndecided ? undecidedEnd : outcome.kind === 'newKeyGone' ? 'retiring' : cleanEnd,
    wantsUndo,
    isTold,
    // A key that leaked goes although a file holds it.
    isFileLeft: fault.kind === 'file' && stage.begun.ending === 'deleteNow',
    isSignedInAnew: fault.kind === 'trouble' && fault.trouble === 'corrupts',
  });
}

/** Goes on as a user would until the rotation rests or is over. */
async function goOn(stage: Stage, window: KeyWindow, wantsUndo: boolean): Promise<End> {
  const { world, begun } = stage;
  world.mend();
  const stops: RotationOutcome['kind'][] = [];
  const questions = answering(window, {
    whileRotating: async (_, task) => {
      assert.ok(stops.length < 5, `it never ends: ${stops.join(', ')}`);
      const result = await task({ signal: window.signal });
      stops.push(result.outcome.kind);
      return result;
    },
    confirmDeleteOrphan: () => Promise.resolve(true),
    decideOnSecretGone: () => Promise.resolve('leaveFiles'),
    decideOnFilesLeft: () => Promise.resolve('tryAgain'),
    decideOnNewKeyGone: () => assert.fail('nobody else does anything'),
    decideOnFailure: async (_, error) => {
      assert.ok(error instanceof SignedOutError, `it can't go on: ${String(error)}`);
      await signIn(stage, window, world.sinch.keys.has(begun.oldKeyId) ? begun.oldName : 'production');
      return 'continue';
    },
    tell: async (_, { kind }) => {
      assert.notEqual(kind, 'takenOver', 'nobody else does anything');
      if (kind === 'secretGone') await signIn(stage, window, 'production');
    },
  });
  for (;;) {
    const last = stops.at(-1);
    if (last !== undefined && (last === 'retiring' || isOver(last))) return last;
    const entry = await window.rotation.rotations.get(projectId, begun.oldKeyId);
    if (!entry) return isKept(stage) ? 'unreadable' : undefined;
    const way = wantsUndo && waysOn(entry.value).includes('undo') ? 'undo' : 'continue';
    if (way === 'continue' && entry.value.step === 'retire') return 'retiring';
    await takeWay(window.rotation, questions, entry, way);
  }
}

async function signIn({ world }: Stage, { rotation }: KeyWindow, name: string): Promise<void> {
  const key = world.sinch.named(name);
  assert.ok(key);
  await rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(key) });
}

function isKept({ world, old }: Stage): boolean {
  return world.secrets.values.has(`rotation:${projectId}/${old.accessKeyId}`);
}

function isOver(kind: RotationOutcome['kind']): boolean {
  return kind === 'done' || kind === 'undone' || kind === 'refused';
}
