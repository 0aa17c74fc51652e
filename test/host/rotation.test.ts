import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { addDays, isoDay } from './days';
import { deleteOldKey, resumeRotation } from '../../src/commands/rotation/resumeRotation';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import { rotateOldKeys } from '../../src/commands/rotation/rotateOldKeys';
import { rotationTargets } from '../../src/commands/rotation/rotationTargets';
import { searchKeyUses } from '../../src/commands/searchKeyUses';
import { showUnfinishedWork } from '../../src/commands/showUnfinishedWork';
import { UserError } from '../../src/ui/userError';
import { demo, demoPair, keyNode, openApp, projectNode } from './app';
import { hasGit } from './envFolder';
import { begin, pairOf, production, staging, successor, useRotations } from './useRotations';

const said = (pattern: RegExp) => (error: unknown) =>
  error instanceof UserError && pattern.test(error.message);

describe('rotating', () => {
  const use = useRotations();
  const { restart, rotate, load, keys, names, keyNamed, asked, journal, write, read } = use;

  it('puts a new key into every file that holds the old one, and keeps both', async () => {
    await write('.env', pairOf(staging));
    await write(
      '.env.local',
      `STAGING_${pairOf(staging).replace('# kept\n', '')}`.replace('\nSINCH_KEY_S', '\nSTAGING_SINCH_KEY_S'),
    );
    await write('notes.md', `The key ${staging.accessKeyId}.\n`);
    await load();
    use.app.prompts.will(begin);
    await rotate();
    assert.deepEqual(names(), ['production', 'staging', successor]);
    const made = keyNamed(successor);
    assert.equal(await read('.env'), pairOf(made));
    assert.equal(
      await read('.env.local'),
      `STAGING_SINCH_KEY_ID=${made.accessKeyId}\nSTAGING_SINCH_KEY_SECRET="${made.secret}"\nPORT=1\n`,
    );
    assert.match(await read('notes.md'), /demo-key-2/);
    const page = use.app.prompts.last('pick');
    assert.deepEqual(
      page.labels?.map(label => label.replace(/^\$\([\w-]+\) /, '')),
      [
        'Rotate “staging”',
        successor,
        'Keep Until I Delete It',
        'Delete After Replacing',
        'Delete Now (It Leaked)',
        `${path.basename(use.root)}/.env`,
        `${path.basename(use.root)}/.env.local`,
        `${path.basename(use.root)}/notes.md`,
      ],
    );
    const { message, labels } = use.app.prompts.last('notify');
    assert.match(
      message,
      /replaced “staging”.*The new key is in rotated-\w+\/\.env and rotated-\w+\/\.env\.local\..*both work/,
    );
    assert.deepEqual(labels, ['Delete Old Key…']);
    assert.deepEqual(await use.app.parts.pendingSecrets.list(), []);
    assert.deepEqual(await load(), [
      'production | 3 days ago · sign-in key',
      `staging | retiring · replaced by “${successor}”`,
      `${successor} | now`,
    ]);
    assert.equal(asked('CreateAccessKey'), 1);
    // What the file claims was proved before it was chosen, and the new key before it was written.
    assert.equal(asked('GetAccessKey'), 2);
  });

  it('says of each file where it holds the key, and what Git does with the file', async () => {
    await write('.env', pairOf(staging));
    await write('notes.md', `The key ${staging.accessKeyId}.\n`);
    await load();
    const key = use.app.parts.keys.find(demo.projectId, staging.accessKeyId);
    assert.ok(key);
    const found = await searchKeyUses(use.app.parts, [key]);
    const { files, others } = await rotationTargets(
      found,
      new Map(),
      { riskOf: () => undefined },
      Promise.resolve(),
    );
    const [ignored, notIgnored] = (await hasGit)
      ? ['ignored by Git', 'not ignored by Git']
      : ['not in a Git repository', 'not in a Git repository'];
    assert.deepEqual(
      [...files, ...others].map(({ description }) => description),
      [`SINCH_KEY_ID, SINCH_KEY_SECRET · ${ignored}`, `line 1 · ${notIgnored}`],
    );
  });

  it('never tells a secret', async () => {
    await write('.env', pairOf(staging));
    use.app.prompts.will(begin);
    await rotate();
    const told = JSON.stringify([use.app.prompts.asked, use.app.log.lines, await load()]);
    for (const { secret } of keys()) assert.ok(!told.includes(secret));
  });

  it('changes nothing where the user gives up on the page', async () => {
    await write('.env', pairOf(staging));
    use.app.prompts.will({ pick: undefined });
    await rotate();
    assert.deepEqual(names(), ['production', 'staging']);
    assert.deepEqual(journal(), []);
  });

  it('takes another name, leaves out files, and deletes the old key, as the page says', async () => {
    await write('.env', pairOf(staging));
    await write('.env.local', pairOf(staging));
    use.app.prompts.will(
      { pick: successor },
      { text: 'staging next' },
      { pick: '/.env.local' },
      { pick: 'Delete After' },
      begin,
      { confirm: true },
      { press: 'Show' },
    );
    await rotate();
    assert.deepEqual(names(), ['production', 'staging next']);
    assert.deepEqual(use.app.revealed.at(-1), {
      kind: 'key',
      projectId: demo.projectId,
      accessKeyId: keyNamed('staging next').accessKeyId,
    });
    assert.equal(await read('.env'), pairOf(keyNamed('staging next')));
    assert.equal(await read('.env.local'), pairOf(staging));
    assert.match(use.app.prompts.last('notify').message, /replaced “staging”, which was deleted/);
    assert.deepEqual(journal(), []);
  });

  it('asks in a dialog before it begins to delete a key by itself, and begins nothing without a yes', async () => {
    await write('.env', pairOf(staging));
    for (const ending of ['Delete After', 'Delete Now']) {
      use.app.prompts.will({ pick: ending }, begin, { confirm: false });
      await rotate();
      const { message, detail = '', labels } = use.app.prompts.last('confirm');
      assert.equal(message, 'Rotate “staging” and delete the old key?');
      assert.match(detail, /This can’t be undone\.$/);
      assert.deepEqual(labels, ['Don’t Rotate', 'Rotate and Delete']);
    }
    assert.deepEqual(names(), ['production', 'staging']);
    assert.equal(await read('.env'), pairOf(staging));
    assert.deepEqual(journal(), []);
  });

  it('asks in a dialog, with every file in full, where someone else may have called it', async () => {
    await write('.env', pairOf(staging));
    const parts = { ...use.app.parts, askedBy: 'other' } as const;
    use.app.prompts.will(begin, { confirm: false });
    await rotateKeys(parts, keyNode(use.app, staging.accessKeyId), undefined);
    const { message, detail = '', labels } = use.app.prompts.last('confirm');
    assert.equal(message, 'Rotate “staging”?');
    assert.ok(
      detail.startsWith(`The new secret will be written to:\n${path.join(use.root, '.env')}\n\n`),
      detail,
    );
    assert.deepEqual(labels, ['Don’t Rotate', 'Rotate']);
    assert.deepEqual(names(), ['production', 'staging']);

    use.app.prompts.will({ pick: 'Delete Now' }, begin, { confirm: false });
    await rotateKeys(parts, keyNode(use.app, staging.accessKeyId), undefined);
    assert.equal(use.app.prompts.messages('confirm').length, 2);
    assert.match(use.app.prompts.last('confirm').detail ?? '', /will be written to[^]*even if a file can’t/);
    assert.deepEqual(journal(), []);
  });

  it('keeps the old key where no file could be changed, and offers to place the secret', async () => {
    use.app.prompts.will({ pick: 'Delete After' }, begin, { confirm: true }, { pick: 'Later' });
    await rotate();
    assert.deepEqual(names(), ['production', 'staging', successor]);
    assert.match(use.app.prompts.last('notify').message, /No files were changed\./);
    const [waiting] = await use.app.parts.pendingSecrets.list();
    assert.equal(waiting?.displayName, successor);
  });

  it('gives up no secret that a file keeps elsewhere, and puts the ID back when it is undone', async () => {
    const blank = (keyId: string) => `SINCH_KEY_ID=${keyId}\nSINCH_KEY_SECRET=\n`;
    await write('.env', blank(staging.accessKeyId));
    await load();
    use.app.prompts.will({ pick: 'Delete After' }, begin, { confirm: true }, { pick: 'Later' });
    await rotate();
    assert.equal(await read('.env'), blank(keyNamed(successor).accessKeyId));
    assert.match(
      use.app.prompts.last('notify').message,
      /\. rotated-\w+\/\.env now has the new key ID\. Update the secret/,
    );
    assert.deepEqual(names(), ['production', 'staging', successor]);
    assert.equal((await use.app.parts.pendingSecrets.list()).length, 1);
    use.app.prompts.will({ pick: 'Undo' }, { confirm: true });
    await resumeRotation(use.app.parts, keyNode(use.app, staging.accessKeyId));
    assert.equal(await read('.env'), blank(staging.accessKeyId));
    assert.deepEqual(names(), ['production', 'staging']);
  });

  it('says so where the secret of the new key can’t be kept, until the files hold it', async () => {
    use.app.secrets.trouble('store', 'rejects');
    use.app.prompts.will(begin, { confirm: true }, { pick: 'Later' });
    await rotate();
    assert.match(use.app.prompts.last('confirm').message, /even though VS Code can’t store the new secret/);
    assert.match(
      use.app.prompts.last('warn').message,
      /couldn’t save the secret of “staging .*Insert or copy it before/,
    );
    use.app.secrets.trouble('store', undefined);
  });

  it('moves its own sign-in to the new key before the old one goes', async () => {
    await write('.env', pairOf(production));
    await load();
    use.app.prompts.will({ pick: 'Delete After' }, { pick: 'Rotate “production”' }, { confirm: true });
    await rotate(production.accessKeyId);
    const made = keyNamed(`production ${isoDay(new Date())}`);
    assert.deepEqual(await use.app.parts.credentials.get(demo.projectId), {
      kind: 'keyPair',
      keyId: made.accessKeyId,
      keySecret: made.secret,
      origins: { account: use.app.emulator.accountUrl, token: use.app.emulator.accountUrl },
    });
    assert.deepEqual(await load(), [`${made.displayName} | now · sign-in key`, 'staging | 3 days ago']);
    assert.equal(asked('ListAccessKeys'), 2);
  });

  describe('a file that can’t be changed', () => {
    beforeEach(async () => {
      await write('.env', pairOf(staging));
      await write('.env.local', pairOf(staging));
      await chmod(path.join(use.root, '.env.local'), 0o444);
    });

    it('is named, and tried again once it can be', async () => {
      use.app.prompts.will(begin);
      await rotate();
      const { message, labels } = use.app.prompts.last('warn');
      assert.match(
        message,
        /couldn’t be inserted everywhere, so “staging” was kept.*rotated-\w+\/\.env\.local/,
      );
      assert.deepEqual(labels, ['Try Again', 'Leave Files']);
      const made = keyNamed(successor);
      assert.equal(await read('.env'), pairOf(made));
      assert.equal(await read('.env.local'), pairOf(staging));
      assert.equal((await use.app.parts.pendingSecrets.list()).length, 1);
      assert.equal((await load())[0], 'Rotation of “staging” | paused · continue');

      await chmod(path.join(use.root, '.env.local'), 0o644);
      use.app.prompts.will({ pick: 'Continue' });
      await resumeRotation(use.app.parts, undefined);
      assert.equal(await read('.env.local'), pairOf(made));
      assert.equal((await use.app.parts.pendingSecrets.list()).length, 0);
      assert.equal(asked('CreateAccessKey'), 1);
    });

    it('can be left, and then the secret waits and the old key stays', async () => {
      use.app.prompts.will(
        { pick: 'Delete After' },
        begin,
        { confirm: true },
        { press: 'Leave Files' },
        { pick: 'Later' },
      );
      await rotate();
      assert.deepEqual(names(), ['production', 'staging', successor]);
      assert.equal((await use.app.parts.pendingSecrets.list()).length, 1);
      assert.match((await load()).join('\n'), /staging \| retiring/);
    });

    it('does not keep a key that leaked alive', async () => {
      use.app.prompts.will({ pick: 'Delete Now' }, begin, { confirm: true }, { pick: 'Later' });
      await rotate();
      assert.deepEqual(names(), ['production', successor]);
      assert.match(
        use.app.prompts.last('notify').message,
        /“staging”, which was deleted\. The new key is in rotated-\w+\/\.env\. “staging” is still in rotated-\w+\/\.env\.local\./,
      );
      assert.equal((await use.app.parts.pendingSecrets.list()).length, 1);
      assert.deepEqual(journal(), []);
    });
  });

  it('is gone on with, undone or forgotten after it was cut off, and makes no third key', async () => {
    await write('.env', pairOf(staging));
    use.afterPage(() => {
      use.app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 400 });
    });
    use.app.prompts.will(begin);
    await rotate();
    const { emulator, secrets, state, session } = use.app;
    assert.match(use.app.prompts.last('warn').message, /rotation of “staging” in “demo-project” stopped/);
    const { accountUrl, tokenUrl } = emulator;
    const next = await openApp({
      sharedWith: { secrets, state },
      session,
      endpoints: { accountUrl, tokenUrl },
    });
    await showUnfinishedWork(next.parts);
    const { message, labels } = next.prompts.last('notify');
    assert.match(message, /rotation of “staging” in “demo-project” is paused.*exists but hasn’t signed in/);
    assert.deepEqual(labels, ['Continue', 'Undo', 'Abandon']);
    next.prompts.will({ pick: 'Continue' });
    await resumeRotation(next.parts, undefined);
    assert.equal(await read('.env'), pairOf(keyNamed(successor)));
    assert.deepEqual(names(), ['production', 'staging', successor]);

    next.prompts.will({ pick: 'Undo' }, { confirm: true });
    await resumeRotation(next.parts, keyNode(next, staging.accessKeyId));
    assert.equal(await read('.env'), pairOf(staging));
    assert.deepEqual(names(), ['production', 'staging']);
    assert.match(next.prompts.last('notify').message, /was undone/);
    assert.deepEqual(journal(), []);
    await next.close();
  });

  it('undoes the move of its own sign-in too', async () => {
    await write('.env', pairOf(production));
    await load();
    use.app.prompts.will({ pick: 'Rotate “production”' });
    await rotate(production.accessKeyId);
    use.app.prompts.will({ pick: 'Undo' }, { confirm: true });
    await resumeRotation(use.app.parts, keyNode(use.app, production.accessKeyId));
    assert.deepEqual(
      await use.app.parts.credentials.get(demo.projectId),
      use.app.parts.connections.bind(demoPair),
    );
    assert.equal(await read('.env'), pairOf(production));
    assert.deepEqual(names(), ['production', 'staging']);
  });

  it('deletes the old key later, and names the files that hold its ID', async () => {
    await write('.env', pairOf(staging));
    await write('notes.md', `The key ${staging.accessKeyId}.\n`);
    use.app.prompts.will(begin);
    await rotate();
    await load();
    use.app.prompts.will({ confirm: false });
    await deleteOldKey(use.app.parts, keyNode(use.app, staging.accessKeyId));
    assert.match(use.app.prompts.last('confirm').detail ?? '', /have its key ID: rotated-\w+\/notes\.md/);
    assert.deepEqual(names(), ['production', 'staging', successor]);
    use.app.prompts.will({ confirm: true });
    await deleteOldKey(use.app.parts, keyNode(use.app, staging.accessKeyId));
    assert.deepEqual(names(), ['production', successor]);
    assert.deepEqual(journal(), []);
  });

  it('forgets a retiring key that was deleted elsewhere', async () => {
    await write('.env', pairOf(staging));
    use.app.prompts.will(begin);
    await rotate();
    assert.equal(journal().length, 1);
    const api = await use.app.parts.connections.to(demo.projectId);
    await api.delete(staging.accessKeyId);
    const ended = new Promise<void>(resolve => {
      const watch = use.app.parts.rotations.onDidChange(() => {
        if (journal().length > 0) return;
        watch.dispose();
        resolve();
      });
    });
    await use.app.parts.keys.reload(demo.projectId);
    await ended;
  });

  it('leaves nothing behind where Sinch refuses the new key', async () => {
    await write('.env', pairOf(staging));
    use.app.emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status: 403 });
    use.app.prompts.will(begin);
    await rotate();
    assert.match(use.app.prompts.last('warn').message, /stopped\. .*403.*Nothing was changed\./);
    assert.deepEqual(journal(), []);
    assert.equal(await read('.env'), pairOf(staging));
  });

  it('replaces a new key whose secret was lost on the way', async () => {
    await write('.env', pairOf(staging));
    use.app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
    use.app.prompts.will(begin, { decide: 'Delete and Create Again' });
    await rotate();
    assert.deepEqual(names(), ['production', 'staging', successor]);
    assert.equal(await read('.env'), pairOf(keyNamed(successor)));
  });

  it('waits for a new key that is not known everywhere yet', async () => {
    await write('.env', pairOf(staging));
    let before = 0;
    use.afterPage(() => {
      before = asked('GetAccessKey');
      use.app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 404 });
    });
    use.app.prompts.will(begin);
    await rotate();
    assert.equal(asked('GetAccessKey') - before, 2);
    assert.equal(await read('.env'), pairOf(keyNamed(successor)));
  });

  describe('in a full project', () => {
    const crowd = Array.from({ length: 10 }, (_, index) => ({
      accessKeyId: `demo-key-${index + 1}`,
      secret: `demo-secret-${index + 1}`,
      displayName: index === 1 ? 'staging' : `key ${index + 1}`,
    }));

    beforeEach(async () => {
      await restart({ projects: [{ projectId: demo.projectId, keys: crowd }] });
      await write('.env', pairOf(staging));
    });

    it('replaces in place after a warning of the gap', async () => {
      use.app.prompts.will({ pick: 'Delete Old Key First' }, begin, { confirm: true });
      await rotate();
      assert.match(use.app.prompts.last('confirm').message, /Delete “staging” before the new key exists/);
      assert.equal(names().length, 10);
      assert.ok(!names().includes('staging'));
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));
      assert.deepEqual(journal(), []);
    });

    it('goes no further where the deletion that was to make room is given up', async () => {
      use.app.prompts.will({ pick: 'Delete Another Key' }, { pickMany: ['key 10'] }, { confirm: false });
      await rotate();
      assert.equal(names().length, 10);
      assert.deepEqual(journal(), []);
    });

    it('makes room by deleting another key', async () => {
      use.app.prompts.will(
        { pick: 'Delete Another Key' },
        { pickMany: ['key 10'] },
        { confirm: true },
        begin,
      );
      await rotate();
      assert.deepEqual(
        [names().length, names().includes('key 10'), names().includes('staging')],
        [10, false, true],
      );
    });

    it('never deletes the key it signs in with before the new one exists', async () => {
      use.app.prompts.will({ pick: undefined });
      await rotate('demo-key-1');
      assert.deepEqual(use.app.prompts.last('pick').labels?.length, 1);
    });
  });

  describe('several keys', () => {
    it('goes on where one is refused, and tells what became of each', async () => {
      await write('.env', pairOf(staging));
      await write('.env.local', pairOf(production));
      await load();
      use.app.emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status: 409 });
      use.app.prompts.will({ pick: 'Rotate 2 Access Keys' }, { press: 'Show' });
      const rows = [keyNode(use.app, production.accessKeyId), keyNode(use.app, staging.accessKeyId)];
      await rotateKeys(use.app.parts, rows[0], rows);
      const { message } = use.app.prompts.last('warn');
      assert.match(
        message,
        /Rotated 1 of 2 access keys\. “production”: .*already has a key with this name.*old keys work until/,
      );
      assert.deepEqual(names(), ['production', 'staging', successor]);
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));
      assert.equal(await read('.env.local'), pairOf(production));
      assert.deepEqual(use.app.revealed.at(-1), { kind: 'project', projectId: demo.projectId });
    });

    it('are those older than some days, for a whole project', async () => {
      const old = { ...staging, createTime: addDays(new Date(), -100).toISOString() };
      await restart({ projects: [{ projectId: demo.projectId, keys: [production, old] }] });
      await write('.env', pairOf(staging));
      use.app.prompts.will({ text: '90' }, { pickMany: ['staging'] }, begin);
      await rotateOldKeys(use.app.parts, projectNode(use.app));
      assert.deepEqual(use.app.prompts.last('pickMany').labels?.length, 1);
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));

      use.app.prompts.will({ text: '90' });
      await rotateOldKeys(use.app.parts, projectNode(use.app));
      assert.match(
        use.app.prompts.last('notify').message,
        /“demo-project” has no access keys older than 90 days/,
      );
    });
  });

  it('says so where the key is gone', async () => {
    await load();
    const api = await use.app.parts.connections.to(demo.projectId);
    await api.delete(staging.accessKeyId);
    await assert.rejects(rotate(), said(/“staging” no longer exists in “demo-project”/));
  });
});
