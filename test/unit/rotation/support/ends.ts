import assert from 'node:assert/strict';
import type { RotationOutcome } from '../../../../src/rotation/rotation';
import type { ProjectKey } from '../../../fakes/sinchProject';
import { projectId } from '../../../fakes/keyWorld';
import { pairOf, type Stage } from './stage';

/** How it ended; undefined where there was nothing to go on with. `unreadable`: its entry is corrupt, and left alone. */
export type End = RotationOutcome['kind'] | 'unreadable' | undefined;

export interface Expected {
  readonly cleanEnd: RotationOutcome['kind'];
  readonly wantsUndo: boolean;
  /** The user knows that a secret or an entry was in memory only, or that a secret is lost. */
  readonly isTold: boolean;
  /** One file may hold the old pair; then the new secret waits. */
  readonly isFileLeft: boolean;
  /** The credential was corrupted, and the user may have signed in with another. */
  readonly isSignedInAnew: boolean;
}

/** A rotation that was broken and gone on with ends as if nothing had happened, or as if it had never begun. */
export function assertEnd(stage: Stage, end: End, expected: Expected): void {
  const { cleanEnd, wantsUndo, isTold } = expected;
  switch (end) {
    case 'unreadable':
      break;
    case 'undone':
      assert.ok(wantsUndo || cleanEnd === 'undone', 'nobody wanted it undone');
      assertAsBefore(stage);
      break;
    case 'refused':
      assertAsBefore(stage);
      break;
    case 'retiring':
    case 'done':
      // A secret that is lost was placed nowhere, and the old key stays.
      if (isTold && end === 'retiring') break;
      assert.equal(end, cleanEnd);
      assertReplaced(stage, end === 'done', expected);
      break;
    default:
      // Its end was reached and not heard of, or its entry was lost with the memory it was held in.
      if (isTold) break;
      if (successorOf(stage)) assertReplaced(stage, cleanEnd === 'done', expected);
      else assertAsBefore(stage);
  }
}

function assertAsBefore(stage: Stage): void {
  const { world, old, begun } = stage;
  assert.equal(successorOf(stage), undefined, 'the new key lives on');
  assert.ok(world.sinch.keys.has(old.accessKeyId), 'the old key is deleted');
  for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(old));
  if (begun.signIn) assert.equal(signInKey(stage), old.accessKeyId);
  assertNothingKept(stage, 'waitingSecret:');
  assertNothingOfRotations(stage);
}

function assertReplaced(
  stage: Stage,
  isDone: boolean,
  { isFileLeft, isSignedInAnew }: Pick<Expected, 'isFileLeft' | 'isSignedInAnew'>,
): void {
  const { world, old, begun } = stage;
  const successor = successorOf(stage);
  assert.ok(successor, 'there is no new key');
  assert.equal(world.sinch.keys.has(old.accessKeyId), !isDone, 'the old key');
  const left = [...world.files.held.values()].filter(({ keyId }) => keyId === old.accessKeyId);
  assert.equal(left.length, isFileLeft ? 1 : 0, 'files with the old pair');
  if (begun.signIn && !isSignedInAnew) assert.equal(signInKey(stage), successor.accessKeyId);
  if (!isFileLeft) assertNothingKept(stage, 'waitingSecret:');
  if (isDone) assertNothingOfRotations(stage);
}

function assertNothingOfRotations(stage: Stage): void {
  assertNothingKept(stage, 'rotation:');
  assertNothingKept(stage, 'oldSecret:');
}

/** Its name is another one where the first was taken. */
function successorOf({ world: { sinch } }: Stage): ProjectKey | undefined {
  return [...sinch.keys.values()].find(({ accessKeyId }) => sinch.made.has(accessKeyId));
}

function signInKey({ world }: Stage): string | undefined {
  const stored = world.secrets.values.get(`credential:${projectId}`) ?? '';
  return /"keyId":"([^"]+)"/.exec(stored)?.[1];
}

function assertNothingKept({ world }: Stage, prefix: string): void {
  const kept = [...world.secrets.values.keys()].filter(key => key.startsWith(prefix));
  assert.deepEqual(kept, []);
}
