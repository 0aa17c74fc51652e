import assert from 'node:assert/strict';
import { removeStoredData } from '../../../src/keys/storedData';
import { ProjectList } from '../../../src/projects/projectList';
import { deleteLeftSecrets, oldSecretsOf } from '../../../src/rotation/oldSecrets';
import type { RotationStep } from '../../../src/rotation/rotation';
import { TakenOverError } from '../../../src/storage/journal';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { MemoryMemento } from '../../fakes/memoryMemento';
import { type KeyWorld, projectId } from '../../fakes/keyWorld';
import { begin, setStage, standingBefore } from './support/stage';

const kind = { ending: 'keep', signsIn: true } as const;
const month = 30 * 24 * 60 * 60_000;

/** A rotation that a window which died left before a step, and the key of the entry with its old secrets. */
async function leftBefore(step: RotationStep) {
  const stage = await setStage(kind);
  const { value, stamp } = await standingBefore(stage, step);
  const key = `oldSecret:${value.secretsId ?? ''}`;
  assert.ok(stage.world.secrets.values.has(key), 'the old secrets are not apart');
  return { ...stage, value, stamp, key };
}

function keptIn({ secrets }: KeyWorld, prefix: string): readonly string[] {
  return [...secrets.values.keys()].filter(key => key.startsWith(prefix));
}

