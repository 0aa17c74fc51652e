import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { RotationEnding, RotationStep } from '../../../src/rotation/rotation';
import { canUndo } from '../../../src/rotation/undo';
import type { PortCall } from '../../fakes/gate';
import { type KeyWindow, projectId } from '../../fakes/keyWorld';
import { assertPromises } from './support/promises';
import { begin, setStage, type Stage } from './support/stage';

type Way = 'goes on with it' | 'undoes it';

const ways: readonly Way[] = ['goes on with it', 'undoes it'];
const endings: readonly RotationEnding[] = ['keep', 'deleteAfter', 'deleteNow'];

/** What changes a file or the credential, or deletes a key, can't be called back once it is on its way. */
function isAct({ call, key }: Call): boolean {
  return call === 'files.replace' || call === 'sinch.delete' || key === `credential:${projectId}`;
}

interface Call {
  readonly call: PortCall;
  readonly key: string | undefined;
}

/** A window that falls asleep before its call of that number, or whose calls are only counted. */
function openSleeper({ world }: Stage, at?: number) {
  const calls: Call[] = [];
  const bed = new EventEmitter();
  const asleep = once(bed, 'asleep');
  const awake = once(bed, 'awake');
  const window = world.open({
    turn: async (call, key) => {
      calls.push({ call, key });
      if (calls.length - 1 !== at) return;
      bed.emit('asleep');
      await awake;
    },
  });
  return { window, calls, asleep, wake: () => bed.emit('awake') };
}

async function takeOver(window: KeyWindow, oldKeyId: string, way: Way): Promise<void> {
  const entry = await window.rotation.rotations.get(projectId, oldKeyId);
  if (!entry) return;
  const step: RotationStep = way === 'undoes it' && canUndo(entry.value) ? 'undo' : entry.value.step;
  await window.run({ ...entry.value, step }, entry.stamp);
}

describe('A window that falls asleep amid a rotation, and wakes after another one took over', () => {
  for (const way of ways) {
    for (const ending of endings) {
      it(`breaks no promise where the other ${way} (${ending})`, async () => {
        const counted = await setStage({ ending, signsIn: true });
        const { window, calls } = openSleeper(counted);
        await begin(window, counted.begun);
        assert.notEqual(calls.length, 0);
        for (const [index, call] of calls.entries()) {
          if (isAct(call)) continue;
          const stage = await setStage({ ending, signsIn: true });
          const sleeper = openSleeper(stage, index);
          const night = begin(sleeper.window, stage.begun);
          await sleeper.asleep;
          const other = stage.world.open();
          await takeOver(other, stage.begun.oldKeyId, way);
          sleeper.wake();
          const { outcome } = await night;
          await assertPromises(stage, {
            living: [sleeper.window, other],
            isTold: outcome.kind === 'orphaned',
            asked: false,
          }).catch((error: unknown) =>
            assert.fail(`asleep before ${call.call} (call ${index}), ${outcome.kind}: ${String(error)}`),
          );
        }
      });
    }
  }
});
