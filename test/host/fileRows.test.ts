import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { ThemeIcon, TreeItemCollapsibleState, Uri, window, workspace } from 'vscode';
import { showInFile } from '../../src/commands/keys/showInFile';
import { deleteRow, renameRow } from '../../src/commands/rows';
import { rowsMeant } from '../../src/commands/rowsMeant';
import type { Node } from '../../src/tree/nodes';
import { type App, demo, keyNode, openApp, projectNode } from './app';

describe('the rows of the files that use a key', () => {
  const keyId = 'demo-key-2';
  let app: App;
  let folder: Uri;
  let name: string;
  let env: Uri;
  let source: Uri;

  beforeEach(async () => {
    app = await openApp({ signedIn: true });
    folder = workspace.workspaceFolders?.[0]?.uri ?? assert.fail();
    // VS Code keeps the text of a file for a while after its editor is closed.
    name = `${randomUUID()}.env`;
    env = Uri.joinPath(folder, name);
    source = Uri.joinPath(folder, 'src/deep/a.ts');
    await app.labels(projectNode(app));
  });
  afterEach(async () => {
    await rm(env.fsPath, { force: true });
    await app.close();
  });

  const useIn = (...uses: readonly (readonly [Uri, readonly number[]])[]): void => {
    const files = uses.map(([uri, lines]) => ({ uri: uri.toString(), lines }));
    app.parts.fileUses.set(new Map([[keyId, files]]));
  };
  const useNode = async (): Promise<Node> =>
    (await app.parts.tree.getChildren(keyNode(app, keyId)))[0] ?? assert.fail();

  it('are below the key, which says how many there are', async () => {
    const stateOf = () => app.parts.tree.getTreeItem(keyNode(app, keyId)).collapsibleState;
    assert.deepEqual(await app.labels(keyNode(app, keyId)), []);
    assert.equal(stateOf(), TreeItemCollapsibleState.None);
    const redrawn: (Node | undefined)[] = [];
    app.parts.tree.onDidChangeTreeData(node => redrawn.push(node));

    useIn([env, [1]]);
    assert.deepEqual(redrawn, [keyNode(app, keyId)]);
    assert.equal((await app.labels(projectNode(app)))[1], 'staging | 3 days ago · used in 1 file');
    assert.equal(stateOf(), TreeItemCollapsibleState.Collapsed);

    useIn([env, [1]], [source, [0, 4, 8, 12]]);
    assert.equal((await app.labels(projectNode(app)))[1], 'staging | 3 days ago · used in 2 files');
    assert.deepEqual(await app.labels(keyNode(app, keyId)), [
      `${name} | line 2`,
      'a.ts | src/deep · lines 1, 5, 9, …',
    ]);
  });

  it('look like files, say what they are, and open theirs at the line', async () => {
    useIn([env, [2]]);
    const node = await useNode();
    const { iconPath, resourceUri, contextValue, command, accessibilityInformation } =
      app.parts.tree.getTreeItem(node);
    assert.equal(iconPath, ThemeIcon.File);
    assert.equal(resourceUri?.toString(), env.toString());
    assert.equal(contextValue, 'use');
    assert.equal(accessibilityInformation?.label, `File ${name}, line 3`);
    assert.deepEqual(app.parts.tree.getParent(node), keyNode(app, keyId));
    assert.equal(command?.command, 'sinchAccessKeys.showInFile');

    await writeFile(env.fsPath, `A=1\n\nKEY=${keyId}\n`);
    await showInFile(app.parts, command.arguments?.[0]);
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), env.toString());
    assert.equal(editor.selection.active.line, 2);
  });

  it('are left alone by what renames, deletes and acts on keys, among others too', async () => {
    useIn([env, [0]], [source, [0]]);
    const rows = await app.parts.tree.getChildren(keyNode(app, keyId));
    const [node] = rows;
    await renameRow(app.parts, node);
    await deleteRow(app.parts, node);
    await deleteRow({ ...app.parts, view: { ...app.parts.view, selection: rows } }, 'selection');
    assert.deepEqual(rowsMeant(node, rows), []);
    assert.deepEqual(app.prompts.asked, []);
    const key = keyNode(app, 'demo-key-1');
    assert.deepEqual(rowsMeant(key, [...rows, key]), [key]);
    assert.equal(app.emulator.keys(demo.projectId).length, 2);
  });

  it('stand for what is in the file now: a key’s only one is opened, of several one is chosen', async () => {
    await writeFile(env.fsPath, `\nKEY=${keyId}\n`);
    useIn([env, [1]], [source, [0, 4]]);
    const stale = await useNode();
    app.prompts.will({ pick: name });
    await showInFile(app.parts, keyNode(app, keyId));
    assert.equal(window.activeTextEditor?.selection.active.line, 1);
    const { detail, descriptions } = app.prompts.last('pick');
    assert.equal(detail, '“staging” is used in 2 files. Which one do you want to open?');
    assert.deepEqual(descriptions, ['line 2', 'lines 1, 5']);

    useIn();
    await assert.rejects(showInFile(app.parts, stale), /doesn’t have the key ID any more/);
    await showInFile(app.parts, keyNode(app, keyId));
    assert.equal(app.prompts.last('notify').message, 'No file in this workspace uses “staging”.');
  });

  it('are searched for where they aren’t known', async () => {
    await writeFile(env.fsPath, `\n\n${keyId}\n`);
    await showInFile(app.parts, keyNode(app, keyId));
    assert.equal(window.activeTextEditor?.selection.active.line, 2);
  });
});
