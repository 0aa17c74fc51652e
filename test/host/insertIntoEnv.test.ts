import assert from 'node:assert/strict';
import {
  commands,
  Position,
  TabInputText,
  type TextDocument,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { insertIntoEnv } from '../../src/commands/insertIntoEnv';
import { placeSecret } from '../../src/commands/placeSecret';
import { UserError } from '../../src/ui/userError';
import { type App, type AppOptions, demo, keyNode, openApp } from './app';
import { createEnvFolder, type EnvFolder, lines, pair } from './envFolder';

describe('inserting into the active .env file', () => {
  let app: App;
  let env: EnvFolder;
  const start = async (options: AppOptions = {}): Promise<void> => {
    app = await openApp({ signedIn: true, ...options });
    env = await createEnvFolder();
    await app.parts.waiting.keep(secret);
  };
  afterEach(async () => {
    await env.remove();
    await app.close();
  });

  const secret = {
    projectId: pair.projectId,
    accessKeyId: pair.keyId,
    displayName: 'staging',
    secret: pair.keySecret,
  };
  const node = { kind: 'waitingSecret', projectId: demo.projectId, accessKeyId: 'demo-key-2' };
  const waiting = async (): Promise<number> => (await app.parts.waiting.list()).length;

  async function type(document: TextDocument, at: Position, text: string): Promise<void> {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, at, text);
    await workspace.applyEdit(edit);
  }

  const before =
    '# demo\r\nOTHER=1 # kept\r\nSINCH_PROJECT_ID="<your project>"\r\nSINCH_KEY_SECRET=\r\nLAST=2';
  const after =
    '# demo\r\nOTHER=1 # kept\r\nSINCH_PROJECT_ID="demo-project"\r\nSINCH_KEY_SECRET=demo-secret-2\r\n' +
    'SINCH_KEY_ID=demo-key-2\r\nLAST=2';

  it('puts three values in, saves the file, and gives the waiting secret up', async () => {
    await start();
    await env.open('.env', before);
    await insertIntoEnv(app.parts, node);
    assert.equal(await env.read('.env'), after);
    assert.equal(await waiting(), 0);
    assert.deepEqual(app.parts.envFiles.recent.all(), [env.uri('.env').toString()]);
  });

  it('keeps what was typed and not saved yet', async () => {
    await start();
    const document = await env.open('.env', 'OTHER=1\n');
    await type(document, new Position(0, 7), '23');
    await insertIntoEnv(app.parts, node);
    assert.equal(await env.read('.env'), `OTHER=123\n${lines}`);
  });

  it('says so where the file holds the key already, and changes nothing', async () => {
    await start();
    const document = await env.open('.env', lines);
    const { version } = document;
    await insertIntoEnv(app.parts, node);
    assert.match(app.prompts.last('notify').message, /holds this access key already/);
    assert.equal(document.version, version);
    assert.equal(await waiting(), 0);
  });

  it('asks before it replaces another value, with that value masked', async () => {
    await start();
    const text = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=old-key\nSINCH_KEY_SECRET=old-secret\n';
    await env.open('.env', text);
    app.prompts.will({ decide: undefined });
    await insertIntoEnv(app.parts, node);
    const { detail = '', message } = app.prompts.last('decide');
    assert.match(message, /^Replace the values in /);
    assert.match(detail, /\nSINCH_KEY_ID: .*\nSINCH_KEY_SECRET: /);
    assert.doesNotMatch(detail, /old-|PROJECT/);
    assert.equal(await env.read('.env'), text);
    assert.equal(await waiting(), 1);

    app.prompts.will({ decide: 'Replace' });
    await insertIntoEnv(app.parts, node);
    assert.equal(await env.read('.env'), lines);
    assert.equal(await waiting(), 0);
  });

  it('keeps the secret where saving is off, until the user saves the file', async () => {
    await start({ envSettings: { save: false } });
    const document = await env.open('.env', 'OTHER=1\n');
    await insertIntoEnv(app.parts, node);
    assert.equal(await env.read('.env'), 'OTHER=1\n');
    assert.equal(document.getText(), `OTHER=1\n${lines}`);
    assert.match(app.prompts.last('notify').message, /Until you save the file/);
    assert.equal(await waiting(), 1);

    const dropped = new Promise(resolve => app.parts.waiting.onDidChange(resolve));
    await document.save();
    await dropped;
    assert.equal(await waiting(), 0);
  });

  it('keeps the secret where the file is saved without it', async () => {
    await start({ envSettings: { save: false } });
    const document = await env.open('.env', 'OTHER=1\n');
    await insertIntoEnv(app.parts, node);
    await commands.executeCommand('undo');
    await type(document, new Position(0, 0), '# mine\n');
    await document.save();
    assert.equal(await env.read('.env'), '# mine\nOTHER=1\n');
    assert.equal(await waiting(), 1);
  });

  it('takes the key the extension signs in with, and keeps its credential', async () => {
    await start();
    await env.open('.env', '');
    await insertIntoEnv(app.parts, keyNode(app, 'demo-key-1'));
    assert.match(await env.read('.env'), /SINCH_KEY_SECRET=demo-secret-1/);
    assert.ok(await app.parts.credentials.get(demo.projectId));
    assert.equal(await waiting(), 1);
  });

  it('says why a key’s secret can’t be inserted, and offers another key', async () => {
    await start();
    await app.parts.waiting.drop(secret.projectId, secret.accessKeyId);
    await env.open('.env', '');
    await app.labels({ kind: 'project', projectId: demo.projectId });
    await assert.rejects(insertIntoEnv(app.parts, keyNode(app, 'demo-key-2')), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /secret of “staging” is not known here/);
      return true;
    });
    assert.equal(await env.read('.env'), '');
  });

  it('asks which file where the active one may hold no secret', async () => {
    await start();
    for (const name of ['notes.txt', '.env.example', '.envrc', '.env.vault']) {
      await env.open(name, 'demo');
      app.prompts.will({ pick: undefined });
      await insertIntoEnv(app.parts, node);
      assert.equal(app.prompts.last('pick').detail, 'Which file should hold the access key?');
      assert.equal(await env.read(name), 'demo');
    }
    assert.equal(await waiting(), 1);
  });

  it('is offered right after a key is created, with a preview beside it', async () => {
    await start();
    await env.open('.env', '');
    app.prompts.will({ pick: 'Preview the Change' }, { pick: 'Insert' });
    await placeSecret(app.parts, secret);
    assert.equal(await env.read('.env'), lines);
    assert.equal(await waiting(), 0);
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof TabInputText);
    assert.equal(input.uri.path, env.uri('.env').path);
  });
});
