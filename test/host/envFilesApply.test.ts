import assert from 'node:assert/strict';
import { chmod, stat, writeFile } from 'node:fs/promises';
import {
  commands,
  Position,
  Range,
  Selection,
  TextEdit,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { insertPair } from '../../src/commands/insertPair';
import { type App, openApp } from './app';
import { createEnvFolder, delivery, type EnvFolder, lines, pair, refusal } from './envFolder';

describe('applying an insertion', () => {
  let app: App;
  let env: EnvFolder;
  beforeEach(async () => {
    app = await openApp();
    env = await createEnvFolder();
  });
  afterEach(async () => {
    await env.remove();
    await app.close();
  });

  const insert = (name = '.env', to = delivery()) => insertPair(app.parts, env.uri(name), to);
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const bom = '\uFEFF';

  const files: readonly (readonly [what: string, before: string, after: string])[] = [
    ['LF', 'A=1\n# demo\n', `A=1\n# demo\n${lines}`],
    ['CRLF', 'A=1\r\n# demo\r\n', `A=1\r\n# demo\r\n${crlf(lines)}`],
    ['no final newline', 'A=1', `A=1\n${lines}`],
    ['CRLF and no final newline', 'A=1\r\nB=2', `A=1\r\nB=2\r\n${crlf(lines)}`],
    ['a byte order mark', `${bom}A=1\n`, `${bom}A=1\n${lines}`],
    ['nothing', '', lines],
    ['spaces and comments', ' export  SINCH_KEY_ID = x # y\n', ''],
  ];

  for (const [what, before, after] of files) {
    it(`leaves every other byte of a file with ${what}, and one undo brings the old bytes back`, async () => {
      const document = await env.open('.env', before);
      if (before.includes('= x')) app.prompts.will({ decide: 'Replace' });
      await insert();
      const expected =
        after ||
        ' export  SINCH_KEY_ID = demo-key-2 # y\nSINCH_PROJECT_ID=demo-project\nSINCH_KEY_SECRET=demo-secret-2\n';
      assert.equal(await env.read('.env'), expected);
      await commands.executeCommand('undo');
      await document.save();
      assert.equal(await env.read('.env'), before);
    });
  }

  it('makes a file that only its owner can read, in UTF-8 without a mark, with LF', async () => {
    const to = delivery();
    await insert('.env', to);
    assert.equal(await env.read('.env'), lines);
    assert.deepEqual(to.events, ['placed']);
    if (process.platform !== 'win32') {
      assert.equal((await stat(env.uri('.env').fsPath)).mode & 0o777, 0o600);
    }
  });

  it('makes it so where the user’s other files have another encoding and other line breaks', async () => {
    const settings = workspace.getConfiguration('files');
    await settings.update('eol', '\r\n', true);
    await settings.update('encoding', 'utf8bom', true);
    try {
      await insert();
      assert.equal(await env.read('.env'), lines);
    } finally {
      await settings.update('eol', undefined, true);
      await settings.update('encoding', undefined, true);
    }
  });

  it('keeps the mode of a file that exists', async function () {
    if (process.platform === 'win32') return;
    await chmod((await env.write('.env', '')).fsPath, 0o640);
    await insert();
    assert.equal((await stat(env.uri('.env').fsPath)).mode & 0o777, 0o640);
  });

  it('leaves carets and selections where they are, in every column', async () => {
    const document = await env.open('.env', 'A=1\nSINCH_KEY_ID=\nB=2\n');
    const left = window.activeTextEditor;
    const right = await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
    assert.ok(left);
    left.selections = [new Selection(0, 1, 0, 3), new Selection(1, 13, 1, 13)];
    right.selections = [new Selection(3, 0, 3, 0), new Selection(2, 2, 2, 3)];
    await insert();
    await commands.executeCommand('workbench.action.focusFirstEditorGroup');
    const { selections: first } =
      window.visibleTextEditors.find(({ viewColumn }) => viewColumn === ViewColumn.One) ?? left;
    assert.deepEqual(first.map(show), ['0:1-0:3', '1:13-1:13']);
    assert.deepEqual(right.selections.map(show), ['5:0-5:0', '4:2-4:3']);
  });

  it('leaves the caret at the end of the text that was there', async () => {
    await env.open('.env', '');
    const editor = window.activeTextEditor;
    await insert();
    assert.deepEqual(editor?.selections.map(show), ['0:0-0:0']);
  });

  it('does not scroll', async () => {
    const filler = Array.from({ length: 400 }, (_, line) => `NAME_${line}=1\n`).join('');
    await env.open('.env', `${filler}SINCH_KEY_ID=\n${filler}`);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const scrolled = new Promise(resolve => {
      window.onDidChangeTextEditorVisibleRanges(({ visibleRanges: [first] }) => {
        if (first && first.start.line > 0) resolve(first);
      });
    });
    editor.revealRange(new Range(100, 0, 100, 0));
    await scrolled;
    const seen = editor.visibleRanges.map(({ start }) => start.line);
    await insert();
    assert.deepEqual(
      editor.visibleRanges.map(({ start }) => start.line),
      seen,
    );
    assert.deepEqual(editor.selections.map(show), ['0:0-0:0']);
  });

  it('does not mix up two keys that are inserted at once', async () => {
    await env.write('.env', 'A=1\n');
    const other = { ...pair, keyId: 'demo-key-3', keySecret: 'demo-secret-3' };
    const one = delivery();
    const two = delivery({ pair: other });
    app.prompts.will({ decide: 'Replace' });
    await Promise.all([insert('.env', one), insert('.env', two)]);
    const text = await env.read('.env');
    assert.ok([lines, lines.replaceAll('-2', '-3')].includes(text.replace('A=1\n', '')), text);
    assert.deepEqual([one.events, two.events], [['placed'], ['placed']]);
    assert.match(app.prompts.last('decide').detail ?? '', /SINCH_KEY_SECRET: /);
  });

  it('looks at the file again where it changed while the user was asked', async () => {
    const document = await env.open('.env', 'SINCH_KEY_ID=old\n');
    const asked: string[] = [];
    app.prompts.decide = async (_question, detail) => {
      asked.push(detail);
      if (asked.length === 1) {
        const reloaded = new Promise(resolve => workspace.onDidChangeTextDocument(resolve));
        await writeFile(env.uri('.env').fsPath, 'SINCH_KEY_ID=old\nSINCH_KEY_SECRET=older\n');
        await commands.executeCommand('workbench.action.files.revert');
        await reloaded;
      }
      return 'Replace';
    };
    await insert();
    assert.equal(asked.length, 2);
    assert.match(asked[1] ?? '', /SINCH_KEY_SECRET: /);
    assert.match(document.getText(), /SINCH_KEY_SECRET=demo-secret-2$/m);
  });

  it('leaves a file alone that changed on disk behind the editor’s back, and offers to reload it', async () => {
    // Nobody watches a file outside the workspace that no editor shows.
    const document = await workspace.openTextDocument(await env.write('.env', 'A=1\n'));
    await writeFile(env.uri('.env').fsPath, 'A=2\n');
    const to = delivery();
    const error = await refusal(insert('.env', to));
    assert.match(error.message, /Something else changed .* on disk/);
    assert.equal(await env.read('.env'), 'A=2\n');
    assert.deepEqual(to.events, []);
    await error.options.remedies?.[0]?.run();
    assert.equal(document.getText(), 'A=2\n');
    await insert('.env', to);
    assert.deepEqual(to.events, ['placed']);
  });

  it('keeps the secret where what is on disk afterwards is not what was inserted', async () => {
    await env.open('.env', 'A=1\n');
    const changing = workspace.onWillSaveTextDocument(event => {
      event.waitUntil(Promise.resolve([TextEdit.delete(new Range(3, 0, 4, 0))]));
    });
    const to = delivery();
    try {
      const { message } = await refusal(insert('.env', to));
      assert.match(message, /does not read back/);
      assert.deepEqual(to.events, []);
    } finally {
      changing.dispose();
    }
  });

  it('keeps the secret where the file can’t be saved, until it is', async () => {
    const document = await env.open('.env', 'A=1\n');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), '# mine\n');
    await workspace.applyEdit(edit);
    await writeFile(env.uri('.env').fsPath, 'A=1\nB=another program\n');
    const to = delivery();
    const { message, options } = await refusal(insert('.env', to));
    assert.match(message, /could not be saved/);
    assert.equal(options.remedies?.[0]?.label, 'Open File');
    assert.deepEqual(to.events, []);
    assert.match(document.getText(), /^# mine\nA=1\nSINCH_PROJECT_ID=demo-project\n/);
    assert.equal(await env.read('.env'), 'A=1\nB=another program\n');
  });

  it('says so where a new file can’t be made', async () => {
    const to = delivery();
    const { message } = await refusal(insert('missing/.env', to));
    assert.match(message, /could not edit/);
    assert.deepEqual(to.events, []);
  });

  function show({ anchor, active }: Selection): string {
    return `${anchor.line}:${anchor.character}-${active.line}:${active.character}`;
  }
});
