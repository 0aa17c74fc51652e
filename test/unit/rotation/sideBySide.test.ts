import assert from 'node:assert/strict';
import { setImmediate as idle } from 'node:timers/promises';
import { runRotation } from '../../../src/rotation/runRotation';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { deferred } from '../../fakes/deferred';
import { begin, setStage, type Stage, standingBefore } from './support/stage';

/** A rotation about to change its two files: `replace` or `undo` comes next. */
async function stand(step: 'replace' | 'undo') {
  const stage = await setStage({ ending: 'keep', signsIn: false });
  const { value, stamp } = await standingBefore(stage, step === 'undo' ? 'retire' : 'replace');
  const window = stage.world.open();
  return {
    stage,
    window,
    parts: window.rotation,
    options: { signal: window.signal, resumes: stamp },
    rotation: { ...value, step },
  };
}

/** How many times each call was made while a rotation ran that nothing disturbed. */
async function callsOf(stage: Stage): Promise<Readonly<Record<string, number>>> {
  const window = stage.world.open();
  await begin(window, stage.begun);
  const counts: Record<string, number> = {};
  for (const call of window.gate.calls) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

/** Answers all calls at once that are waiting when nothing else goes on, and counts how often it did. */
class Rounds {
  count = 0;
  private waiting: (() => void)[] = [];

  next(): Promise<void> {
    return new Promise(answer => this.waiting.push(answer));
  }

  async during<T>(work: Promise<T>): Promise<T> {
    while (!(await Promise.race([work.then(() => true), idle(false)]))) {
      if (this.waiting.length > 0) this.count += 1;
      for (const answer of this.waiting.splice(0)) answer();
    }
    return work;
  }
}

describe('A rotation of several files', () => {
  for (const step of ['replace', 'undo'] as const) {
    it(`changes them at the same time (${step})`, async () => {
      const { parts, options, rotation, stage } = await stand(step);
      const all = deferred<undefined>();
      const begun: string[] = [];
      const replace: typeof parts.replace = async (...args) => {
        begun.push(args[0]);
        if (begun.length === rotation.files.length) all.resolve(undefined);
        await all.promise;
        return parts.replace(...args);
      };
      const { outcome } = await runRotation({ ...parts, replace }, rotation, options);
      assert.equal(outcome.kind, step === 'undo' ? 'undone' : 'retiring');
      assert.deepEqual(begun, [...stage.world.files.held.keys()]);
    });

    it(`ends only when no file is worked on any more, even if one fails (${step})`, async () => {
      const { parts, options, rotation } = await stand(step);
      const failed = new SecretStorageError('read');
      const late = deferred<undefined>();
      const ended: string[] = [];
      const replace: typeof parts.replace = async (...args) => {
        if (args[0] === rotation.files[0]?.uri) {
          setImmediate(() => {
            late.resolve(undefined);
          });
          throw failed;
        }
        await late.promise;
        const result = await parts.replace(...args);
        ended.push(args[0]);
        return result;
      };
      const { outcome } = await runRotation({ ...parts, replace }, rotation, options);
      assert.ok(outcome.kind === 'failed' && outcome.error === failed);
      assert.deepEqual(ended, [rotation.files[1]?.uri]);
    });
  }

  it('asks secret storage and Sinch for a limited number of things', async () => {
    const stage = await setStage({ ending: 'keep', signsIn: false });
    const counts = await callsOf(stage);
    const most = {
      'secrets.get': 26,
      'secrets.store': 8,
      'secrets.delete': 2,
      'secrets.keys': 3,
      'sinch.create': 1,
      'sinch.list': 0,
      'sinch.delete': 0,
      'files.replace': 2,
    };
    const beyond = Object.entries(most).filter(([call, at]) => (counts[call] ?? 0) > at);
    assert.deepEqual(beyond, [], JSON.stringify(counts));
  });

  it('waits for secret storage a limited number of times in a row', async () => {
    const { world, begun } = await setStage({ ending: 'keep', signsIn: false });
    const rounds = new Rounds();
    const window = world.open({
      turn: call => (call.startsWith('secrets.') ? rounds.next() : Promise.resolve()),
    });
    const { outcome } = await rounds.during(begin(window, begun));
    assert.equal(outcome.kind, 'retiring');
    assert.ok(rounds.count <= 19, `${rounds.count} times`);
  });
});
