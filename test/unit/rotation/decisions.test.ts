import assert from 'node:assert/strict';
import { rotateKey } from '../../../src/rotation/beginRotation';
import { newKeyId } from '../../../src/rotation/credentials';
import { resumeRotation } from '../../../src/rotation/resumeRotation';
import type { RotationOutcome } from '../../../src/rotation/rotation';
import type { RotateQuestions } from '../../../src/rotation/rotationQuestions';
import { ApiError } from '../../../src/sinch/errors';
import { answering, keysThere } from './support/answers';
import { projectId } from '../../fakes/keyWorld';
import { newName, pairOf, setStage, standingBefore } from './support/stage';

/** A rotation that stands before a step, and its entry once the window that left it is known to be gone. */
async function stand(step: 'create' | 'replace') {
  const stage = await setStage({ ending: 'keep', signsIn: false });
  await standingBefore(stage, step);
  stage.world.now += 3 * 60_000;
  const entry = await stage.world.open().rotation.rotations.get(projectId, stage.old.accessKeyId);
  assert.equal(entry?.progress, 'interrupted');
  return { ...stage, entry };
}

/** Answers that keep how each run ends. */
function watching(outcomes: RotationOutcome['kind'][], signal = new AbortController().signal) {
  const whileRotating: RotateQuestions['whileRotating'] = async (_, task) => {
    const result = await task({ signal });
    outcomes.push(result.outcome.kind);
    return result;
  };
  return { whileRotating };
}

