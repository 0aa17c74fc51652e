import assert from 'node:assert/strict';
import {
  commands,
  languages,
  Position,
  TabInputText,
  type TextDocument,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { applyChange } from '../../src/commands/env/answerPreview';
import { insertIntoEnv } from '../../src/commands/secrets/insertIntoEnv';
import { askWhereToInsert } from '../../src/commands/secrets/askWhereToInsert';
import { editorFiles } from '../../src/envFiles/editorFiles';
import { UserError } from '../../src/ui/userError';
import { demo, keyNode, projectNode } from './app';
import { hasGit, lines, pair, useEnv } from './envFolder';
import { nextChange } from './shownChange';

describe('inserting into the active .env file', () => {
  const given = useEnv({ signedIn: true });
  const secret = {
    projectId: pair.projectId,
    accessKeyId: pair.keyId,
    displayName: 'staging',
    secret: pair.keySecret,
  };
  const node = { kind: 'pendingSecret', projectId: demo.projectId, accessKeyId: 'demo-key-2' };
  const keep = () => given.app.parts.pendingSecrets.keep(secret);
  beforeEach(keep);
  const waiting = async (): Promise<number> => (await given.app.parts.pendingSecrets.list()).length;

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
    await given.env.open('.env', before);
    await insertIntoEnv(given.app.parts, node);
    assert.equal(await given.env.read('.env'), after);
    assert.equal(await waiting(), 0);
    assert.deepEqual(given.app.parts.envFiles.recent.all(), [given.env.uri('.env').toString()]);
  });

  it('says first that the file holds the key where the secret can’t be given up then, and what to do', async () => {
    await given.env.open('.env', '');
    given.app.secrets.trouble('delete', 'rejects');
    await assert.rejects(insertIntoEnv(given.app.parts, node), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /\.env has the access key, but its pending secret[^]*keyring/);
      return true;
    });
    assert.match(given.app.prompts.last('notify').message, /access key was inserted into .*\.env\./);
    assert.equal(await given.env.read('.env'), lines);
    assert.equal(await waiting(), 1);
  });

  it('logs it where the secret can’t be given up when the user saves the file', async () => {
    await given.restart({ envSettings: { save: false } });
    await keep();
    const document = await given.env.open('.env', '');
    await insertIntoEnv(given.app.parts, node);
    const { log, secrets } = given.app;
    secrets.trouble('delete', 'rejects');
    const logged = new Promise<string>(resolve => {
      log.error = (message, error) => {
        resolve(`${message} ${String(error)}`);
      };
    });
    await document.save();
    assert.match(await logged, /once a file holds a key failed\. SecretStorageError/);
    assert.equal(await waiting(), 1);
  });

  it('keeps what was typed and not saved yet', async () => {
    const document = await given.env.open('.env', 'OTHER=1\n');
    await type(document, new Position(0, 7), '23');
    await insertIntoEnv(given.app.parts, node);
    assert.equal(await given.env.read('.env'), `OTHER=123\n${lines}`);
  });

  it('says so where the file holds the key already, and changes nothing', async () => {
    const document = await given.env.open('.env', lines);
    const { version } = document;
    await insertIntoEnv(given.app.parts, node);
    assert.match(given.app.prompts.last('notify').message, /already has this access key/);
    assert.equal(document.version, version);
    assert.equal(await waiting(), 0);
  });

  it('asks before it replaces another value, with that value masked', async () => {
    const text = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=old-key\nSINCH_KEY_SECRET=old-secret\n';
    await given.env.open('.env', text);
    given.app.prompts.will({ decide: undefined });
    await insertIntoEnv(given.app.parts, node);
    const { detail = '', message } = given.app.prompts.last('decide');
    assert.match(message, /^Replace the values in /);
    assert.match(detail, /\nSINCH_KEY_ID: .*\nSINCH_KEY_SECRET: /);
    assert.doesNotMatch(detail, /old-|PROJECT/);
    assert.equal(await given.env.read('.env'), text);
    assert.equal(await waiting(), 1);

    given.app.prompts.will({ decide: 'Replace' });
    await insertIntoEnv(given.app.parts, node);
    assert.equal(await given.env.read('.env'), lines);
    assert.equal(await waiting(), 0);
  });

  it('keeps the secret where saving is off, until the user saves the file', async () => {
    await given.restart({ envSettings: { save: false } });
    await keep();
    const document = await given.env.open('.env', 'OTHER=1\n');
    await insertIntoEnv(given.app.parts, node);
    assert.equal(await given.env.read('.env'), 'OTHER=1\n');
    assert.equal(document.getText(), `OTHER=1\n${lines}`);
    assert.match(given.app.prompts.last('notify').message, /until you save the file/);
    assert.equal(await waiting(), 1);

    const dropped = new Promise(resolve => given.app.parts.pendingSecrets.onDidChange(resolve));
    await document.save();
    await dropped;
    assert.equal(await waiting(), 0);
  });

  it('gives the secret up where the user sets another language before saving the file', async () => {
    await given.restart({ envSettings: { save: false } });
    await keep();
    const document = await given.env.open('.env', '');
    await insertIntoEnv(given.app.parts, node);
    const events: string[] = [];
    const watch = editorFiles.watch((uri, event) => {
      if (uri.toString() === document.uri.toString()) events.push(event);
    });
    await languages.setTextDocumentLanguage(document, document.languageId === 'ini' ? 'plaintext' : 'ini');
    const dropped = new Promise(resolve => given.app.parts.pendingSecrets.onDidChange(resolve));
    await document.save();
    await dropped;
    watch.dispose();
    assert.deepEqual(events, ['saved']);
    assert.equal(await waiting(), 0);
  });

  it('takes a file for closed once its editor is', async () => {
    const uri = await given.env.write('.env', '');
    await commands.executeCommand('vscode.open', uri);
    const closed = new Promise<string>(resolve => {
      const watch = editorFiles.watch((each, event) => {
        if (each.toString() !== uri.toString()) return;
        watch.dispose();
        resolve(event);
      });
    });
    await commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(await closed, 'closed');
  });

  it('keeps the secret where the file is saved without it', async () => {
    await given.restart({ envSettings: { save: false } });
    await keep();
    const document = await given.env.open('.env', 'OTHER=1\n');
    await insertIntoEnv(given.app.parts, node);
    await commands.executeCommand('undo');
    await type(document, new Position(0, 0), '# mine\n');
    await document.save();
    assert.equal(await given.env.read('.env'), '# mine\nOTHER=1\n');
    assert.equal(await waiting(), 1);
  });

  it('takes the key the extension signs in with, and keeps its credential', async () => {
    await given.env.open('.env', '');
    await insertIntoEnv(given.app.parts, keyNode(given.app, 'demo-key-1'));
    assert.match(await given.env.read('.env'), /SINCH_KEY_SECRET=demo-secret-1/);
    assert.ok(await given.app.parts.credentials.get(demo.projectId));
    assert.equal(await waiting(), 1);
  });

  it('says of that key that no secret is pending where saving is off', async () => {
    await given.restart({ envSettings: { save: false } });
    await given.env.open('.env', '');
    await insertIntoEnv(given.app.parts, keyNode(given.app, 'demo-key-1'));
    const { message } = given.app.prompts.last('notify');
    assert.match(message, /was inserted into .*\.env\. Apps can’t use it until you save the file\.$/);
  });

  it('says why a key’s secret can’t be inserted, and offers another key', async () => {
    await given.app.parts.pendingSecrets.drop(secret.projectId, secret.accessKeyId);
    await given.env.open('.env', '');
    await given.app.labels({ kind: 'project', projectId: demo.projectId });
    await assert.rejects(
      insertIntoEnv(given.app.parts, keyNode(given.app, 'demo-key-2')),
      (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /doesn’t have the secret of “staging”/);
        return true;
      },
    );
    assert.equal(await given.env.read('.env'), '');
  });

  it('asks which file where the active one may hold no secret', async () => {
    for (const name of ['notes.txt', '.env.example', '.envrc', '.env.vault']) {
      await given.env.open(name, 'demo');
      given.app.prompts.will({ pick: undefined });
      await insertIntoEnv(given.app.parts, node);
      assert.equal(
        given.app.prompts.last('pick').detail,
        'Which file do you want to insert the access key into?',
      );
      assert.equal(await given.env.read(name), 'demo');
    }
    assert.equal(await waiting(), 1);
  });

  it('is offered right after a key is created, with a preview beside it', async () => {
    await given.env.open('.env', '');
    given.app.prompts.will({ pick: 'Preview Change' });
    const change = nextChange();
    const placed = askWhereToInsert(given.app.parts, secret);
    await applyChange(given.app.parts, (await change).uri);
    await placed;
    assert.equal(await given.env.read('.env'), lines);
    assert.equal(await waiting(), 0);
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof TabInputText);
    assert.equal(input.uri.path, given.env.uri('.env').path);
  });

  describe('where the active file has another key', () => {
    const old = lines.replace('demo-key-2', 'demo-key-1').replace('demo-secret-2', 'demo-secret-1');
    const offered = () => given.app.prompts.last('pick').labels?.[0] ?? '';
    beforeEach(() => given.app.labels(projectNode(given.app)));

    it('names what is replaced, and asks nothing more', async () => {
      await given.env.open('.env', old);
      given.app.prompts.will({ pick: 'Replace “production” in' });
      await askWhereToInsert(given.app.parts, secret);
      assert.equal(await given.env.read('.env'), lines);
      assert.equal(await waiting(), 0);
    });

    it('names a key it doesn’t know by its ID', async () => {
      await given.env.open('.env', old.replace('demo-key-1', 'unknown-key'));
      given.app.prompts.will({ pick: undefined });
      await askWhereToInsert(given.app.parts, secret);
      assert.match(offered(), /^\$\(edit\) Replace “unknown-key” in .*\.env$/);
    });

    it('asks about what the choice didn’t say: another project, a file that may be committed', async () => {
      await given.env.open('.env', old.replace(demo.projectId, 'other-project'));
      given.app.prompts.will({ pick: 'Insert Into' }, { decide: undefined });
      await askWhereToInsert(given.app.parts, secret);
      assert.match(given.app.prompts.last('decide').detail ?? '', /SINCH_PROJECT_ID/);
      if (!(await hasGit)) return;

      await given.env.git('init');
      await given.env.open('app/.env', old);
      given.app.prompts.will({ pick: 'Replace “production” in' }, { decide: undefined });
      await askWhereToInsert(given.app.parts, secret);
      const { detail = '' } = given.app.prompts.last('decide');
      assert.match(detail, /Git doesn’t ignore this file/);
      assert.doesNotMatch(detail, /will be replaced/);
      assert.equal(await given.env.read('app/.env'), old);
    });

    it('asks again where the file got another key meanwhile', async () => {
      const { uri } = await given.env.open('.env', old);
      const pick = given.app.prompts.pick.bind(given.app.prompts);
      given.app.prompts.pick = async (...question) => {
        const reloaded = new Promise(resolve => workspace.onDidChangeTextDocument(resolve));
        await workspace.fs.writeFile(uri, new TextEncoder().encode(old.replace('demo-key-1', 'newer-key')));
        await commands.executeCommand('workbench.action.files.revert');
        await reloaded;
        return pick(...question);
      };
      given.app.prompts.will({ pick: 'Replace “production” in' }, { decide: undefined });
      await askWhereToInsert(given.app.parts, secret);
      assert.match(given.app.prompts.last('decide').message, /^Replace the values in/);
    });
  });
});
