import assert from 'node:assert/strict';
import {
  type CodeLens,
  commands,
  type Hover,
  MarkdownString,
  Position,
  Range,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { showKey } from '../../src/commands/keys/showKey';
import { verifyKey } from '../../src/commands/keys/verifyKey';
import { Clock } from '../../src/editor/clock';
import { showInEditors } from '../../src/editor/openEditor';
import { demo } from './app';
import { refusal, useEnv } from './envFolder';

const text = 'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=demo-key-2\nSINCH_KEY_SECRET=demo-secret-2\n';

async function lensesOf(uri: unknown): Promise<readonly string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return lenses.map(({ command }) => command?.title ?? '');
}

describe('a key file in the editor', () => {
  const given = useEnv({ signedIn: true });
  let shown: { dispose(): unknown } | undefined;
  beforeEach(() => {
    shown = showInEditors(given.app.parts.keyFiles, new Clock('en'), given.app.log);
  });
  afterEach(() => shown?.dispose());

  it('has lenses, of the running extension too, that follow the text and what becomes known', async () => {
    const document = await given.env.open('.env', text);
    const before = await lensesOf(document.uri);
    // The running extension knows no project.
    assert.ok(before.includes('Access key demo-key-2 · demo-project'), before.join());
    assert.ok(before.includes('Add This Project'));
    assert.deepEqual(given.app.emulator.requests, []);
    await given.app.parts.keys.load(demo.projectId);
    assert.ok((await lensesOf(document.uri)).includes('staging · 3 days old · demo-project'));
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(1, 13, 1, 23), 'demo-key-1');
    await workspace.applyEdit(edit);
    assert.ok((await lensesOf(document.uri)).includes('production · 3 days old · demo-project'));
  });

  it('has hovers that trust only our commands, and never show the secret', async () => {
    const document = await given.env.open('.env', text);
    await given.app.parts.keys.load(demo.projectId);
    const at = new Position(2, 20);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const contents = hovers.flatMap(hover => hover.contents).filter(each => each instanceof MarkdownString);
    assert.ok(contents.some(({ value }) => value.includes('staging')));
    assert.ok(contents.every(({ value }) => !value.includes('demo-secret')));
    assert.ok(contents.every(({ isTrusted }) => typeof isTrusted === 'object'));
  });

  it('has none of that in a template, or in another file', async () => {
    for (const name of ['.env.example', 'notes.txt'])
      assert.deepEqual(await lensesOf((await given.env.open(name, text)).uri), []);
  });

  it('is verified with its own pair, which nothing keeps, and says so', async () => {
    const document = await given.env.open('.env', text);
    const stored = JSON.stringify([...given.app.secrets.values]);
    await verifyKey(given.app.parts, { uri: document.uri.toString(), variable: 'SINCH_KEY_ID' });
    const file = workspace.asRelativePath(document.uri);
    assert.equal(given.app.prompts.last('notify').message, `Access key “demo-key-2” in ${file} works.`);
    assert.match(
      (await lensesOf(document.uri)).join(),
      /staging · 3 days old · demo-project · works \(verified at/,
    );
    assert.equal(JSON.stringify([...given.app.secrets.values]), stored);
    const state = given.app.state.keys().map(key => JSON.stringify(given.app.state.get(key)));
    assert.ok(!state.join().includes('demo-secret'));
  });

  const verdicts: readonly (readonly [string, string, RegExp])[] = [
    [
      'a wrong secret',
      text.replace('secret-2', 'secret-x'),
      /“demo-key-2” exists, but SINCH_KEY_SECRET .* isn’t its secret/,
    ],
    [
      'a deleted key',
      text.replaceAll('-2', '-9'),
      /“demo-key-9” doesn’t exist in project “demo-project” any more/,
    ],
  ];
  for (const [what, changed, message] of verdicts) {
    it(`says what Sinch says to ${what}`, async () => {
      await given.env.open('.env', changed);
      await verifyKey(given.app.parts, undefined);
      assert.match(given.app.prompts.last('warn').message, message);
    });
  }

  // Each of the requests is tried again, after a while.
  it('says that a key is another project’s, or that Sinch can’t be reached', async () => {
    await given.restart({
      signedIn: true,
      projects: [
        demo,
        {
          projectId: 'other',
          keys: [{ accessKeyId: 'other-key', secret: 'other-secret', displayName: 'other' }],
        },
      ],
    });
    await given.env.open(
      '.env',
      text.replace('demo-key-2', 'other-key').replace('demo-secret-2', 'other-secret'),
    );
    await verifyKey(given.app.parts, undefined);
    assert.match(given.app.prompts.last('warn').message, /has no access to project “demo-project”/);
    given.app.emulator.fault({ operation: 'ListAccessKeys', kind: 'answer', status: 500, times: 20 });
    const told = await refusal(verifyKey(given.app.parts, undefined));
    assert.match(told.message, /couldn’t be verified\. Sinch has a problem \(500\)/);
    given.app.emulator.reset();
    const [again] = told.options.remedies ?? [];
    assert.equal(again?.label, 'Try Again');
    await again.run();
    assert.equal(given.app.prompts.messages('warn').length, 2);
  });

  it('is sent to another address than Sinch’s own only if the user agrees', async () => {
    await given.restart({ signedIn: false });
    await given.env.open('.env', text);
    given.app.prompts.will({ confirm: false });
    await verifyKey(given.app.parts, undefined);
    assert.match(
      given.app.prompts.last('confirm').message,
      /Send this access key to http:\u2060\/\/127\.0\.0\.1/,
    );
    assert.deepEqual(given.app.emulator.requests, []);
    given.app.prompts.will({ confirm: true });
    await verifyKey(given.app.parts, undefined);
    assert.match(given.app.prompts.last('notify').message, /works/);
  });

  it('can be verified only if it has all three values', async () => {
    await given.env.open('.env', text.replace('demo-secret-2', ''));
    await assert.rejects(verifyKey(given.app.parts, undefined), /doesn’t have the secret of this key/);
    await given.env.open('.env.local', 'PORT=1\n');
    await assert.rejects(verifyKey(given.app.parts, undefined), /has no access key ID/);
    await given.env.open('notes.txt', text);
    await assert.rejects(verifyKey(given.app.parts, undefined), /Open a \.env file first/);
  });

  it('is neither sent nor shown in the sidebar where its secret may be in the place of its ID', async () => {
    const id = '0a1b2c3d-0123-4567-89ab-0123456789ab';
    const document = await given.env.open('.env', text.replace('demo-secret-2', id));
    for (const swapped of [document.uri, undefined]) {
      await assert.rejects(verifyKey(given.app.parts, swapped), /has no access key ID in SINCH_KEY_ID/);
      await assert.rejects(showKey(given.app.parts, swapped), /has no access key ID in SINCH_KEY_ID/);
    }
    assert.deepEqual(given.app.emulator.requests, []);
    assert.deepEqual(given.app.prompts.asked, []);
  });

  it('shows the row of its key', async () => {
    await given.env.open('.env', text);
    await showKey(given.app.parts, undefined);
    assert.deepEqual(given.app.revealed, [
      { kind: 'key', projectId: demo.projectId, accessKeyId: 'demo-key-2' },
    ]);
    await given.env.open('.env.local', text.replace('key-2', 'key-9'));
    await assert.rejects(showKey(given.app.parts, undefined), /has no access key demo-key-9/);
  });
});
