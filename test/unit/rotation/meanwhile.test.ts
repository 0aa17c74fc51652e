import assert from 'node:assert/strict';
import type { Rotation, RotationStep } from '../../../src/rotation/rotation';
import { newKeyId } from '../../../src/rotation/credentials';
import { leaveFiles } from '../../../src/rotation/replace';
import { runRotation } from '../../../src/rotation/runRotation';
import { ApiError } from '../../../src/sinch/errors';
import { UnprovedKeyError } from '../../../src/sinch/proveKey';
import { SecretStorageError } from '../../../src/storage/secretVault';
import { secretOf } from '../../fakes/sinchProject';
import { projectId } from '../../fakes/keyWorld';
import { newName, pairOf, setStage, type StageOptions, standingBefore } from './support/stage';

const keep = { ending: 'keep', signsIn: false } as const;

/** A rotation that stands before `step`, and a window that goes on with it. */
async function stand(step: RotationStep, options: StageOptions = keep) {
  const stage = await setStage(options);
  const { value: standing, stamp } = await standingBefore(stage, step);
  const window = stage.world.open();
  const entry = await window.rotation.rotations.get(projectId, standing.oldKeyId);
  assert.deepEqual([entry?.value, entry?.stamp], [standing, stamp]);
  let resumes: string | undefined = stamp;
  /** Goes on with it from where it was left last. */
  const go = async (next = step, changes: Partial<Rotation> = {}) => {
    const result = await window.run({ ...standing, ...changes, step: next }, resumes);
    resumes = result.stamp;
    return result;
  };
  return { ...stage, standing, stamp, window, go };
}

function signInKeyId(secrets: ReadonlyMap<string, string>): string | undefined {
  return /"keyId":"([^"]+)"/.exec(secrets.get(`credential:${projectId}`) ?? '')?.[1];
}

