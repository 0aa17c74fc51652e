import assert from 'node:assert/strict';
import { link, symlink } from 'node:fs/promises';
import { Range, type TextDocument, workspace, WorkspaceEdit } from 'vscode';
import { fixKeyFile } from '../../src/commands/env/fixKeyFile';
import { verifyKey } from '../../src/commands/keys/verifyKey';
import { demo } from './app';
import { lines, needGit, refusal, useEnv } from './envFolder';

/** Changes a document as a person who types does: it isn't saved. */
async function change(document: TextDocument, from: string, to: string): Promise<void> {
  const text = document.getText();
  const edit = new WorkspaceEdit();
  const whole = new Range(document.positionAt(0), document.positionAt(text.length));
  assert.ok(text.includes(from), `no ${from} in ${text}`);
  edit.replace(document.uri, whole, text.replace(from, to));
  assert.ok(await workspace.applyEdit(edit));
}

describe('the secret of a key file that is moved to another', () => {
  const given = useEnv({ signedIn: true });
  const place = (document: TextDocument, fix = 'move') => ({
    uri: document.uri.toString(),
    variable: 'SINCH_KEY_ID',
    fix,
  });

  /** A file that Git doesn't ignore, and `.env.local`, which it does and which the user chooses. */
  async function open(text: string, name = '.env'): Promise<TextDocument> {
    await given.env.git('init');
    await given.env.write('.gitignore', '.env.local\n');
    given.app.parts.envFiles.targets.inWorkspace = () =>
      Promise.resolve([{ uri: given.env.uri('.env.local'), kind: 'target', git: undefined }]);
    return given.env.open(name, text);
  }

  needGit('moving a secret was not tested');

  it('is that of the pair that was meant, whatever changes while the user chooses the file', async () => {
    const document = await open(`OTHER=1\n${lines}`);
    await given.env.write('.env.local', '');
    given.app.prompts.will({
      pick: '.env.local',
      meanwhile: () => change(document, 'OTHER=1', 'OTHER=12'),
    });
    await fixKeyFile(given.app.parts, place(document));
    assert.equal(await given.env.read('.env.local'), lines);
    assert.equal(await given.env.read('.env'), `OTHER=12\n${lines.replace('demo-secret-2', '')}`);
  });

  it('is moved to another file than the one it is in', async () => {
    const document = await open(lines);
    const files = ['.env', 'other.env'].map(name => ({
      uri: given.env.uri(name),
      kind: 'target' as const,
      git: undefined,
    }));
    given.app.parts.envFiles.targets.inWorkspace = () => Promise.resolve(files);
    given.app.prompts.will({ pick: undefined });
    await fixKeyFile(given.app.parts, place(document));
    const { message, detail, labels = [] } = given.app.prompts.last('pick');
    assert.equal(message, 'Move Secret to Another File');
    assert.match(detail ?? '', /move the secret to\?$/);
    assert.deepEqual(
      labels.filter(label => label.startsWith('$(file) ')).map(label => label.replace(/.*[/ ]/, '')),
      ['other.env'],
    );
  });

  it('is left where the file has another by then, and the user is told', async () => {
    const document = await open(lines);
    await given.env.write('.env.local', lines.replace('demo-secret-2', 'demo-secret-old'));
    const rotated = lines.replace('demo-secret-2', 'demo-secret-new');
    given.app.prompts.will(
      { pick: '.env.local' },
      { decide: 'Replace', meanwhile: () => change(document, 'demo-secret-2', 'demo-secret-new') },
    );
    await fixKeyFile(given.app.parts, place(document));
    assert.equal(await given.env.read('.env.local'), lines);
    assert.equal(document.getText(), rotated);
    assert.match(given.app.prompts.last('warn').message, /SINCH_KEY_SECRET in .*\.env has another value/);
  });

  it('goes from every line that has it', async () => {
    const secretLine = 'SINCH_KEY_SECRET=demo-secret-2\n';
    const text = `${secretLine}BACKUP_SECRET="demo-secret-2"\n${lines}`;
    const document = await open(text);
    await given.env.write('.env.local', '');
    given.app.prompts.will({ pick: '.env.local' });
    await fixKeyFile(given.app.parts, place(document));
    const blank = 'SINCH_KEY_SECRET=\n';
    const rest = lines.replace('demo-secret-2', '');
    assert.equal(await given.env.read('.env'), `${blank}BACKUP_SECRET=""\n${rest}`);
    assert.deepEqual(given.app.prompts.messages('warn'), []);
  });

  for (const [what, line] of Object.entries({
    'a comment': '# SINCH_KEY_SECRET=demo-secret-2',
    'a longer value': 'SINCH_URL=https://demo-key-2:demo-secret-2@example.com',
  })) {
    it(`is said to be left in ${what}`, async () => {
      const document = await open(`PORT=1\n${line}\n${lines}`);
      await given.env.write('.env.local', '');
      given.app.prompts.will({ pick: '.env.local' });
      await fixKeyFile(given.app.parts, place(document));
      assert.equal(await given.env.read('.env'), `PORT=1\n${line}\n${lines.replace('demo-secret-2', '')}`);
      const told = given.app.prompts.last('warn');
      assert.match(told.message, /\.env still has the secret/);
      assert.deepEqual(told.labels, ['Open File']);
    });
  }

  it('is said to be in the history of a file that Git tracks', async () => {
    const document = await open(lines);
    await given.env.git('add', '.env');
    await given.app.parts.keys.load(demo.projectId);
    await given.env.write('.env.local', '');
    given.app.prompts.will({ pick: '.env.local' });
    await fixKeyFile(given.app.parts, place(document));
    assert.equal(await given.env.read('.env'), lines.replace('demo-secret-2', ''));
    const told = given.app.prompts.last('warn');
    assert.match(
      told.message,
      /^The secret may still be in the Git history of .*\/\.env\. Rotate the key\.$/,
    );
    assert.deepEqual(told.labels, ['Rotate Access Key…']);
  });

  it('is said to stay where the other file has yet to be saved', async () => {
    await given.restart({ envSettings: { save: false } });
    const document = await open(lines);
    await given.env.write('.env.local', '');
    given.app.prompts.will({ pick: '.env.local' });
    await fixKeyFile(given.app.parts, place(document));
    assert.match(
      given.app.prompts.last('notify').message,
      /was inserted into .*\.env\.local\. Its secret stays in .*\/\.env too until you save the file\.$/,
    );
    assert.equal(await given.env.read('.env'), lines);
  });

  it('is said to be left where a line can’t be changed', async () => {
    const document = await open(`SINCH_KEY_SECRET=demo-secret-2\nPORT=1\n`);
    await given.env.write('.env.local', '');
    await change(document, 'PORT=1\n', lines);
    await document.save();
    given.app.prompts.will({
      pick: '.env.local',
      meanwhile: () => change(document, lines, lines.replace('demo-secret-2', 'demo-secret-3')),
    });
    await fixKeyFile(given.app.parts, place(document));
    assert.match(given.app.prompts.last('warn').message, /\.env still has the secret/);
  });

  for (const [what, make] of Object.entries({ symlink, link })) {
    it(`is never taken from the only file that has it, under whatever name: ${what}`, async () => {
      if (process.platform === 'win32') return;
      const document = await open(lines);
      await make(given.env.uri('.env').fsPath, given.env.uri('.env.local').fsPath);
      given.app.prompts.will({ pick: '.env.local' });
      const told = await refusal(fixKeyFile(given.app.parts, place(document)));
      assert.match(told.message, /already in this file/);
      assert.equal(await given.env.read('.env'), lines);
    });
  }

  it('is not taken from its file where the user comes back to that one', async () => {
    const document = await open(lines);
    await given.env.write('other.env', '');
    await given.env.git('add', 'other.env');
    const files = ['other.env', '.env'].map(name => ({
      uri: given.env.uri(name),
      kind: 'target' as const,
      git: undefined,
    }));
    given.app.parts.envFiles.targets.inWorkspace = () => Promise.resolve(files);
    given.app.prompts.will(
      { pick: 'other.env' },
      { decide: 'Choose Another File…' },
      { pick: '/.env' },
      { decide: 'Insert Anyway' },
    );
    await fixKeyFile(given.app.parts, place(document));
    assert.match(given.app.prompts.last('warn').message, /already in this file/);
    assert.equal(await given.env.read('.env'), lines);
  });
});