describe('What a user decides about a rotation', () => {
  it('changes the files that could not be changed, where they are tried again', async () => {
    const { world, entry, old } = await stand('replace');
    const [locked = ''] = world.files.held.keys();
    world.files.readOnly.add(locked);
    const window = world.open();
    const outcomes: RotationOutcome['kind'][] = [];
    const questions = answering(window, {
      ...watching(outcomes),
      decideOnResume: () => Promise.resolve('continue'),
      decideOnFilesLeft: () => {
        world.files.readOnly.clear();
        return Promise.resolve('tryAgain');
      },
    });
    await resumeRotation(window.rotation, questions, entry);
    assert.deepEqual(outcomes, ['filesLeft', 'retiring']);
    const made = world.sinch.named(newName);
    assert.ok(made);
    for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(made));
    assert.ok(world.sinch.keys.has(old.accessKeyId));
  });

  it('changes a file that has become risky only after the user agreed, and stores what was agreed to', async () => {
    const { world, entry } = await stand('replace');
    const [tracked = '', linked = ''] = world.files.held.keys();
    world.files.risks.set(tracked, { code: 'tracked' });
    world.files.risks.set(linked, { code: 'leadsOutside', to: '/home/a' });
    const window = world.open();
    const outcomes: RotationOutcome['kind'][] = [];
    const agreed: unknown[] = [];
    const questions = answering(window, {
      ...watching(outcomes),
      decideOnResume: () => Promise.resolve('continue'),
      decideOnFilesLeft: (rotation, results) => {
        agreed.push(rotation.files.map(file => file.agreed));
        for (const uri of results.keys())
          assert.notEqual(world.files.held.get(uri)?.keyId, newKeyId(rotation));
        // It has led elsewhere by the time of the second question.
        if (agreed.length === 2) assert.deepEqual([...results.keys()], [tracked, linked]);
        if (agreed.length === 2) return Promise.resolve(undefined);
        world.files.risks.set(tracked, { code: 'leadsOutside', to: '/home/b' });
        world.files.risks.set(linked, { code: 'leadsOutside', to: '/home/b' });
        return Promise.resolve('replaceAnyway');
      },
    });
    await resumeRotation(window.rotation, questions, entry);
    assert.deepEqual(outcomes, ['filesLeft', 'filesLeft']);
    assert.deepEqual(agreed.at(-1), [['tracked'], ['leadsOutside /home/a']]);
    const stored = (await window.rotation.rotations.list()).flatMap(({ value }) => value.files);
    assert.deepEqual(
      stored.map(file => file.agreed),
      [['tracked'], ['leadsOutside /home/a']],
    );
    world.files.risks.set(tracked, { code: 'tracked' });
    world.files.risks.set(linked, { code: 'leadsOutside', to: '/home/a' });
    const [paused] = await window.rotation.rotations.list();
    assert.ok(paused);
    await resumeRotation(
      window.rotation,
      answering(window, { decideOnResume: () => Promise.resolve('continue') }),
      paused,
    );
    const made = world.sinch.named(newName);
    assert.ok(made);
    for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(made));
  });

  for (const confirms of [true, false]) {
    it(`${confirms ? 'ends' : 'keeps'} its entry where to abandon it is ${confirms ? '' : 'not '}confirmed`, async () => {
      const { world, entry } = await stand('replace');
      const window = world.open();
      const questions = answering(window, {
        decideOnResume: () => Promise.resolve('abandon'),
        confirmAbandon: () => Promise.resolve(confirms),
      });
      await resumeRotation(window.rotation, questions, entry);
      assert.equal((await window.rotation.rotations.list(projectId)).length, confirms ? 0 : 1);
      assert.ok(world.sinch.named(newName));
    });

    it(`${confirms ? 'deletes' : 'keeps'} a key without a secret where that is ${confirms ? '' : 'not '}confirmed`, async () => {
      const { world, entry, begun } = await stand('create');
      const orphan = world.sinch.seed(begun.newName);
      const window = world.open();
      const outcomes: RotationOutcome['kind'][] = [];
      const questions = answering(window, {
        ...watching(outcomes),
        decideOnResume: () => Promise.resolve('continue'),
        confirmDeleteOrphan: () => Promise.resolve(confirms),
      });
      await resumeRotation(window.rotation, questions, entry);
      assert.deepEqual(outcomes, confirms ? ['orphaned', 'retiring'] : ['orphaned']);
      assert.equal(world.sinch.keys.has(orphan.accessKeyId), !confirms);
    });
  }

  it('leaves a rotation alone that another window began while the user planned', async () => {
    const { world, old, begun } = await setStage({ ending: 'keep', signsIn: false });
    const [window, other] = [world.open(), world.open()];
    const resumed: string[] = [];
    const questions = answering(window, {
      listKeys: () => Promise.resolve(keysThere(world, false)),
      askForPlan: async ({ name }) => {
        await other.rotation.rotations.write({ ...begun, newName: 'the other window’s' });
        return { name, files: [], ending: 'keep' };
      },
      tellUnderWay: ({ newName }) => resumed.push(newName),
    });
    await rotateKey(window.rotation, questions, {
      projectId,
      accessKeyId: old.accessKeyId,
      displayName: 'staging',
    });
    assert.deepEqual(resumed, ['the other window’s']);
    assert.equal(world.sinch.made.size, 0);
  });

  it('gives a new key no name that another rotation is to give its own', async () => {
    const { world, old } = await setStage({ ending: 'keep', signsIn: false });
    const other = world.sinch.seed('staging 2025-12-31');
    const window = world.open({
      faultOf: call =>
        call === 'sinch.create'
          ? {
              kind: 'fails',
              error: new ApiError('CreateAccessKey', 500, 'INTERNAL_ERROR'),
              isCarriedOut: false,
            }
          : undefined,
    });
    const names: (string | undefined)[] = [];
    const questions = answering(window, {
      listKeys: () => Promise.resolve(keysThere(world, false)),
      askForPlan: ({ name }) => {
        names.push(name);
        return Promise.resolve({ name, files: [], ending: 'keep' });
      },
    });
    for (const { accessKeyId, displayName } of [old, other])
      await rotateKey(window.rotation, questions, { projectId, accessKeyId, displayName });
    assert.deepEqual(names, ['staging 2026-01-31', 'staging 2026-01-31 (2)']);
  });
});
