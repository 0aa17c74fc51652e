import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rotationEndings, type RotationStep } from '../../../src/rotation/rotation';
import { newKeyId } from '../../../src/rotation/credentials';
import { createAndKeep } from '../../../src/keys/createAndKeep';
import { type KeyWindow, type KeyWorld, projectId } from '../../fakes/keyWorld';
import { secretOf } from '../../fakes/sinchProject';
import { assertPromises } from './support/promises';
import { begin, setStage, standingBefore } from './support/stage';

/** Two windows whose calls to the world come in an order of the scheduler's. */
function openTwo(world: KeyWorld, scheduler: fc.Scheduler): readonly [KeyWindow, KeyWindow] {
  const open = () => world.open({ turn: () => scheduler.schedule(Promise.resolve()) });
  return [open(), open()];
}

async function create(world: KeyWorld, window: KeyWindow, name: string): Promise<string> {
  const { creations } = window;
  const { id } = await creations.begin(projectId, name);
  const wanted = { createId: id, projectId, displayName: name, keyIdsBefore: undefined, begunAt: world.now };
  const making = await createAndKeep(window.rotation, wanted, window.signal);
  await creations.end(id);
  return making.kind;
}

describe('Two windows at once', () => {
  it('create keys without mixing them up, of one name at most one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.constantFrom('demo', 'sample'), async (scheduler, second) => {
        const { world } = await setStage({ ending: 'keep', signsIn: false });
        const [one, two] = openTwo(world, scheduler);
        const made = Promise.all([create(world, one, 'demo'), create(world, two, second)]);
        const kinds = await scheduler.waitFor(made);
        assert.deepEqual([...kinds].sort(), second === 'demo' ? ['made', 'refused'] : ['made', 'made']);
        for (const name of new Set(['demo', second])) {
          const id = world.sinch.named(name)?.accessKeyId ?? '';
          const kept = await world.open().rotation.pendingSecrets.get(projectId, id);
          assert.deepEqual(kept, { projectId, accessKeyId: id, displayName: name, secret: secretOf(id) });
        }
        assert.deepEqual(await world.open().creations.unfinished(), []);
      }),
      { numRuns: 100 },
    );
  });

  it('rotate two keys without mixing them up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async scheduler => {
        const stage = await setStage({ ending: 'keep', signsIn: true });
        const { world, begun } = stage;
        const other = world.sinch.seed('testing');
        const [one, two] = openTwo(world, scheduler);
        const newName = 'testing 2026-01-31';
        const second = {
          ...begun,
          oldKeyId: other.accessKeyId,
          oldName: 'testing',
          newName,
          signIn: undefined,
          files: [],
        };
        const ends = await scheduler.waitFor(Promise.all([begin(one, begun), begin(two, second)]));
        assert.deepEqual(
          ends.map(({ outcome }) => outcome.kind),
          ['retiring', 'retiring'],
        );
        const entries = await world.open().rotation.rotations.list(projectId);
        assert.deepEqual(
          entries.map(({ value }) => [value.oldKeyId, newKeyId(value), value.newName]),
          [begun, second].map(each => [
            each.oldKeyId,
            world.sinch.named(each.newName)?.accessKeyId,
            each.newName,
          ]),
        );
        const id = world.sinch.named(newName)?.accessKeyId ?? '';
        assert.equal((await world.open().rotation.pendingSecrets.get(projectId, id))?.secret, secretOf(id));
      }),
      { numRuns: 100 },
    );
  });

  it('go on with one rotation, and no promise is broken', async () => {
    const from = fc.constantFrom<RotationStep>('create', 'prove', 'replace', 'release');
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        from,
        fc.constantFrom(...rotationEndings),
        async (scheduler, step, ending) => {
          const stage = await setStage({ ending, signsIn: ending !== 'deleteFirst' });
          const standing = await standingBefore(stage, step);
          const windows = openTwo(stage.world, scheduler);
          await scheduler.waitFor(
            Promise.all(windows.map(window => window.run(standing.value, standing.stamp))),
          );
          await assertPromises(stage, { living: windows, isTold: false, asked: false });
        },
      ),
      { numRuns: 300 },
    );
  });
});
