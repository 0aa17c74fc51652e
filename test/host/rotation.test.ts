import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { workspace } from 'vscode';
import { addDays, isoDay } from './days';
import { deleteOldKey } from '../../src/commands/rotation/deleteOldKey';
import { resumeRotation } from '../../src/commands/rotation/resumeRotation';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import { rotateOldKeys } from '../../src/commands/rotation/rotateOldKeys';
import { tellOpenMatters } from '../../src/commands/tellOpenMatters';
import { UserError } from '../../src/ui/userError';
import { type App, type AppOptions, demo, demoPair, keyNode, openApp, projectNode } from './app';

const said = (pattern: RegExp) => (error: unknown) =>
  error instanceof UserError && pattern.test(error.message);
const begin = { pick: 'Rotate “staging”' } as const;
const successor = `staging ${isoDay(new Date())}`;

describe('rotating', () => {
  let app: App;
  let root: string;

  async function start(options: AppOptions = {}): Promise<void> {
    app = await openApp({ signedIn: true, ...options });
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    // A folder of its own: VS Code remembers for a while what a file of the same name held.
    root = await mkdtemp(path.join(folder.uri.fsPath, 'rotated-'));
  }
  beforeEach(() => start());
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
    await app.close();
  });

  const keys = () => app.emulator.keys(demo.projectId);
  const names = () => keys().map(({ displayName }) => displayName);
  const keyNamed = (name: string) => {
    const key = keys().find(({ displayName }) => displayName === name);
    assert.ok(key, `no key “${name}”`);
    return key;
  };
  const asked = (operation: string) =>
    app.emulator.requests.filter(request => request.operation === operation).length;
  const write = async (name: string, text: string) => {
    await writeFile(path.join(root, name), text);
  };
  const read = (name: string) => readFile(path.join(root, name), 'utf8');
  const pairOf = ({ accessKeyId, secret }: { readonly accessKeyId: string; readonly secret: string }) =>
    `# kept\nSINCH_KEY_ID=${accessKeyId}\nSINCH_KEY_SECRET="${secret}"\nPORT=1\n`;
  const staging = demo.keys[1];
  const production = demo.keys[0];
  const rotate = (accessKeyId: string = staging.accessKeyId) =>
    rotateKeys(app.parts, keyNode(app, accessKeyId), undefined);
  const load = () => app.labels(projectNode(app));
  const journal = () => [...app.secrets.values.keys()].filter(key => key.startsWith('rotation:'));

  it('puts a new key into every file that holds the old one, and keeps both', async () => {
    await write('.env', pairOf(staging));
    await write(
      '.env.local',
      `STAGING_${pairOf(staging).replace('# kept\n', '')}`.replace('\nSINCH_KEY_S', '\nSTAGING_SINCH_KEY_S'),
    );
    await write('notes.md', `The key ${staging.accessKeyId}.\n`);
    await load();
    app.prompts.will(begin);
    await rotate();
    assert.deepEqual(names(), ['production', 'staging', successor]);
    const made = keyNamed(successor);
    assert.equal(await read('.env'), pairOf(made));
    assert.equal(
      await read('.env.local'),
      `STAGING_SINCH_KEY_ID=${made.accessKeyId}\nSTAGING_SINCH_KEY_SECRET="${made.secret}"\nPORT=1\n`,
    );
    assert.match(await read('notes.md'), /demo-key-2/);
    const page = app.prompts.last('pick');
    assert.deepEqual(
      page.labels?.map(label => label.replace(/^\$\([\w-]+\) /, '')),
      [
        'Rotate “staging”',
        successor,
        'Keep Until I Say',
        'Delete Once Everything Is Replaced',
        'Delete Now: It Leaked',
        `${path.basename(root)}/.env`,
        `${path.basename(root)}/.env.local`,
        `${path.basename(root)}/notes.md`,
      ],
    );
    const { message, labels } = app.prompts.last('notify');
    assert.match(
      message,
      /took over from “staging”.*The new key stands in rotated-\w+\/\.env and rotated-\w+\/\.env\.local\..*both work/,
    );
    assert.deepEqual(labels, ['Delete Old Key…']);
    assert.deepEqual(await app.parts.waiting.list(), []);
    assert.deepEqual(await load(), [
      'production | 3 days ago · signs in here',
      `staging | retiring · replaced by “${successor}”`,
      `${successor} | now`,
    ]);
    assert.equal(asked('CreateAccessKey'), 1);
    assert.equal(asked('GetAccessKey'), 1);
  });

  it('never tells a secret', async () => {
    await write('.env', pairOf(staging));
    app.prompts.will(begin);
    await rotate();
    const told = JSON.stringify([app.prompts.asked, app.log.lines, await load()]);
    for (const { secret } of keys()) assert.ok(!told.includes(secret));
  });

  it('changes nothing where the user gives up on the page', async () => {
    await write('.env', pairOf(staging));
    app.prompts.will({ pick: undefined });
    await rotate();
    assert.deepEqual(names(), ['production', 'staging']);
    assert.deepEqual(journal(), []);
  });

  it('takes another name, leaves out files, and deletes the old key, as the page says', async () => {
    await write('.env', pairOf(staging));
    await write('.env.local', pairOf(staging));
    app.prompts.will(
      { pick: successor },
      { text: 'staging next' },
      { pick: '/.env.local' },
      { pick: 'Delete Once' },
      begin,
    );
    await rotate();
    assert.deepEqual(names(), ['production', 'staging next']);
    assert.equal(await read('.env'), pairOf(keyNamed('staging next')));
    assert.equal(await read('.env.local'), pairOf(staging));
    assert.match(app.prompts.last('notify').message, /took over from “staging”, which is deleted/);
    assert.deepEqual(journal(), []);
  });

  it('keeps the old key where no file could be changed, and offers to place the secret', async () => {
    app.prompts.will({ pick: 'Delete Once' }, begin, { pick: 'Later' });
    await rotate();
    assert.deepEqual(names(), ['production', 'staging', successor]);
    assert.match(app.prompts.last('notify').message, /No file was changed/);
    const [waiting] = await app.parts.waiting.list();
    assert.equal(waiting?.displayName, successor);
  });

  it('gives up no secret that a file keeps elsewhere, and puts the ID back when it is undone', async () => {
    const blank = (keyId: string) => `SINCH_KEY_ID=${keyId}\nSINCH_KEY_SECRET=\n`;
    await write('.env', blank(staging.accessKeyId));
    await load();
    app.prompts.will({ pick: 'Delete Once' }, begin, { pick: 'Later' });
    await rotate();
    assert.equal(await read('.env'), blank(keyNamed(successor).accessKeyId));
    assert.deepEqual(names(), ['production', 'staging', successor]);
    assert.equal((await app.parts.waiting.list()).length, 1);
    app.prompts.will({ pick: 'Undo' }, { confirm: true });
    await resumeRotation(app.parts, keyNode(app, staging.accessKeyId));
    assert.equal(await read('.env'), blank(staging.accessKeyId));
    assert.deepEqual(names(), ['production', 'staging']);
  });

  it('says so where the secret of the new key can’t be kept, until the files hold it', async () => {
    app.secrets.trouble('store', 'rejects');
    app.prompts.will(begin, { confirm: true }, { pick: 'Later' });
    await rotate();
    assert.match(app.prompts.last('confirm').message, /although VS Code can’t keep the new secret/);
    assert.match(app.prompts.last('warn').message, /could not keep the secret of “staging .*Place it before/);
    app.secrets.trouble('store', undefined);
  });

  it('moves its own sign-in to the new key before the old one goes', async () => {
    await write('.env', pairOf(production));
    await load();
    app.prompts.will({ pick: 'Delete Once' }, { pick: 'Rotate “production”' });
    await rotate(production.accessKeyId);
    const made = keyNamed(`production ${isoDay(new Date())}`);
    assert.deepEqual(await app.parts.credentials.get(demo.projectId), {
      kind: 'keyPair',
      keyId: made.accessKeyId,
      keySecret: made.secret,
    });
    assert.deepEqual(await load(), [`${made.displayName} | now · signs in here`, 'staging | 3 days ago']);
    assert.equal(asked('ListAccessKeys'), 2);
  });

  describe('a file that can’t be changed', () => {
    beforeEach(async () => {
      await write('.env', pairOf(staging));
      await write('.env.local', pairOf(staging));
      await chmod(path.join(root, '.env.local'), 0o444);
    });

    it('is named, and tried again once it can be', async () => {
      app.prompts.will(begin);
      await rotate();
      const { message, labels } = app.prompts.last('warn');
      assert.match(message, /could not take over everywhere, so “staging” stays.*rotated-\w+\/\.env\.local/);
      assert.deepEqual(labels, ['Try Again', 'Leave Them']);
      const made = keyNamed(successor);
      assert.equal(await read('.env'), pairOf(made));
      assert.equal(await read('.env.local'), pairOf(staging));
      assert.equal((await app.parts.waiting.list()).length, 1);
      assert.equal((await load())[0], 'Rotation of “staging” | stopped · go on');

      await chmod(path.join(root, '.env.local'), 0o644);
      app.prompts.will({ pick: 'Go On' });
      await resumeRotation(app.parts, undefined);
      assert.equal(await read('.env.local'), pairOf(made));
      assert.equal((await app.parts.waiting.list()).length, 0);
      assert.equal(asked('CreateAccessKey'), 1);
    });

    it('can be left, and then the secret waits and the old key stays', async () => {
      app.prompts.will({ pick: 'Delete Once' }, begin, { press: 'Leave Them' }, { pick: 'Later' });
      await rotate();
      assert.deepEqual(names(), ['production', 'staging', successor]);
      assert.equal((await app.parts.waiting.list()).length, 1);
      assert.match((await load()).join('\n'), /staging \| retiring/);
    });

    it('does not keep a key that leaked alive', async () => {
      app.prompts.will({ pick: 'Delete Now' }, begin, { pick: 'Later' });
      await rotate();
      assert.deepEqual(names(), ['production', successor]);
      assert.equal((await app.parts.waiting.list()).length, 1);
      assert.deepEqual(journal(), []);
    });
  });

  it('is gone on with, undone or forgotten after it was cut off, and makes no third key', async () => {
    await write('.env', pairOf(staging));
    app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 400 });
    app.prompts.will(begin);
    await rotate();
    const { emulator, secrets, state, session } = app;
    assert.match(app.prompts.last('warn').message, /rotation of “staging” in “demo-project” stopped/);
    const { accountUrl, tokenUrl } = emulator;
    const next = await openApp({
      sharedWith: { secrets, state },
      session,
      endpoints: { accountUrl, tokenUrl },
    });
    await tellOpenMatters(next.parts);
    const { message, labels } = next.prompts.last('notify');
    assert.match(
      message,
      /rotation of the access key “staging” of “demo-project” was interrupted.*exists; it has not signed in/,
    );
    assert.deepEqual(labels, ['Go On', 'Undo', 'Forget']);
    next.prompts.will({ pick: 'Go On' });
    await resumeRotation(next.parts, undefined);
    assert.equal(await read('.env'), pairOf(keyNamed(successor)));
    assert.deepEqual(names(), ['production', 'staging', successor]);

    next.prompts.will({ pick: 'Undo' }, { confirm: true });
    await resumeRotation(next.parts, keyNode(next, staging.accessKeyId));
    assert.equal(await read('.env'), pairOf(staging));
    assert.deepEqual(names(), ['production', 'staging']);
    assert.match(next.prompts.last('notify').message, /is undone/);
    assert.deepEqual(journal(), []);
    await next.close();
  });

  it('undoes the move of its own sign-in too', async () => {
    await write('.env', pairOf(production));
    await load();
    app.prompts.will({ pick: 'Rotate “production”' });
    await rotate(production.accessKeyId);
    app.prompts.will({ pick: 'Undo' }, { confirm: true });
    await resumeRotation(app.parts, keyNode(app, production.accessKeyId));
    assert.deepEqual(await app.parts.credentials.get(demo.projectId), demoPair);
    assert.equal(await read('.env'), pairOf(production));
    assert.deepEqual(names(), ['production', 'staging']);
  });

  it('deletes the old key later, and names the files that still hold its ID', async () => {
    await write('.env', pairOf(staging));
    await write('notes.md', `The key ${staging.accessKeyId}.\n`);
    app.prompts.will(begin);
    await rotate();
    await load();
    app.prompts.will({ confirm: false });
    await deleteOldKey(app.parts, keyNode(app, staging.accessKeyId));
    assert.match(app.prompts.last('confirm').detail ?? '', /still hold its ID: rotated-\w+\/notes\.md/);
    assert.deepEqual(names(), ['production', 'staging', successor]);
    app.prompts.will({ confirm: true });
    await deleteOldKey(app.parts, keyNode(app, staging.accessKeyId));
    assert.deepEqual(names(), ['production', successor]);
    assert.deepEqual(journal(), []);
  });

  it('forgets a retiring key that was deleted elsewhere', async () => {
    await write('.env', pairOf(staging));
    app.prompts.will(begin);
    await rotate();
    assert.equal(journal().length, 1);
    const api = await app.parts.connections.to(demo.projectId);
    await api.delete(staging.accessKeyId);
    const ended = new Promise<void>(resolve => {
      const watch = app.parts.rotations.onDidChange(() => {
        if (journal().length > 0) return;
        watch.dispose();
        resolve();
      });
    });
    await app.parts.keys.reload(demo.projectId);
    await ended;
  });

  it('leaves nothing behind where Sinch refuses the new key', async () => {
    await write('.env', pairOf(staging));
    app.emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status: 403 });
    app.prompts.will(begin);
    await rotate();
    assert.match(app.prompts.last('warn').message, /stopped\. .*403.*Nothing was changed\./);
    assert.deepEqual(journal(), []);
    assert.equal(await read('.env'), pairOf(staging));
  });

  it('replaces a new key whose secret was lost on the way', async () => {
    await write('.env', pairOf(staging));
    app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
    app.prompts.will(begin, { decide: 'Delete It and Create Again' });
    await rotate();
    assert.deepEqual(names(), ['production', 'staging', successor]);
    assert.equal(await read('.env'), pairOf(keyNamed(successor)));
  });

  it('waits for a new key that is not known everywhere yet', async () => {
    await write('.env', pairOf(staging));
    app.emulator.fault({ operation: 'GetAccessKey', kind: 'answer', status: 404 });
    app.prompts.will(begin);
    await rotate();
    assert.equal(asked('GetAccessKey'), 2);
    assert.equal(await read('.env'), pairOf(keyNamed(successor)));
  });

  describe('in a full project', () => {
    const crowd = Array.from({ length: 10 }, (_, index) => ({
      accessKeyId: `demo-key-${index + 1}`,
      secret: `demo-secret-${index + 1}`,
      displayName: index === 1 ? 'staging' : `key ${index + 1}`,
    }));

    beforeEach(async () => {
      await app.close();
      await start({ projects: [{ projectId: demo.projectId, keys: crowd }] });
      await write('.env', pairOf(staging));
    });

    it('replaces in place after a warning of the gap', async () => {
      app.prompts.will({ pick: 'Replace in Place' }, begin, { confirm: true });
      await rotate();
      assert.match(app.prompts.last('confirm').message, /Delete “staging” before the new key exists/);
      assert.equal(names().length, 10);
      assert.ok(!names().includes('staging'));
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));
      assert.deepEqual(journal(), []);
    });

    it('makes room by deleting another key', async () => {
      app.prompts.will({ pick: 'Delete Another Key' }, { pickMany: ['key 10'] }, { confirm: true }, begin);
      await rotate();
      assert.deepEqual(
        [names().length, names().includes('key 10'), names().includes('staging')],
        [10, false, true],
      );
    });

    it('never deletes the key it signs in with before the new one exists', async () => {
      app.prompts.will({ pick: undefined });
      await rotate('demo-key-1');
      assert.deepEqual(app.prompts.last('pick').labels?.length, 1);
    });
  });

  describe('several keys', () => {
    it('goes on where one is refused, and tells what became of each', async () => {
      await write('.env', pairOf(staging));
      await write('.env.local', pairOf(production));
      await load();
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status: 409 });
      app.prompts.will({ pick: 'Rotate 2 Access Keys' });
      const rows = [keyNode(app, production.accessKeyId), keyNode(app, staging.accessKeyId)];
      await rotateKeys(app.parts, rows[0], rows);
      const { message } = app.prompts.last('warn');
      assert.match(
        message,
        /1 of 2 access keys were rotated\. “production”: .*name already.*old keys work until/,
      );
      assert.deepEqual(names(), ['production', 'staging', successor]);
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));
      assert.equal(await read('.env.local'), pairOf(production));
    });

    it('are those older than some days, for a whole project', async () => {
      await app.close();
      const old = { ...staging, createTime: addDays(new Date(), -100).toISOString() };
      await start({ projects: [{ projectId: demo.projectId, keys: [production, old] }] });
      await write('.env', pairOf(staging));
      app.prompts.will({ text: '90' }, { pickMany: ['staging'] }, begin);
      await rotateOldKeys(app.parts, projectNode(app));
      assert.deepEqual(app.prompts.last('pickMany').labels?.length, 1);
      assert.equal(await read('.env'), pairOf(keyNamed(successor)));

      app.prompts.will({ text: '90' });
      await rotateOldKeys(app.parts, projectNode(app));
      assert.match(
        app.prompts.last('notify').message,
        /No access key of “demo-project” is older than 90 days/,
      );
    });
  });

  it('says so where the key is gone', async () => {
    await load();
    const api = await app.parts.connections.to(demo.projectId);
    await api.delete(staging.accessKeyId);
    await assert.rejects(rotate(), said(/“staging” of “demo-project” no longer exists/));
  });
});
