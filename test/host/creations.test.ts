import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { workspace } from 'vscode';
import { createKey } from '../../src/commands/keys/createKey';
import { discardSecret } from '../../src/commands/secrets/discardSecret';
import { checkUnconfirmedKey } from '../../src/commands/keys/checkUnconfirmedKey';
import { showUnfinishedWork } from '../../src/commands/showUnfinishedWork';
import { isAbort } from '../../src/ui/signal';
import { UserError } from '../../src/ui/userError';
import { type App, demo, openApp, projectNode, storeCredential } from './app';
import { cancelled, withStub } from './withStub';

const said = (pattern: RegExp) => (error: unknown) =>
  error instanceof UserError && pattern.test(error.message);

describe('a create', () => {
  let app: App;
  const names = () => app.emulator.keys(demo.projectId).map(({ displayName }) => displayName);
  const asked = (operation: string) =>
    app.emulator.requests.filter(request => request.operation === operation).length;
  const journal = () => [...app.secrets.values.keys()].filter(key => key.startsWith('creation:'));

  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });

  afterEach(async () => {
    await app.close();
  });

  it('stands in the journal before it is sent, and no more once its secret is kept', async () => {
    const seen: string[][] = [];
    app.secrets.onDidChange(({ key }) => {
      if (/^(creation|waitingSecret):/.test(key)) {
        seen.push([
          key.replace(/:.*/, ''),
          String(asked('CreateAccessKey')),
          String(app.secrets.values.has(key)),
        ]);
      }
    });
    app.prompts.will({ text: 'laptop' }, { pick: 'Later' });
    await createKey(app.parts, projectNode(app));
    assert.deepEqual(seen, [
      ['creation', '0', 'true'],
      ['waitingSecret', '1', 'true'],
      ['creation', '1', 'false'],
    ]);
  });

  it('asks before anything is sent where SecretStorage keeps nothing, and may be given up', async () => {
    app.secrets.trouble('store', 'loses');
    app.prompts.will({ text: 'laptop' }, { confirm: false });
    await createKey(app.parts, projectNode(app));
    assert.match(app.prompts.last('confirm').message, /“laptop” even though VS Code can’t store its secret/);
    assert.equal(asked('CreateAccessKey'), 0);
    assert.deepEqual(await app.parts.creations.unfinished(), []);
  });

  it('holds the secret in memory where the user agreed to that, says so, and offers to place it', async () => {
    app.secrets.trouble('store', 'rejects');
    app.prompts.will({ text: 'laptop' }, { confirm: true }, { pick: 'Later' });
    await createKey(app.parts, projectNode(app));
    assert.match(app.prompts.last('warn').message, /Insert or copy it before you close this window/);
    assert.equal((await app.parts.pendingSecrets.list(demo.projectId)).length, 1);
  });

  it('leaves nothing behind where Sinch refuses it', async () => {
    app.emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status: 403 });
    app.prompts.will({ text: 'laptop' });
    await assert.rejects(createKey(app.parts, projectNode(app)), said(/Couldn’t create .*“laptop”/));
    assert.deepEqual(journal(), []);
  });

  for (const [trouble, sentence] of [
    [undefined, /couldn’t find its key ID yet\. Its secret is stored until we do/],
    ['rejects', /couldn’t find its key ID yet\. Its secret couldn’t be stored: .* this window/],
  ] as const) {
    it(`says where the secret of a key is that Sinch doesn’t name (storage ${trouble ?? 'works'})`, async () => {
      app.secrets.trouble('store', trouble);
      const body = { secret: 'demo-secret~unnamed.0123' };
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'answer', status: 200, body });
      app.prompts.will({ text: 'laptop' }, ...(trouble ? [{ confirm: true }] : []));
      await assert.rejects(createKey(app.parts, projectNode(app)), said(sentence));
    });
  }

  describe('whose answer is lost', () => {
    it('offers to try again where no key was made, and never does so by itself', async () => {
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'drop' });
      app.prompts.will({ text: 'laptop' });
      await createKey(app.parts, projectNode(app));
      const { message, labels } = app.prompts.last('warn');
      assert.match(message, /“laptop” was not created in “demo-project”.*connection/);
      assert.deepEqual(labels, ['Try Again']);
      assert.equal(asked('CreateAccessKey'), 1);
      assert.deepEqual(journal(), []);

      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'drop' });
      app.prompts.will({ text: 'laptop' }, { press: 'Try Again' }, { pick: 'Later' });
      await createKey(app.parts, projectNode(app));
      assert.deepEqual(names(), ['production', 'staging', 'laptop']);
      assert.deepEqual(journal(), []);
    });

    it('tells of the key that was made, and deletes it and makes another where the user wants that', async () => {
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
      app.prompts.will({ text: 'laptop' }, { decide: 'Delete and Create Again' }, { pick: 'Later' });
      await createKey(app.parts, projectNode(app));
      const { message, labels } = app.prompts.last('decide');
      assert.match(message, /“laptop” exists in “demo-project”, but VS Code doesn’t have its secret/);
      assert.deepEqual(labels, ['Keep Key', 'Delete and Create Again']);
      assert.deepEqual(names(), ['production', 'staging', 'laptop']);
      const [made] = await app.parts.pendingSecrets.list(demo.projectId);
      const kept = made && (await app.parts.pendingSecrets.get(demo.projectId, made.accessKeyId));
      assert.equal(kept?.secret, app.emulator.keys(demo.projectId)[2]?.secret);
      assert.equal(asked('CreateAccessKey'), 2);
      assert.deepEqual(journal(), []);
    });

    it('keeps the key where the user wants that, and asks no more', async () => {
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
      app.prompts.will({ text: 'laptop' }, { decide: 'Keep Key' });
      await createKey(app.parts, projectNode(app));
      assert.deepEqual(names(), ['production', 'staging', 'laptop']);
      assert.equal(asked('CreateAccessKey'), 1);
      assert.deepEqual(journal(), []);
    });

    it('stays a row in the tree until the user decides', async () => {
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
      app.prompts.will({ text: 'laptop' }, { decide: undefined });
      await createKey(app.parts, projectNode(app));
      assert.deepEqual((await app.labels(projectNode(app)))[0], 'New key “laptop” | unconfirmed · check');
      const [row] = await app.parts.tree.getChildren(projectNode(app));
      app.prompts.will({ decide: 'Keep Key' });
      await checkUnconfirmedKey(app.parts, row);
      assert.ok(!(await app.labels(projectNode(app))).join().includes('Creation of'));
    });

    it('says what uses the key all the same: the extension, and files', async () => {
      const [folder] = workspace.workspaceFolders ?? [];
      const root = await mkdtemp(path.join(folder?.uri.fsPath ?? assert.fail('no folder is open'), 'used-'));
      try {
        app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
        app.prompts.will({ text: 'laptop' }, { decide: undefined });
        await createKey(app.parts, projectNode(app));
        assert.match(
          app.prompts.last('decide').detail ?? '',
          /No file in this workspace has its key ID\. Not searched: other folders, /,
        );

        const made = app.emulator.keys(demo.projectId)[2] ?? assert.fail('no key was made');
        const { accessKeyId, secret } = made;
        await storeCredential(app, demo.projectId, {
          kind: 'keyPair',
          keyId: accessKeyId,
          keySecret: secret,
        });
        await writeFile(path.join(root, '.env'), `SINCH_KEY_ID=${accessKeyId}\nSINCH_KEY_SECRET=demo\n`);
        app.prompts.will({ decide: 'Keep Key' });
        await checkUnconfirmedKey(app.parts, undefined);
        const { detail = '', labels } = app.prompts.last('decide');
        assert.deepEqual(labels, ['Keep Key', 'Delete and Create Again']);
        assert.match(detail, /This extension signs in with this key/);
        assert.match(detail, /These files have its key ID: .*\.env\./);
      } finally {
        await rm(root, { recursive: true });
      }
    });

    it('asks no more about an interrupted create once a key of its name was made', async () => {
      const { id } = await app.parts.creations.begin(demo.projectId, 'laptop');
      app.parts.creations.leave(id);
      app.prompts.will({ text: 'laptop' }, { pick: 'Later' });
      await createKey(app.parts, projectNode(app));
      assert.deepEqual(journal(), []);
    });

    it('says that nobody knows where the keys can’t be listed, and can be checked again', async () => {
      await app.labels(projectNode(app));
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
      // The first list is that of the keys before it.
      app.emulator.fault({ operation: 'ListAccessKeys', kind: 'none' });
      app.emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 403 });
      app.prompts.will({ text: 'laptop' });
      await assert.rejects(
        createKey(app.parts, projectNode(app)),
        said(/We couldn’t confirm whether .*“laptop”.*403/),
      );
      app.prompts.will({ decide: 'Keep Key' });
      await checkUnconfirmedKey(app.parts, undefined);
      assert.match(app.prompts.last('decide').message, /VS Code doesn’t have its secret/);
      assert.deepEqual(journal(), []);
    });

    it('does not take an older key of that name for the one it made', async () => {
      app.emulator.fault({ operation: 'CreateAccessKey', kind: 'drop' });
      await app.labels(projectNode(app));
      app.parts.keys.drop(demo.projectId, 'demo-key-2');
      app.prompts.will({ text: 'staging' });
      await createKey(app.parts, projectNode(app));
      assert.match(app.prompts.last('warn').message, /“staging” was not created/);
      assert.deepEqual(names(), ['production', 'staging']);
    });
  });

  describe('cut off by the end of the extension host', () => {
    const open: App[] = [];

    /** What is left when the host dies while Sinch makes the key: another host takes over, in the same window or not. */
    async function cutOff(session?: string): Promise<App> {
      const { secrets, state, emulator } = app;
      await app.parts.creations.begin(demo.projectId, 'laptop');
      const api = await app.parts.connections.to(demo.projectId);
      await api.create('laptop');
      const { accountUrl, tokenUrl } = emulator;
      const next = await openApp({
        sharedWith: { secrets, state },
        endpoints: { accountUrl, tokenUrl },
        session: session ?? app.session,
      });
      open.push(next);
      return next;
    }

    afterEach(async () => {
      for (const next of open.splice(0)) await next.close();
    });

    it('is told of at the start, without a request, and looked up when the user wants', async () => {
      const next = await cutOff();
      const before = app.emulator.requests.length;
      next.prompts.will({ decide: 'Keep Key' });
      const telling = showUnfinishedWork(next.parts);
      await telling;
      assert.match(
        next.prompts.last('notify').message,
        /couldn’t confirm whether “laptop” was created in “demo-project”/,
      );
      assert.equal(app.emulator.requests.length, before);
      await checkUnconfirmedKey(next.parts, undefined);
      assert.match(
        next.prompts.last('decide').message,
        /“laptop” exists in “demo-project”, but VS Code doesn’t have its secret/,
      );
      assert.deepEqual(journal(), []);
    });

    it('is left to the window that may still be at it', async () => {
      const next = await cutOff('another window');
      const labels = await next.labels(projectNode(next));
      assert.equal(labels[0], 'New key “laptop” | in another window');
      await checkUnconfirmedKey(next.parts, undefined);
      assert.match(next.prompts.last('notify').message, /Another window seems to be creating “laptop”/);
      assert.equal(journal().length, 1);
      await showUnfinishedWork(next.parts);
      assert.equal(next.prompts.messages('notify').length, 1);
      await app.parts.creations.end(journal()[0]?.replace('creation:', '') ?? '');
    });
  });
});

