import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
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
    assert.deepEqual(
      options.remedies?.map(({ label }) => label),
      [...(remedy === undefined ? [] : [remedy]), 'Choose Another File…'],
    );
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
    assert.deepEqual(labels, [action, 'Show Change']);
    assert.equal(await given.env.read(name), before);
    assert.deepEqual(to.events, []);
    given.app.prompts.will({ decide: action });
    await given.insert(name, to);
    assert.equal(await given.env.read(name), after);
    assert.deepEqual(to.events, ['placed']);
  }

  it('refuse templates and the files of other tools, also where they do not exist', async () => {
    await isRefused('.env.example', /is a shared template/);
    await isRefused('.env.vault', /belongs to a tool/);
  });

  it('lead to another file', async () => {
    const { options } = await refusal(given.insert('.env.example'));
    given.app.prompts.will({ pick: undefined });
    await options.remedies?.find(({ label }) => label === 'Choose Another File…')?.run();
    assert.match(
      given.app.prompts.last('pick').detail ?? '',
      /Which file do you want to insert the access key into/,
    );
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

  it('refuse a link to a template or to another tool’s file, whatever the link is called', async () => {
    for (const [target, name, why] of [
      ['.env.example', '.env', /links to a shared template/],
      ['shared/.env.sample.txt', 'notes.txt', /links to a shared template/],
      ['.env.keys', '.env.local', /links to a file that another tool keeps/],
    ] as const) {
      await given.env.write(target, 'SINCH_KEY_ID=\n');
      await symlink(target, given.env.uri(name).fsPath);
      await isRefused(name, why);
      assert.equal(await given.env.read(target), 'SINCH_KEY_ID=\n');
    }
    await isRefused('.env.example.bak', /is a shared template/);
  });

  it('refuse a line of a shell script that does more than give a variable a value', async () => {
    for (const [name, line] of [
      ['.envrc', 'SINCH_KEY_ID=old; export SINCH_KEY_ID'],
      ['.envrc.local', 'export SINCH_KEY_ID=a SINCH_KEY_SECRET=b DATABASE_URL=c'],
      ['.envrc.private', 'export SINCH_KEY_ID="a" SINCH_KEY_SECRET="b"'],
    ] as const) {
      await given.env.write(name, `A=1\n${line}\n`);
      await isRefused(name, /^Line 2 of .* does more than set SINCH_KEY_ID\./, 'Open File');
      assert.equal(await given.env.read(name), `A=1\n${line}\n`);
    }
  });

  it('take the quotes of a shell script as a shell does', async () => {
    const script = 'export A="a" B="b"\n';
    await given.env.write('.envrc', script);
    await given.insert('.envrc');
    assert.equal(await given.env.read('.envrc'), script + lines.replace(/^(?=.)/gm, 'export '));
  });

  it('refuse a shell script whose end may not run', async () => {
    await given.env.write('.envrc.local', 'export A="a" B="b\n');
    await isRefused('.envrc.local', /couldn’t tell whether a line at the end .* would run/, 'Open File');
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
    await isRefused(
      '.env',
      /merge conflict on line 2\. Resolve it first\. Then insert the key again\.$/,
      'Open File',
    );
    const { options } = await refusal(given.insert());
    await options.remedies?.[0]?.run();
    assert.equal(window.activeTextEditor?.selection.start.line, 1);
  });

  it('ask before clear text comes beside what dotenvx has encrypted', async () => {
    const text = 'DOTENV_PUBLIC_KEY=demo\nA=encrypted:demo\n';
    await given.env.write('.env', text);
    await isAsked('.env', /Line 2 is encrypted by dotenvx/, 'Insert', text + lines);
  });

  it('ask before a reference to a secret manager is replaced', async () => {
    await given.env.write('.env', lines.replace('demo-secret-2', 'op://demo/item/secret'));
    await isAsked(
      '.env',
      /SINCH_KEY_SECRET refers to a value kept elsewhere, such as in a secret manager/,
      'Replace',
      lines,
    );
    assert.doesNotMatch(given.app.prompts.last('decide').detail ?? '', /op:/);
  });

  it('ask nothing about a reference that a later line overrides', async () => {
    await given.env.write('.env', 'SINCH_KEY_SECRET=op://demo/item/secret\nSINCH_KEY_SECRET=<your secret>\n');
    await given.insert();
    assert.deepEqual(given.app.prompts.messages('decide'), []);
    assert.match(await given.env.read('.env'), /^SINCH_KEY_SECRET=op:.*\nSINCH_KEY_SECRET=demo-secret-2$/m);
  });

  it('ask where a byte order mark hides the first variable, and it is one that is written', async () => {
    const text = '\uFEFF# demo\n\nSINCH_PROJECT_ID=\n';
    await given.env.write('.env', text);
    const after = text.replace('SINCH_PROJECT_ID=\n', lines);
    await isAsked(
      '.env',
      /Node\.js 20 won’t read SINCH_PROJECT_ID here, because the file starts with a byte order mark/,
      'Insert Anyway',
      after,
    );
    await given.env.write('empty.env', '\uFEFF');
    await isAsked('empty.env', /bash.* won’t read SINCH_PROJECT_ID here/, 'Insert Anyway', `\uFEFF${lines}`);
    await given.env.write('later.env', '\uFEFFA=1\nSINCH_PROJECT_ID=\n');
    await given.insert('later.env');
    assert.equal(given.app.prompts.messages('decide').length, 4);
  });

  it('write a line so that every program reads it, whatever white space it had', async () => {
    const text = 'B=\u00A0\n\u200BSINCH_KEY_ID=old\n';
    await given.env.write('.env', text);
    await given.insert('.env');
    assert.equal(await given.env.read('.env'), text + lines);
    await given.env.write('plain.env', 'B=\u00A0\n\u00A0SINCH_PROJECT_ID=\n');
    await given.insert('plain.env');
    assert.equal(await given.env.read('plain.env'), `B=\u00A0\n${lines}`);
  });

  it('ask nothing about quotes that no program takes for a part of the key', async () => {
    await given.env.write('.env', `${lines.replace('demo-key-2', '')}A="open\n`);
    await given.insert('.env');
    assert.equal(await given.env.read('.env'), `${lines}A="open\n`);
    await given.env.write('escaped.env', "A='C:\\dir\\'\n");
    await given.insert('escaped.env');
    assert.equal(await given.env.read('escaped.env'), `A='C:\\dir\\'\n${lines}`);
  });

  it('ask before a file with mixed line breaks is saved with one kind', async () => {
    await given.env.write('.env', 'A=1\r\nB=1\nC=1\n');
    await isAsked('.env', /mixes line endings/, 'Insert', `A=1\nB=1\nC=1\n${lines}`);
  });

  it('ask before a file of another kind is edited', async () => {
    await given.env.write('settings.conf', 'A=1\n');
    await isAsked(
      'settings.conf',
      /isn’t named like a \.env file.*local history keeps copies/,
      'Insert',
      `A=1\n${lines}`,
    );
  });

  it('ask before a value is replaced that is edited and not saved', async () => {
    const document = await given.env.open('.env', 'SINCH_KEY_ID=\nA=1\n');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 13), 'mine');
    await workspace.applyEdit(edit);
    await isAsked(
      '.env',
      /You have unsaved changes to SINCH_KEY_ID.*\n\nThese values will be replaced:\nSINCH_KEY_ID: •+$/,
      'Replace',
      'SINCH_KEY_ID=demo-key-2\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_SECRET=demo-secret-2\nA=1\n',
    );
  });

  it('ask nothing about unsaved values that are those of the key', async () => {
    await given.restart({ envSettings: { save: false } });
    const document = await given.env.open('.env', 'A=1\n');
    await given.insert();
    await given.insert();
    assert.deepEqual(given.app.prompts.messages('decide'), []);
    assert.ok(document.isDirty);
    assert.equal(document.getText(), `A=1\n${lines}`);
  });

  it('wait for the editor where it still shows what something else has just changed', async () => {
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root);
    // The sample's `.gitignore` names `.env`.
    const folder = Uri.joinPath(root.uri, 'changed');
    const uri = Uri.joinPath(folder, '.env');
    await mkdir(folder.fsPath);
    await writeFile(uri.fsPath, 'A=1\n');
    try {
      await workspace.openTextDocument(uri);
      for (const text of ['A=2\n', 'A=3\nB=1\n']) {
        await writeFile(uri.fsPath, text);
        await insertPair(given.app.parts, uri, delivery());
        assert.equal(await readFile(uri.fsPath, 'utf8'), text + lines);
      }
    } finally {
      await rm(folder.fsPath, { recursive: true });
    }
  });

  it('ask before a link is followed, and say where it leads', async () => {
    await given.env.write('elsewhere/real.env', 'A=1\n');
    await symlink(path.join('elsewhere', 'real.env'), given.env.uri('.env').fsPath);
    await isAsked(
      '.env',
      /is a link to .*elsewhere\/real\.env, outside the workspace/,
      'Insert',
      `A=1\n${lines}`,
    );
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