describe('The old secrets of a rotation', () => {
  it('are stored before it, in an entry that it names, and it has none itself', async () => {
    const { world, begun } = await setStage(kind);
    const stored: string[] = [];
    world.secrets.onDidChange(({ key }) => stored.push(key));
    const window = world.open();
    await begin(window, begun, () => {
      window.gate.isDead = true;
    });
    const id = `${projectId}/${begun.oldKeyId}`;
    assert.deepEqual(stored, [`oldSecret:${id}/${begun.begunAt}`, `rotation:${id}`]);
    assert.doesNotMatch(world.secrets.values.get(`rotation:${id}`) ?? '', /secret-of-/);
  });

  for (const trouble of ['rejects', 'loses', 'corrupts'] as const) {
    it(`stay in it where the keyring ${trouble} once`, async () => {
      const { world, begun } = await setStage(kind);
      const window = world.open({
        faultOf: call =>
          call === 'secrets.store' && !window.gate.calls.includes('secrets.store')
            ? { kind: 'trouble', trouble, lasts: false }
            : undefined,
      });
      const { rotation, outcome } = await begin(window, begun);
      assert.equal(outcome.kind, 'retiring');
      assert.equal(rotation.secretsId, undefined);
      assert.equal(
        (await window.run({ ...rotation, step: 'undo' }, await stampOf(world))).outcome.kind,
        'undone',
      );
      assert.deepEqual(keptIn(world, 'oldSecret:'), []);
    });
  }

  for (const step of ['replace', 'undo'] as const) {
    for (const [what, spoil] of [
      ['lost', (world: KeyWorld, key: string) => world.secrets.values.delete(key)],
      ['corrupt', (world: KeyWorld, key: string) => world.secrets.values.set(key, '{"files":')],
    ] as const) {
      it(`stop it before ${step} where they are ${what}: nothing is changed, and it can be abandoned`, async () => {
        const { world, begun, value, stamp, key } = await leftBefore(step === 'undo' ? 'retire' : step);
        spoil(world, key);
        const before = new Map(world.files.held);
        const window = world.open();
        const { outcome } = await window.run({ ...value, step }, stamp);
        assert.ok(outcome.kind === 'failed' && outcome.error instanceof SecretStorageError);
        assert.deepEqual(world.files.held, before);
        assert.ok(world.sinch.keys.has(begun.oldKeyId) && world.sinch.named(value.newName));
        await window.rotation.rotations.end(value);
        assert.deepEqual(keptIn(world, 'oldSecret:'), []);
      });
    }
  }

  for (const [from, step] of [
    ['replace', 'replace'],
    ['retire', 'undo'],
  ] as const) {
    it(`are found in a rotation that an earlier version left before ${from}: it goes on with ${step}`, async () => {
      const { world, old, begun, value } = await leftBefore(from);
      const { signIn, files } = begun;
      const known = value.files.map((file, index) => ({
        ...file,
        oldSecret: files[index]?.oldSecret ?? file.oldSecret,
      }));
      await world.secrets.delete(`oldSecret:${value.secretsId ?? ''}`);
      const earlier = world.open().rotation.rotations;
      await earlier.write({ ...value, secretsId: undefined, signIn, files: known });
      const stored = world.secrets.values.get(`rotation:${projectId}/${begun.oldKeyId}`) ?? '';
      assert.equal(stored.split(`"oldSecret":"${old.secret}"`).length, 4);

      const window = world.open();
      const [entry] = await window.rotation.rotations.list();
      assert.ok(entry);
      const { outcome } = await window.run({ ...entry.value, step }, entry.stamp);
      assert.equal(outcome.kind, step === 'undo' ? 'undone' : 'retiring');
      for (const { keyId } of world.files.held.values())
        assert.equal(keyId === begun.oldKeyId, step === 'undo');
      assert.equal(
        world.secrets.values.get(`credential:${projectId}`)?.includes(old.secret),
        step === 'undo',
      );
    });
  }

  it('are read again where the keyring did not answer', async () => {
    const { world, value, stamp } = await leftBefore('retire');
    world.secrets.trouble('get', 'rejects');
    const window = world.open();
    assert.equal((await window.run({ ...value, step: 'undo' }, stamp)).outcome.kind, 'failed');
    world.secrets.trouble('get', undefined);
    assert.equal((await window.run({ ...value, step: 'undo' }, stamp)).outcome.kind, 'undone');
  });

  it('are not missed where another window ended it', async () => {
    const { world, value } = await leftBefore('replace');
    const { rotations } = world.open().rotation;
    await world.open().rotation.rotations.end(value);
    await assert.rejects(oldSecretsOf(rotations, value), TakenOverError);
  });

  for (const step of ['undo', 'deleteOld'] as const) {
    it(`go with it at its end by ${step}`, async () => {
      const { world, value, stamp } = await leftBefore('retire');
      const { outcome } = await world.open().run({ ...value, step }, stamp);
      assert.equal(outcome.kind, step === 'undo' ? 'undone' : 'done');
      assert.deepEqual([...keptIn(world, 'oldSecret:'), ...keptIn(world, 'rotation:')], []);
    });
  }

  it('go with it once its end can be stored', async () => {
    const { world, value } = await leftBefore('retire');
    const { rotations } = world.open().rotation;
    world.secrets.trouble('delete', 'rejects');
    await rotations.finish(value);
    assert.equal(keptIn(world, 'oldSecret:').length, 1);
    world.secrets.trouble('delete', undefined);
    const gone = new Promise<void>(resolve => {
      world.secrets.onDidChange(({ key }) => {
        if (key.startsWith('oldSecret:')) resolve();
      });
    });
    await rotations.list();
    await gone;
    assert.deepEqual([...keptIn(world, 'oldSecret:'), ...keptIn(world, 'rotation:')], []);
  });

  for (const [what, id] of [
    ['its project', projectId],
    ['all data', undefined],
  ] as const) {
    it(`go with ${what}, also where nobody can read it`, async () => {
      const { world } = await leftBefore('retire');
      const unreadable = { rotation: `rotation:${projectId}/demo`, secret: `oldSecret:${projectId}/demo/1` };
      for (const key of Object.values(unreadable)) world.secrets.values.set(key, '{"later":');
      world.secrets.values.set('oldSecret:other-project/demo/1', '{}');
      const { rotation, deletion, creations } = world.open();
      const credentials = { ids: () => Promise.resolve([]), delete: () => Promise.resolve() };
      const parts = {
        ...rotation,
        ...deletion,
        pendingSecrets: rotation.pendingSecrets,
        credentials,
        creations,
        projects: new ProjectList(new MemoryMemento()),
      };
      await removeStoredData(parts, id, () => Promise.resolve(true));
      assert.deepEqual(keptIn(world, 'rotation:'), []);
      assert.deepEqual(
        keptIn(world, 'oldSecret:'),
        id === undefined ? [] : ['oldSecret:other-project/demo/1'],
      );
    });
  }

  it('of the next rotation of that key stay where another window began it as this one ended', async () => {
    const { world, begun } = await leftBefore('retire');
    const next = `oldSecret:${projectId}/${begun.oldKeyId}/${begun.begunAt + 1}`;
    const { rotation } = world.open();
    const [entry] = await rotation.rotations.list(projectId);
    assert.ok(entry);
    world.secrets.values.set(next, '{"files":[]}');
    await rotation.rotations.end(entry.value);
    assert.deepEqual(keptIn(world, 'oldSecret:'), [next]);
  });

  describe('without their rotation', () => {
    it('go thirty days after a crash left them', async () => {
      const { world, begun, key } = await leftBefore('retire');
      world.secrets.values.delete(`rotation:${projectId}/${begun.oldKeyId}`);
      const { rotation } = world.open();
      await deleteLeftSecrets(rotation, begun.begunAt + month - 1);
      assert.deepEqual(keptIn(world, 'oldSecret:'), [key]);
      await deleteLeftSecrets(rotation, begun.begunAt + month + 1);
      assert.deepEqual(keptIn(world, 'oldSecret:'), []);
    });

    it('are told from those of one that is recorded, even if only another version can read it', async () => {
      const { world, begun, key } = await leftBefore('retire');
      world.secrets.values.set(`rotation:${projectId}/${begun.oldKeyId}`, '{"later":true}');
      await deleteLeftSecrets(world.open().rotation, begun.begunAt + 2 * month);
      assert.deepEqual(keptIn(world, 'oldSecret:'), [key]);
    });

    it('stay for now where the keyring does not answer', async () => {
      const { world, begun, key } = await leftBefore('retire');
      world.secrets.values.delete(`rotation:${projectId}/${begun.oldKeyId}`);
      world.log.lines.length = 0;
      for (const call of ['keys', 'delete'] as const) {
        world.secrets.trouble(call, 'rejects');
        await deleteLeftSecrets(world.open().rotation, begun.begunAt + 2 * month);
        world.secrets.trouble(call, undefined);
      }
      assert.deepEqual(keptIn(world, 'oldSecret:'), [key]);
      assert.equal(world.log.lines.length, 2);
    });
  });
});

async function stampOf(world: KeyWorld): Promise<string | undefined> {
  const [entry] = await world.open().rotation.rotations.list(projectId);
  return entry?.stamp;
}
