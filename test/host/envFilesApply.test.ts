import assert from 'node:assert/strict';
import { chmod, stat, writeFile } from 'node:fs/promises';
import {
  commands,
  Position,
  Range,
  Selection,
  type TextEditor,
  TextEdit,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { trySave } from '../../src/envFiles/editDocument';
import { delivery, lines, pair, refusal, useEnv } from './envFolder';

describe('applying an insertion', () => {
  const given = useEnv();
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
      const document = await given.env.open('.env', before);
      if (before.includes('= x')) given.app.prompts.will({ decide: 'Replace' });
      await given.insert();
      const expected =
        after ||
        ' export  SINCH_KEY_ID = demo-key-2 # y\nexport SINCH_PROJECT_ID=demo-project\nexport SINCH_KEY_SECRET=demo-secret-2\n';
      assert.equal(await given.env.read('.env'), expected);
      await commands.executeCommand('undo');
      await document.save();
      assert.equal(await given.env.read('.env'), before);
    });
  }

  it('makes a file that only its owner can read, in UTF-8 without a mark, with LF', async () => {
    const to = delivery();
    await given.insert('.env', to);
    assert.equal(await given.env.read('.env'), lines);
    assert.deepEqual(to.events, ['placed']);
    if (process.platform !== 'win32')
      assert.equal((await stat(given.env.uri('.env').fsPath)).mode & 0o777, 0o600);
  });

  it('makes it so where the user’s other files have another encoding and other line breaks', async () => {
    const settings = workspace.getConfiguration('files');
    await settings.update('eol', '\r\n', true);
    await settings.update('encoding', 'utf8bom', true);
    try {
      await given.insert();
      assert.equal(await given.env.read('.env'), lines);
    } finally {
      await settings.update('eol', undefined, true);
      await settings.update('encoding', undefined, true);
    }
  });

  it('keeps the mode of a file that exists', async function () {
    if (process.platform === 'win32') return;
    await chmod((await given.env.write('.env', '')).fsPath, 0o640);
    await given.insert();
    assert.equal((await stat(given.env.uri('.env').fsPath)).mode & 0o777, 0o640);
  });

  it('leaves carets and selections where they are, in every column', async () => {
    const document = await given.env.open('.env', 'A=1\nSINCH_KEY_ID=\nB=2\n');
    const left = window.activeTextEditor;
    const right = await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
    assert.ok(left);
    left.selections = [new Selection(0, 1, 0, 3), new Selection(1, 13, 1, 13)];
    right.selections = [new Selection(3, 0, 3, 0), new Selection(2, 2, 2, 3)];
    await given.insert();
    await commands.executeCommand('workbench.action.focusFirstEditorGroup');
    const { selections: first } =
      window.visibleTextEditors.find(({ viewColumn }) => viewColumn === ViewColumn.One) ?? left;
    assert.deepEqual(first.map(show), ['0:1-0:3', '1:13-1:13']);
    assert.deepEqual(right.selections.map(show), ['5:0-5:0', '4:2-4:3']);
  });

  it('leaves the caret at the end of the text that was there', async () => {
    await given.env.open('.env', '');
    const editor = window.activeTextEditor;
    await given.insert();
    assert.deepEqual(editor?.selections.map(show), ['0:0-0:0']);
  });

  describe('scrolled down', () => {
    const filler = Array.from({ length: 400 }, (_, line) => `NAME_${line}=1\n`).join('');

    /** Opens a file with its 100th line of `filler` somewhere on screen. */
    async function scrolledDown(text: string): Promise<TextEditor> {
      await given.env.open('.env', text);
      const editor = window.activeTextEditor;
      assert.ok(editor);
      const scrolled = nextScroll(editor);
      const line = editor.document.positionAt(text.indexOf('NAME_100=')).line;
      editor.revealRange(new Range(line, 0, line, 0));
      await scrolled;
      return editor;
    }

    function nextScroll(editor: TextEditor): Promise<unknown> {
      return new Promise(resolve => {
        const listener = window.onDidChangeTextEditorVisibleRanges(
          ({ textEditor, visibleRanges: [first] }) => {
            if (textEditor !== editor || !first || first.start.line === 0) return;
            listener.dispose();
            resolve(first);
          },
        );
      });
    }

    const topLine = ({ document, visibleRanges: [first] }: TextEditor): string =>
      document.lineAt(first?.start.line ?? 0).text;

    it('does not scroll for what changes below', async () => {
      const editor = await scrolledDown(`${filler}SINCH_KEY_ID=\n${filler}`);
      const seen = editor.visibleRanges.map(({ start }) => start.line);
      await given.insert();
      assert.deepEqual(
        editor.visibleRanges.map(({ start }) => start.line),
        seen,
      );
      assert.deepEqual(editor.selections.map(show), ['0:0-0:0']);
    });

    const settings: readonly (readonly [what: string, name: string, value: unknown])[] = [
      ['as VS Code comes', 'stickyScroll.enabled', undefined],
      ['without lines that stick', 'stickyScroll.enabled', false],
      ['with lines kept round the caret', 'cursorSurroundingLines', 7],
    ];
    for (const [what, name, value] of settings) {
      it(`keeps the same text on screen where lines come in above, ${what}`, async () => {
        const editorSettings = workspace.getConfiguration('editor');
        await editorSettings.update(name, value, true);
        try {
          const editor = await scrolledDown(`SINCH_KEY_ID=\n${filler}`);
          const [seen, line] = [topLine(editor), editor.visibleRanges[0]?.start.line ?? 0];
          assert.match(seen, /^NAME_/);
          const scrolled = nextScroll(editor);
          await given.insert();
          await scrolled;
          assert.deepEqual([topLine(editor), editor.visibleRanges[0]?.start.line], [seen, line + 2]);
          assert.deepEqual(editor.selections.map(show), ['0:0-0:0']);
        } finally {
          await editorSettings.update(name, undefined, true);
        }
      });
    }
  });

  it('does not mix up two keys that are inserted at once', async () => {
    await given.env.write('.env', 'A=1\n');
    const other = { ...pair, keyId: 'demo-key-3', keySecret: 'demo-secret-3' };
    const one = delivery();
    const two = delivery({ pair: other });
    given.app.prompts.will({ decide: 'Replace' });
    await Promise.all([given.insert('.env', one), given.insert('.env', two)]);
    const text = await given.env.read('.env');
    assert.ok([lines, lines.replaceAll('-2', '-3')].includes(text.replace('A=1\n', '')), text);
    assert.deepEqual([one.events, two.events], [['placed'], ['placed']]);
    assert.match(given.app.prompts.last('decide').detail ?? '', /SINCH_KEY_SECRET: /);
  });

  it('looks at the file again where it changed while the user was asked', async () => {
    const document = await given.env.open('.env', 'SINCH_KEY_ID=old\n');
    const asked: string[] = [];
    given.app.prompts.decide = async (_question, detail) => {
      asked.push(detail);
      if (asked.length === 1) {
        const reloaded = new Promise(resolve => workspace.onDidChangeTextDocument(resolve));
        await writeFile(given.env.uri('.env').fsPath, 'SINCH_KEY_ID=old\nSINCH_KEY_SECRET=older\n');
        await commands.executeCommand('workbench.action.files.revert');
        await reloaded;
      }
      return 'Replace';
    };
    await given.insert();
    assert.equal(asked.length, 2);
    assert.match(asked[1] ?? '', /SINCH_KEY_SECRET: /);
    assert.match(document.getText(), /SINCH_KEY_SECRET=demo-secret-2$/m);
  });

  it('leaves a file alone that changed on disk behind the editor’s back, and offers to reload it', async () => {
    // Nobody watches a file outside the workspace that no editor shows.
    const document = await workspace.openTextDocument(await given.env.write('.env', 'A=1\n'));
    await writeFile(given.env.uri('.env').fsPath, 'A=2\n');
    const to = delivery();
    const error = await refusal(given.insert('.env', to));
    assert.match(error.message, /changed on disk/);
    assert.equal(await given.env.read('.env'), 'A=2\n');
    assert.deepEqual(to.events, []);
    await error.options.remedies?.[0]?.run();
    assert.equal(document.getText(), 'A=2\n');
    await given.insert('.env', to);
    assert.deepEqual(to.events, ['placed']);
  });

  it('keeps the secret where what is on disk afterwards is not what was inserted', async () => {
    await given.env.open('.env', 'A=1\n');
    const changing = workspace.onWillSaveTextDocument(event => {
      event.waitUntil(Promise.resolve([TextEdit.delete(new Range(3, 0, 4, 0))]));
    });
    const to = delivery();
    try {
      const { message } = await refusal(given.insert('.env', to));
      assert.match(message, /can’t be read back/);
      assert.deepEqual(to.events, []);
    } finally {
      changing.dispose();
    }
  });

  it('keeps the secret where the file can’t be saved, until it is', async () => {
    const document = await given.env.open('.env', 'A=1\n');
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), '# mine\n');
    await workspace.applyEdit(edit);
    await writeFile(given.env.uri('.env').fsPath, 'A=1\nB=another program\n');
    const to = delivery();
    const { message, options } = await refusal(given.insert('.env', to));
    assert.match(message, /couldn’t be saved/);
    assert.equal(options.remedies?.[0]?.label, 'Open File');
    assert.deepEqual(to.events, []);
    assert.match(document.getText(), /^# mine\nA=1\nSINCH_PROJECT_ID=demo-project\n/);
    assert.equal(await given.env.read('.env'), 'A=1\nB=another program\n');
  });

  it('says so where a new file can’t be made', async () => {
    const to = delivery();
    const { message } = await refusal(given.insert('missing/.env', to));
    assert.match(message, /couldn’t edit/);
    assert.deepEqual(to.events, []);
    assert.deepEqual(given.app.parts.envFiles.recent.all(), []);
  });

  it('takes a document that can’t be saved for that, also where VS Code rejects', async () => {
    for (const saved of [true, false])
      assert.equal(await trySave({ save: () => Promise.resolve(saved) }), saved);
    const closed = { save: () => Promise.reject(new Error('Document has been closed')) };
    assert.equal(await trySave(closed), false);
  });

  function show({ anchor, active }: Selection): string {
    return `${anchor.line}:${anchor.character}-${active.line}:${active.character}`;
  }
});