describe('a fix that nothing offers', () => {
  const given = useEnv({ signedIn: true });
  const place = (document: TextDocument, fix: string) => ({
    uri: document.uri.toString(),
    variable: 'SINCH_KEY_ID',
    fix,
  });

  it('isn’t made', async () => {
    const twice = `export SINCH_KEY_ID=old\n${lines.replaceAll('SINCH', 'export SINCH')}`;
    const files: readonly (readonly [fix: string, name: string, text: string])[] = [
      ['removeOverridden', '.envrc', twice],
      ['removeOverridden', '.env', lines],
      ['useProjectId', '.env', lines],
      ['move', '.env', lines],
      ['ignore', '.env', lines],
    ];
    await given.app.parts.keys.load(demo.projectId);
    for (const [fix, name, text] of files) {
      const document = await given.env.open(name, text);
      const told = await refusal(fixKeyFile(given.app.parts, place(document, fix)));
      assert.match(told.message, /doesn’t have this problem/, fix);
      assert.equal(await given.env.read(name), text);
    }
  });

  it('isn’t made to another pair than the one that is named', async () => {
    const document = await given.env.open('.env', `SINCH_KEY_ID=old\n${lines}`);
    const told = await refusal(
      fixKeyFile(given.app.parts, { ...place(document, 'removeOverridden'), variable: 'PROD_SINCH_KEY_ID' }),
    );
    assert.match(told.message, /doesn’t have this problem/);
    assert.match(await given.env.read('.env'), /old/);
  });
});