describe('A rotation, while somebody does something else', () => {
  it('does not delete the old key where the new one was deleted elsewhere', async () => {
    const { world, old, go } = await stand('retire');
    world.sinch.keys.delete(world.sinch.named(newName)?.accessKeyId ?? '');
    const { rotation, outcome } = await go('deleteOld');
    assert.equal(outcome.kind, 'newKeyGone');
    assert.ok(world.sinch.keys.has(old.accessKeyId));
    const entry = await world.open().rotation.rotations.get(projectId, old.accessKeyId);
    assert.deepEqual([entry?.value.step, rotation.step], ['retire', 'retire']);
    // The user wants it gone all the same.
    assert.equal((await go('deleteOld', { newKey: { kind: 'givenUp' } })).outcome.kind, 'done');
    assert.ok(!world.sinch.keys.has(old.accessKeyId));
  });

  it('does not sign in with a new key that was deleted elsewhere', async () => {
    const { world, old, go } = await stand('signIn', { ending: 'keep', signsIn: true });
    world.sinch.keys.delete(world.sinch.named(newName)?.accessKeyId ?? '');
    const { outcome } = await go();
    assert.ok(outcome.kind === 'failed' && outcome.error instanceof UnprovedKeyError);
    assert.equal(signInKeyId(world.secrets.values), old.accessKeyId);
  });

  for (const signsIn of [true, false]) {
    const who = signsIn ? 'the key' : 'another';
    it(`undoes nothing where the old key was deleted elsewhere, and the extension signs in with ${who}`, async () => {
      const { world, old, go } = await stand('retire', { ending: 'keep', signsIn });
      world.sinch.keys.delete(old.accessKeyId);
      const successor = world.sinch.named(newName);
      assert.ok(successor);
      const { outcome } = await go('undo');
      assert.equal(outcome.kind, 'failed');
      assert.ok(world.sinch.named(newName), 'the new key is deleted');
      for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(successor));
    });
  }

  it('is undone where the new key, which the extension signs in with, was deleted elsewhere', async () => {
    const { world, old, go } = await stand('retire', { ending: 'keep', signsIn: true });
    world.sinch.keys.delete(world.sinch.named(newName)?.accessKeyId ?? '');
    assert.equal((await go('undo')).outcome.kind, 'undone');
    assert.equal(signInKeyId(world.secrets.values), old.accessKeyId);
    for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(old));
  });

  it('ends with the old key gone where that was deleted elsewhere', async () => {
    const { world, old, go } = await stand('retire');
    world.sinch.keys.delete(old.accessKeyId);
    assert.equal((await go('deleteOld')).outcome.kind, 'done');
  });

  it('is over where the new name was taken meanwhile, and touches nobody’s key', async () => {
    const { world, begun } = await setStage(keep);
    const taken = world.sinch.seed(newName);
    const window = world.open();
    await window.rotation.rotations.write(begun);
    const { outcome } = await window.run(begun);
    assert.ok(
      outcome.kind === 'refused' && outcome.error instanceof ApiError && outcome.error.status === 409,
    );
    assert.equal(await window.rotation.rotations.get(projectId, begun.oldKeyId), undefined);
    assert.deepEqual(world.sinch.named(newName), taken);
  });

  it('finds a key whose request came through after it was looked for', async () => {
    const { world, begun, window, go } = await stand('create');
    world.sinch.create({ kind: 'keyPair', ...pairOf(world.sinch.seed('trial')) }, 'late');
    const late = world.sinch.named('late');
    assert.ok(late);
    // The list does not know it yet, and its name is taken all the same.
    const { relist } = window.rotation.keys;
    const lists = [() => Promise.resolve({ status: 'loaded', keys: [] } as const), relist];
    Object.assign(window.rotation.keys, {
      relist: (id: string) => (lists.shift() ?? relist)(id),
    });
    world.sinch.keys.set(late.accessKeyId, { ...late, displayName: begun.newName });
    const { outcome } = await go();
    assert.ok(outcome.kind === 'orphaned');
    assert.equal(outcome.key.accessKeyId, late.accessKeyId);
    assert.ok(await window.rotation.rotations.get(projectId, begun.oldKeyId));
  });

  it('keeps the old key, and the new secret, where a file was given up', async () => {
    const { world, old, standing, window, go } = await stand('replace', {
      ending: 'deleteAfter',
      signsIn: false,
    });
    const [first, ...others] = standing.files;
    assert.ok(first);
    const files = [{ ...first, state: 'left' } as const, ...others];
    const { outcome } = await go('replace', { files });
    assert.equal(outcome.kind, 'retiring');
    assert.ok(world.sinch.keys.has(old.accessKeyId));
    assert.ok(await window.rotation.pendingSecrets.get(projectId, newKeyId(standing) ?? ''));
  });

  it('leaves a credential alone that the user replaced', async () => {
    const { world, go, window } = await stand('signIn', { ending: 'deleteAfter', signsIn: true });
    const own = world.sinch.seed('own');
    await window.rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(own) });
    assert.equal((await go()).outcome.kind, 'done');
    assert.equal(signInKeyId(world.secrets.values), own.accessKeyId);
  });

  it('moves the credential of a user who signed in with the old key again, before it deletes that', async () => {
    const { world, old, go, window } = await stand('replace', { ending: 'deleteAfter', signsIn: false });
    await window.rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(old) });
    const { outcome } = await go();
    // The files hold the new pair, and nothing here does any more.
    assert.equal(outcome.kind, 'secretGone');
    assert.ok(world.sinch.keys.has(old.accessKeyId));
  });

  it('does not delete the key first that the user signed in with meanwhile', async () => {
    const { world, old, window, go } = await stand('deleteFirst', { ending: 'deleteFirst', signsIn: false });
    await window.rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(old) });
    assert.equal((await go()).outcome.kind, 'secretGone');
    assert.ok(world.sinch.keys.has(old.accessKeyId));
  });

  for (const step of ['prove', 'replace'] as const) {
    it(`stops before ${step} where the user dropped the secret, and can be undone`, async () => {
      const { world, old, window, standing, go } = await stand(step);
      await window.rotation.pendingSecrets.drop(projectId, newKeyId(standing) ?? '');
      assert.equal((await go()).outcome.kind, 'secretGone');
      assert.equal((await go('undo')).outcome.kind, 'undone');
      assert.equal(world.sinch.named(newName), undefined);
      for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(old));
    });
  }

  it('finds the new key although the clock here was set back by nine minutes', async () => {
    const { world, go, begun } = await stand('create');
    world.now -= 9 * 60_000;
    const key = world.sinch.seed(begun.newName);
    world.sinch.made.add(key.accessKeyId);
    const { outcome } = await go();
    assert.ok(outcome.kind === 'orphaned');
    assert.equal(secretOf(outcome.key.accessKeyId), key.secret);
  });

  it('knows what it changed when it is cancelled between two files', async () => {
    const { world, standing, stamp, window } = await stand('replace');
    const stop = new AbortController();
    const { replace } = window.rotation;
    const parts = {
      ...window.rotation,
      replace: (...args: Parameters<typeof replace>) => {
        stop.abort();
        return replace(...args);
      },
    };
    const { rotation, outcome } = await runRotation(parts, standing, { signal: stop.signal, resumes: stamp });
    assert.ok(outcome.kind === 'failed' && outcome.error === stop.signal.reason);
    assert.deepEqual(
      rotation.files.map(({ state }) => state),
      ['replaced', 'open'],
    );
    const entry = await world.open().rotation.rotations.get(projectId, standing.oldKeyId);
    assert.deepEqual(entry?.value.files, rotation.files);
  });

  it('begins no step that the journal does not hold, as long as it holds an earlier one', async () => {
    const { world, old, go } = await stand('prove');
    world.secrets.trouble('store', 'loses');
    const { outcome } = await go();
    assert.ok(outcome.kind === 'failed' && outcome.error instanceof SecretStorageError);
    for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(old));
  });

  it('can be gone on with where it could not be written down that it was', async () => {
    const { world, window, standing, go } = await stand('prove');
    world.secrets.trouble('store', 'loses');
    assert.equal((await go()).outcome.kind, 'failed');
    const entry = await window.rotation.rotations.get(projectId, standing.oldKeyId);
    assert.equal(entry?.progress, 'interrupted');
    world.secrets.trouble('store', undefined);
    assert.equal((await go()).outcome.kind, 'retiring');
  });

  it('is carried out in memory where the journal never held it', async () => {
    const { world, begun } = await setStage({ ending: 'keep', signsIn: false });
    world.secrets.trouble('store', 'loses');
    const window = world.open();
    assert.equal(await window.rotation.rotations.write(begun), 'heldInMemory');
    const { outcome, isSecretHeld } = await window.run(begun);
    assert.deepEqual([outcome.kind, isSecretHeld], ['retiring', true]);
    assert.deepEqual(
      [...new Set([...world.files.held.values()].map(({ keyId }) => keyId))],
      [world.sinch.named(newName)?.accessKeyId],
    );
  });

  for (const ending of ['keep', 'deleteNow'] as const) {
    it(`puts a new key that was deleted elsewhere into no further file (${ending})`, async () => {
      const { world, old, go } = await stand('replace', { ending, signsIn: false });
      world.sinch.keys.delete(world.sinch.named(newName)?.accessKeyId ?? '');
      assert.equal((await go()).outcome.kind, 'failed');
      for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(old));
      assert.ok(world.sinch.keys.has(old.accessKeyId));
    });
  }

  it('keeps the new key where the user leaves it in a file that can’t be put back', async () => {
    const { world, old, standing, window, go } = await stand('retire', { ending: 'keep', signsIn: true });
    const [locked = '', other = ''] = world.files.held.keys();
    world.files.readOnly.add(locked);
    const { rotation, outcome } = await go('undo');
    assert.ok(outcome.kind === 'filesLeft');
    assert.deepEqual([...outcome.results.keys()], [locked]);
    const left = leaveFiles(rotation, outcome.results);
    assert.equal((await go('undo', left)).outcome.kind, 'undone');
    assert.equal(world.files.held.get(locked)?.keyId, world.sinch.named(newName)?.accessKeyId);
    assert.deepEqual(world.files.held.get(other), pairOf(old));
    assert.equal(signInKeyId(world.secrets.values), old.accessKeyId);
    assert.equal(await window.rotation.rotations.get(projectId, standing.oldKeyId), undefined);
  });

  it('puts back a file that was given up after a run that was cut off had changed it', async () => {
    const { world, old, standing, window, go } = await stand('replace');
    const successor = world.sinch.named(newName);
    assert.ok(successor);
    const [changed = ''] = world.files.held.keys();
    world.files.held.set(changed, pairOf(successor));
    await window.rotation.pendingSecrets.drop(projectId, successor.accessKeyId);
    assert.equal((await go()).outcome.kind, 'secretGone');
    assert.equal((await go('replace', leaveFiles(standing))).outcome.kind, 'retiring');
    assert.equal((await go('undo', leaveFiles(standing))).outcome.kind, 'undone');
    for (const pair of world.files.held.values()) assert.deepEqual(pair, pairOf(old));
  });

  it('goes back to the old key where the user signed in with the new one by hand', async () => {
    const { world, old, go, window } = await stand('retire');
    const successor = world.sinch.named(newName);
    assert.ok(successor);
    await window.rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(successor) });
    assert.equal((await go('undo')).outcome.kind, 'undone');
    assert.equal(signInKeyId(world.secrets.values), old.accessKeyId);
  });

  it('deletes no key the extension signs in with where it has none to go back to', async () => {
    const { world, go, window, standing } = await stand('retire');
    const successor = world.sinch.named(newName);
    assert.ok(successor);
    await window.rotation.credentials.set(projectId, { kind: 'keyPair', ...pairOf(successor) });
    const files = standing.files.map(file => ({ ...file, oldSecret: { kind: 'blank' } as const }));
    assert.equal((await go('undo', { files, secretsId: undefined })).outcome.kind, 'secretGone');
    assert.ok(world.sinch.named(newName));
  });

  it('takes another name where its own was taken after the old key made room', async () => {
    const { world, go } = await stand('create', { ending: 'deleteFirst', signsIn: false });
    const [renamed] = world.sinch.keys.values();
    assert.ok(renamed);
    // It was there before the rotation: it is not its own.
    world.sinch.keys.set(renamed.accessKeyId, { ...renamed, displayName: newName });
    const { rotation, outcome } = await go();
    assert.ok(outcome.kind === 'failed');
    assert.equal(rotation.newName, `${newName} (2)`);
    assert.equal((await go('create', rotation)).outcome.kind, 'done');
    assert.ok(world.sinch.named(`${newName} (2)`));
  });
});
