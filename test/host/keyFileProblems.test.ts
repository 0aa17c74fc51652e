import assert from 'node:assert/strict';
import {
  type CodeAction,
  commands,
  Disposable,
  languages,
  Range,
  TabInputCustom,
  type Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { fixKeyFile } from '../../src/commands/env/fixKeyFile';
import { verifyKey } from '../../src/commands/keys/verifyKey';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import { insertIntoEnv } from '../../src/commands/secrets/insertIntoEnv';
import { Clock } from '../../src/editor/clock';
import { showInEditors } from '../../src/editor/openEditor';
import { demo, keyNode } from './app';
import { hasGit, lines, useEnv } from './envFolder';

/** Resolves once VS Code has what `look` finds. */
function until<T>(look: () => T | undefined, changes: (listener: () => void) => Disposable): Promise<T> {
  return new Promise(resolve => {
    const check = (): void => {
      const found = look();
      if (found === undefined) return;
      watch.dispose();
      resolve(found);
    };
    const watch = changes(check);
    check();
  });
}

function problemsIn(uri: Uri): readonly string[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Sinch')
    .map(({ message }) => message);
}

const untilProblem = (uri: Uri, wanted: RegExp): Promise<string> =>
  until(
    () => problemsIn(uri).find(message => wanted.test(message)),
    listener => languages.onDidChangeDiagnostics(listener),
  );

describe('problems of a key file', () => {
  const given = useEnv({ signedIn: true });
  let shown: Disposable | undefined;
  beforeEach(() => {
    shown = showInEditors(given.app.parts.keyFiles, new Clock('en'), given.app.log);
  });
  afterEach(() => {
    shown?.dispose();
  });

  const place = (uri: Uri, fix: string) => ({ uri: uri.toString(), variable: 'SINCH_KEY_ID', fix });

  it('are marked once they are known, and gone once they are fixed', async () => {
    const { uri } = await given.env.open('.env', lines);
    const { keys } = given.app.parts;
    await keys.load(demo.projectId);
    assert.deepEqual(problemsIn(uri), []);
    keys.drop(demo.projectId, 'demo-key-2');
    await untilProblem(uri, /“staging” was deleted/);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new Range(1, 15, 1, 16),
    );
    assert.ok(actions.some(({ title }) => title === 'Insert Access Key…'));
    await keys.relist(demo.projectId);
    await until(
      () => (problemsIn(uri).length === 0 ? true : undefined),
      listener => languages.onDidChangeDiagnostics(listener),
    );
  });

  it('say that a project ID is another project’s, and a fix puts the right one in', async () => {
    const { uri } = await given.env.open('.env', lines.replace('demo-project', 'other-project'));
    await given.app.parts.keys.load(demo.projectId);
    await untilProblem(uri, /“staging” belongs to project “demo-project”/);
    await fixKeyFile(given.app.parts, place(uri, 'useProjectId'));
    assert.equal(await given.env.read('.env'), lines);
  });

  it('say what Sinch said', async () => {
    const { uri } = await given.env.open('.env', lines.replace('secret-2', 'secret-x'));
    await verifyKey(given.app.parts, undefined);
    await untilProblem(uri, /ID and secret are of different keys/);
  });

  it('say that a line is overridden, and a fix removes it', async () => {
    const { uri } = await given.env.open('.env', `SINCH_KEY_ID=old\n${lines}`);
    await untilProblem(uri, /SINCH_KEY_ID is set again below/);
    await fixKeyFile(given.app.parts, place(uri, 'removeOverridden'));
    assert.equal(await given.env.read('.env'), lines);
  });

  it('say that Git doesn’t ignore a file, and fixes ignore it or move the secret', async function () {
    if (!(await hasGit)) return;
    await given.env.git('init');
    const { uri } = await given.env.open('.env', lines);
    await untilProblem(uri, /Git doesn’t ignore this file/);
    await fixKeyFile(given.app.parts, place(uri, 'ignore'));
    assert.match(await given.env.read('.gitignore'), /^\/\.env$/m);
    await given.env.write('.env.local', '');
    await given.env.write('.gitignore', '.env.local\n');
    given.app.parts.envFiles.targets.inWorkspace = () =>
      Promise.resolve([{ uri: given.env.uri('.env.local'), kind: 'target', git: undefined }]);
    given.app.prompts.will({ pick: '.env.local' });
    await fixKeyFile(given.app.parts, place(uri, 'move'));
    assert.equal(await given.env.read('.env.local'), lines);
    assert.equal(await given.env.read('.env'), lines.replace('demo-secret-2', ''));
  });

  it('say so once the project of an open file is added, or its secret is typed', async function () {
    if (!(await hasGit)) return;
    await given.env.git('init');
    const { projects } = given.app.parts;
    await projects.remove(demo.projectId);
    const { uri } = await given.env.open('.env', lines);
    await projects.add({ id: demo.projectId });
    await untilProblem(uri, /Git doesn’t ignore this file/);
    const other = await given.env.open('other.env', lines.replace('demo-secret-2', ''));
    const edit = new WorkspaceEdit();
    edit.insert(other.uri, other.positionAt(lines.indexOf('demo-secret-2')), 'demo-secret-2');
    await workspace.applyEdit(edit);
    await untilProblem(other.uri, /Git doesn’t ignore this file/);
  });

  it('can be fixed from the palette', async () => {
    const { uri } = await given.env.open('.env', `SINCH_KEY_ID=old\n${lines}`);
    given.app.prompts.will({ pick: undefined });
    await fixKeyFile(given.app.parts, uri);
    assert.deepEqual(given.app.prompts.last('pick').labels, ['Remove Overridden Lines']);
    await given.env.open('.env.local', lines);
    await fixKeyFile(given.app.parts, undefined);
    assert.match(given.app.prompts.last('notify').message, /No problems/);
  });
});

describe('a key file in a custom editor', () => {
  const given = useEnv({ signedIn: true });

  async function openCustom(text: string): Promise<Uri> {
    const uri = await given.env.write('.env', text);
    await commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor');
    await until(
      () => {
        const input = window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof TabInputCustom && !window.activeTextEditor ? true : undefined;
      },
      listener =>
        Disposable.from(
          window.tabGroups.onDidChangeTabs(listener),
          window.onDidChangeActiveTextEditor(listener),
        ),
    );
    return uri;
  }

  it('gets a key without a question which file', async () => {
    const uri = await openCustom('');
    assert.equal(given.app.parts.envFiles.targets.active()?.toString(), uri.toString());
    await insertIntoEnv(given.app.parts, keyNode(given.app, 'demo-key-1'));
    assert.match(await given.env.read('.env'), /SINCH_KEY_ID=demo-key-1/);
  });

  it('can be verified, and its key rotated, from its title', async () => {
    const uri = await openCustom(lines);
    await verifyKey(given.app.parts, undefined);
    assert.match(given.app.prompts.last('notify').message, /“demo-key-2” in .*\.env works/);
    given.app.prompts.will({ pick: undefined });
    await rotateKeys(given.app.parts, uri, undefined);
    assert.match(given.app.prompts.asked.at(-1)?.message ?? '', /Rotate “staging”/);
  });
});
