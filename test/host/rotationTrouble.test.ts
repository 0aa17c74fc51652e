import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import { deleteOldKey, resumeRotation } from '../../src/commands/rotation/resumeRotation';
import { showUnfinishedWork } from '../../src/commands/showUnfinishedWork';
import { UnprovedKeyError } from '../../src/sinch/proveKey';
import { demo, keyNode } from './app';
import { begin, pairOf, production, staging, successor, useRotations } from './useRotations';

describe('a rotation in trouble', () => {
  const use = useRotations();
  const { rotate, load, names, keyNamed, asked, journal, write, read } = use;

  const rows = () => [keyNode(use.app, production.accessKeyId), keyNode(use.app, staging.accessKeyId)];

  /** Parts with which no new key is known yet. */
  function unproving() {
    const { parts } = use.app;
    const prove = (_: string, { keyId }: { readonly keyId: string }) =>
      Promise.reject(new UnprovedKeyError(keyId, { cause: new Error('refused') }));
    return { ...parts, rotation: { ...parts.rotation, prove } };
  }

  /** A rotation whose new key exists and did not sign in. */
  async function stopHalfway(): Promise<void> {
    await write('.env', pairOf(staging));
    await load();
    use.afterPage(() => {
      use.app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 400 });
    });
    use.app.prompts.will(begin);
    await rotate();
  }

  describe('whose new key is not known everywhere yet', () => {
    it('names that key, and blames no other credential', async () => {
      use.app.prompts.will(begin);
      await rotateKeys(unproving(), rows()[1], undefined);
      const { message, labels } = use.app.prompts.last('warn');
      assert.match(message, /“staging \d{4}-\d\d-\d\d” can’t sign in\. .*Try again in a minute/);
      assert.deepEqual(labels, ['Continue', 'Undo']);
    });

    it('undoes nothing from a notification without a dialog that agrees', async () => {
      await write('.env', pairOf(staging));
      use.app.prompts.will(begin, { press: 'Undo' }, { confirm: false });
      await rotateKeys(unproving(), rows()[1], undefined);
      assert.deepEqual(use.app.prompts.last('confirm').labels, ['Keep New Key', 'Undo Rotation']);
      assert.deepEqual(names(), ['production', 'staging', successor]);
      assert.equal(journal().length, 1);
    });

    it('keeps no other key of the project from its turn', async () => {
      await load();
      use.app.prompts.will({ pick: 'Rotate 2 Access Keys' });
      await rotateKeys(unproving(), rows()[0], rows());
      const { message } = use.app.prompts.last('warn');
      assert.match(message, /“production \d.*” can’t sign in.*“staging \d.*” can’t sign in/);
      assert.equal(asked('CreateAccessKey'), 2);
    });
  });

  describe('whose new key was deleted elsewhere while the old one retires', () => {
    const oldRow = () => keyNode(use.app, staging.accessKeyId);

    beforeEach(async () => {
      await write('.env', pairOf(staging));
      await load();
      use.app.prompts.will(begin);
      await rotate();
      const { parts } = use.app;
      const api = await parts.connections.to(demo.projectId);
      await api.delete(keyNamed(successor).accessKeyId);
    });

    it('puts the old key back where the user wants that', async () => {
      use.app.prompts.will({ confirm: true }, { decide: 'Undo Rotation' });
      await deleteOldKey(use.app.parts, oldRow());
      assert.match(use.app.prompts.last('decide').message, /which replaced “staging”, was deleted/);
      assert.equal(await read('.env'), pairOf(staging));
      assert.deepEqual(names(), ['production', 'staging']);
      assert.deepEqual(journal(), []);
    });

    it('deletes the old key too where the user wants that, and not otherwise', async () => {
      use.app.prompts.will({ confirm: true }, { decide: undefined });
      await deleteOldKey(use.app.parts, oldRow());
      assert.deepEqual(names(), ['production', 'staging']);
      assert.equal(journal().length, 1);
      use.app.prompts.will({ confirm: true }, { decide: 'Delete Old Key' });
      await deleteOldKey(use.app.parts, oldRow());
      assert.deepEqual(names(), ['production']);
      assert.deepEqual(journal(), []);
    });
  });

  it('is continued only after a dialog where someone else may have called it', async () => {
    await stopHalfway();
    const parts = { ...use.app.parts, askedBy: 'other' } as const;
    use.app.prompts.will({ pick: 'Continue' }, { confirm: false });
    await resumeRotation(parts, undefined);
    assert.match(use.app.prompts.last('confirm').detail ?? '', /will be written to:\n\/.*\/\.env\n/);
    assert.equal(await read('.env'), pairOf(staging));
    assert.equal(journal().length, 1);
  });

  it('is gone on with where the key that takes over is to be rotated', async () => {
    await stopHalfway();
    const made = keyNamed(successor);
    use.app.prompts.will({ pick: 'Continue' });
    await rotate(made.accessKeyId);
    assert.equal(use.app.prompts.last('pick').message, 'Rotation of “staging”');
    assert.equal(await read('.env'), pairOf(made));
    assert.deepEqual(names(), ['production', 'staging', successor]);
  });

  it('leaves the key that takes over alone among several', async () => {
    await stopHalfway();
    await load();
    const chosen = [keyNode(use.app, keyNamed(successor).accessKeyId), ...rows().slice(0, 1)];
    use.app.prompts.will({ pick: 'Rotate 2 Access Keys' });
    await rotateKeys(use.app.parts, chosen[0], chosen);
    assert.match(
      use.app.prompts.last('warn').message,
      /1 of 2 .*“staging \d.*”: It is already being rotated/,
    );
    assert.equal(asked('CreateAccessKey'), 2);
  });

  it('is no rotation any more where the user cancels, even if its entry can’t be deleted', async () => {
    use.app.secrets.trouble('store', 'rejects');
    use.app.secrets.trouble('delete', 'rejects');
    use.app.prompts.will(begin, { confirm: false });
    await rotate();
    assert.match(
      use.app.log.lines.join(),
      /entry of demo-project\/demo-key-2 is over and could not be deleted/,
    );
    assert.deepEqual(names(), ['production', 'staging']);
  });

  describe('with a file that can’t be changed', () => {
    const local = () => path.join(use.root, '.env.local');

    beforeEach(async () => {
      await write('.env', pairOf(staging));
      await write('.env.local', pairOf(staging));
    });
    afterEach(() => chmod(local(), 0o644));

    it('keeps the new key where an undo leaves it there, and says so', async () => {
      await load();
      use.app.prompts.will(begin);
      await rotate();
      await chmod(local(), 0o444);
      const made = keyNamed(successor);
      use.app.prompts.will({ pick: 'Undo' }, { confirm: true }, { press: 'Leave Files' });
      await resumeRotation(use.app.parts, rows()[1]);
      assert.deepEqual([await read('.env'), await read('.env.local')], [pairOf(staging), pairOf(made)]);
      assert.deepEqual(names(), ['production', 'staging', successor]);
      assert.match(
        use.app.prompts.last('notify').message,
        /“staging” was undone, except in rotated-\w+\/\.env\.local\. “staging \d.*” is still used there/,
      );
      assert.deepEqual(journal(), []);
    });

    it('is told of among several, with the secrets that wait', async () => {
      await chmod(local(), 0o444);
      await load();
      use.app.prompts.will({ pick: 'Delete Now' }, { pick: 'Rotate 2 Access Keys' }, { confirm: true });
      await rotateKeys(use.app.parts, rows()[0], rows());
      assert.match(
        use.app.prompts.last('warn').message,
        /^Rotated 2 access keys: .*still have an old key: rotated-\w+\/\.env\.local\. The secrets of “production \d.*” and “staging \d.*” are pending/,
      );
    });
  });

  it('tells what a button of the notification at the start fails with', async () => {
    await stopHalfway();
    use.app.prompts.will({ press: 'Abandon' }, { confirm: true });
    use.app.secrets.trouble('delete', 'rejects');
    await showUnfinishedWork(use.app.parts);
    assert.match(use.app.prompts.last('warn').message, /secret storage didn’t answer or refused/);
    assert.equal(journal().length, 1);
  });

  it('is nobody’s concern where its project is not in the list', async () => {
    await stopHalfway();
    const told = use.app.prompts.asked.length;
    await use.app.parts.projects.remove(demo.projectId);
    await showUnfinishedWork(use.app.parts);
    assert.equal(use.app.prompts.asked.length, told);
  });
});