describe('a key file that changes while a key in it is verified', () => {
  /** What happens before the next answer of Sinch. */
  let answering: (() => Promise<void>) | undefined;
  const given = useEnv({
    signedIn: true,
    onRequest: async () => {
      const now = answering;
      answering = undefined;
      await now?.();
    },
  });
  const other = lines.replaceAll('SINCH_', 'PROD_SINCH_').replaceAll('-2', '-1');

  it('has the pair sent that was chosen', async () => {
    const document = await given.env.open('.env', `${lines}${other}`);
    const before = given.app.emulator.requests.length;
    given.app.prompts.will({
      pick: 'demo-key-2',
      meanwhile: () => change(document, lines, `STRIPE=sk_live:efghijklmn\n${lines}`),
    });
    await verifyKey(given.app.parts, undefined);
    assert.match(given.app.prompts.last('notify').message, /“demo-key-2” in .* works/);
    assert.ok(given.app.emulator.requests.length > before);
  });

  it('has a verdict on the pair that was sent, and none on the one that is there since', async () => {
    const document = await given.env.open('.env', lines);
    answering = () => change(document, 'demo-secret-2', 'demo-secret-9');
    await verifyKey(given.app.parts, undefined);
    const { keyFiles } = given.app.parts;
    const verdicts = () => keyFiles.pairsIn(document).map(({ verification }) => verification?.verdict);
    assert.deepEqual(verdicts(), [undefined]);
    await change(document, 'demo-secret-9', 'demo-secret-2');
    assert.deepEqual(verdicts(), ['works']);
  });

  it('is not verified in another variable than the one that is named', async () => {
    const document = await given.env.open('.env', lines);
    const told = await refusal(
      verifyKey(given.app.parts, { uri: document.uri.toString(), variable: 'PROD_SINCH_KEY_ID' }),
    );
    assert.match(told.message, /PROD_SINCH_KEY_ID/);
  });
});