describe('an interrupted create', () => {
  let app: App;

  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });

  afterEach(async () => {
    await app.close();
  });

  const leave = async (projectId: string) => {
    const { id } = await app.parts.creations.begin(projectId, 'laptop');
    app.parts.creations.leave(id);
  };

  it('is said not to be there where there is none, or only one of a project that is not in the list', async () => {
    const none = said(/^There are no unconfirmed keys/);
    await assert.rejects(checkUnconfirmedKey(app.parts, undefined), none);
    await leave('other-project');
    await assert.rejects(checkUnconfirmedKey(app.parts, undefined), none);
    await showUnfinishedWork(app.parts);
    assert.deepEqual(app.prompts.asked, []);
  });

  it('stays as it is where the user no longer waits for the answer', async () => {
    await leave(demo.projectId);
    app.emulator.fault({ operation: 'ListAccessKeys', kind: 'hang' });
    await withStub('withProgress', cancelled, () =>
      assert.rejects(checkUnconfirmedKey(app.parts, undefined), isAbort),
    );
    assert.equal((await app.parts.creations.unfinished()).length, 1);
    assert.deepEqual(app.prompts.asked, []);
  });
});

describe('what an earlier session left', () => {
  let app: App;

  beforeEach(async () => {
    app = await openApp({ signedIn: true });
  });

  afterEach(async () => {
    await app.close();
  });

  const keep = (accessKeyId: string, displayName: string) =>
    app.parts.pendingSecrets.keep({
      projectId: demo.projectId,
      accessKeyId,
      displayName,
      secret: `secret of ${accessKeyId}`,
    });

  it('is told of where there is something, once', async () => {
    await showUnfinishedWork(app.parts);
    assert.deepEqual(app.prompts.asked, []);
    await keep('waiting-1', 'laptop');
    await showUnfinishedWork(app.parts);
    const { message, labels } = app.prompts.last('notify');
    assert.match(message, /secret of “laptop” in “demo-project” is pending/);
    assert.deepEqual(labels, ['Insert', 'Copy', 'Discard']);
    assert.equal(app.emulator.requests.length, 0);
  });

  it('is one notification for several secrets, and for matters of several kinds', async () => {
    await keep('waiting-1', 'laptop');
    await keep('waiting-2', 'server');
    await showUnfinishedWork(app.parts);
    assert.match(app.prompts.last('notify').message, /secrets of 2 access keys/);
    const { id } = await app.parts.creations.begin(demo.projectId, 'phone');
    app.parts.creations.leave(id);
    app.prompts.will({ press: 'Show' });
    await showUnfinishedWork(app.parts);
    assert.match(app.prompts.last('notify').message, /3 access keys need/);
    assert.deepEqual(app.revealed, [projectNode(app)]);
    await app.parts.creations.end(id);
  });

  it('is given up in a modal only', async () => {
    await keep('waiting-1', 'laptop');
    app.prompts.will({ pick: 'laptop' }, { confirm: true });
    await discardSecret(app.parts, undefined);
    assert.deepEqual(await app.parts.pendingSecrets.list(), []);
  });
});
