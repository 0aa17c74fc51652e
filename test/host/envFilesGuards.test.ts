import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, symlink, unlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Position, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { insertPair } from '../../src/commands/env/insertPair';
import { delivery, lines, refusal, useEnv } from './envFolder';

describe('the guards of a .env file', () => {
  const given = useEnv();

  async function isRefused(name: string, why: RegExp, remedy?: string): Promise<void> {
    const to = delivery();
    const { message, options } = await refusal(given.insert(name, to));
    assert.match(message, why);
    assert.ok(message.includes(path.basename(name)), message);
    assert.deepEqual(options.remedies?.map(({ label }) => label) ?? [], remedy === undefined ? [] : [remedy]);
    assert.deepEqual(to.events, []);
    assert.deepEqual(given.app.parts.envFiles.recent.all(), []);
  }

  /** Asks one question whose detail says `what`; nothing is written before the user agrees. */
  async function isAsked(name: string, what: RegExp, action: string, after: string): Promise<void> {
    const before = await given.env.read(name);
    const to = delivery();
    given.app.prompts.will({ decide: undefined });
    await given.insert(name, to);
    const { detail = '', labels = [] } = given.app.prompts.last('decide');
    assert.match(detail, what);
    assert.deepEqual(labels, [action, 'Show the Change']);
    assert.equal(await given.env.read(name), before);
    assert.deepEqual(to.events, []);
    given.app.prompts.will({ decide: action });
    await given.insert(name, to);
    assert.equal(await given.env.read(name), after);
    assert.deepEqual(to.events, ['placed']);
  }

  it('refuse templates and the files of other tools, also where they do not exist', async () => {
    await isRefused('.env.example', /is a template/);
    await isRefused('.env.vault', /belongs to a tool/);
  });

  it('refuse a folder', async () => {
    await given.env.write('.env/inside', '');
    await isRefused('.env', /is a folder/);
  });

  it('refuse a named pipe, without waiting for what comes out of it', async () => {
    if (process.platform === 'win32') return;
    await promisify(execFile)('mkfifo', [given.env.uri('.env').fsPath]);
    await isRefused('.env', /not a regular file/);
  });

  it('refuse a link to nowhere', async () => {
    await symlink('nowhere', given.env.uri('.env').fsPath);
    await isRefused('.env', /not a regular file/);
  });

  it('refuse a read-only file', async () => {
    await chmod((await given.env.write('.env', 'A=1\n')).fsPath, 0o444);
    await isRefused('.env', /is read-only/);
    assert.equal(await given.env.read('.env'), 'A=1\n');
  });

  it('refuse a file over 1 MB', async () => {
    await given.env.write('.env', `# ${'x'.repeat(1024 * 1024)}\n`);
    await isRefused('.env', /over 1 MB/);
    await given.env.write('fits.env', `# ${'x'.repeat(1024 * 1024 - 3)}\n`);
    await given.insert('fits.env');
  });

  it('refuse a file that is no UTF-8 text', async () => {
    await given.env.write('.env', Buffer.from('A=\xE4\n', 'latin1'));
    await isRefused('.env', /not UTF-8/);
    await given.env.write('utf16.env', Buffer.from('A=1\nB=2\n', 'utf16le'));
    await isRefused('utf16.env', /not UTF-8/);
  });

  it('refuse a file that the editor reads in another encoding', async () => {
    const uri = await given.env.write('.env', 'A=ä\n');
    await window.showTextDocument(await workspace.openTextDocument(uri, { encoding: 'windows1252' }));
    await isRefused('.env', /not UTF-8/);
    assert.equal(await given.env.read('.env'), 'A=ä\n');
  });

  it('refuse a file with a merge conflict, and show where it is', async () => {
    await given.env.write('.env', 'A=1\n<<<<<<< mine\nB=1\n=======\nB=2\n>>>>>>> theirs\n');
    await isRefused('.env', /merge conflict in line 2/, 'Open File');
    const { options } = await refusal(given.insert());
    await options.remedies?.[0]?.run();
    assert.equal(window.activeTextEditor?.selection.start.line, 1);
  });

  it('ask before clear text comes beside what dotenvx has encrypted', async () => {
    const text = 'DOTENV_PUBLIC_KEY=demo\nA=encrypted:demo\n';
    await given.env.write('.env', text);
    await isAsked('.env', /Line 2 is encrypted by dotenvx/, 'Insert', text + lines);
  });

  it('ask before a reference to 1Password is replaced', async () => {
    await given.env.write('.env', lines.replace('demo-secret-2', 'op://demo/item/secret'));
    await isAsked('.env', /SINCH_KEY_SECRET refers to an item in 1Password/, 'Replace', lines);
    assert.doesNotMatch(given.app.prompts.last('decide').detail ?? '', /op:/);
  });

  it('ask where a quote stays open', async () => {
    await given.env.write('.env', `${lines.replace('demo-key-2', '')}A="open\n`);
    await isAsked('.env', /quote that opens in line 4/, 'Insert', `${lines}A="open\n`);
  });

  it('ask before a file with mixed line breaks is saved with one kind', async () => {
    await given.env.write('.env', 'A=1\r\nB=1\nC=1\n');
    await isAsked('.env', /mixes kinds of line breaks/, 'Insert', `A=1\nB=1\nC=1\n${lines}`);
  });

  it('ask before a file of another kind is edited', async () => {
    await given.env.write('settings.conf', 'A=1\n');
    await isAsked('settings.conf', /not that of a \.env file/, 'Insert', `A=1\n${lines}`);
  });

  it('ask before a value is replaced that is edited and not saved', async () => {
    const document = await given.env.open('.env', 'SINCH_KEY_ID=\nA=1\n');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 13), 'mine');
    await workspace.applyEdit(edit);
    await isAsked(
      '.env',
      /You have edited SINCH_KEY_ID and not saved it.*\n\nThese values are replaced:\nSINCH_KEY_ID: •+$/,
      'Replace',
      'SINCH_KEY_ID=demo-key-2\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_SECRET=demo-secret-2\nA=1\n',
    );
  });

  it('ask before a link is followed, and say where it leads', async () => {
    await given.env.write('elsewhere/real.env', 'A=1\n');
    await symlink(path.join('elsewhere', 'real.env'), given.env.uri('.env').fsPath);
    await isAsked('.env', /leads out of the workspace, to .*elsewhere\/real\.env/, 'Insert', `A=1\n${lines}`);
    assert.equal(await given.env.read('elsewhere/real.env'), `A=1\n${lines}`);
  });

  it('ask before a folder that is a link leads out of the workspace', async () => {
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root);
    const link = Uri.joinPath(root.uri, 'linked');
    await given.env.write('.env', 'A=1\n');
    await symlink(given.env.folder, link.fsPath);
    try {
      given.app.prompts.will({ decide: undefined });
      await insertPair(given.app.parts, Uri.joinPath(link, '.env'), delivery());
      const { detail = '' } = given.app.prompts.last('decide');
      assert.ok(detail.includes(`to ${given.env.folder}/.env`), detail);
      assert.equal(await given.env.read('.env'), 'A=1\n');
    } finally {
      await unlink(link.fsPath);
    }
  });

  it('ask nothing where there is nothing to know', async () => {
    await given.env.write('.env', 'A=1\n');
    await given.insert();
    assert.deepEqual(
      given.app.prompts.asked.map(({ kind }) => kind),
      ['notify'],
    );
  });
});
