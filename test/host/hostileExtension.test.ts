import assert from 'node:assert/strict';
import { commands, env, window } from 'vscode';
import { openCommands } from '../../src/commands/openCommands';
import { OwnCall } from '../../src/commands/otherCaller';
import { openRow } from '../../src/commands/rows';
import { type CommandId, commandIds } from '../../src/ids';
import type { Node } from '../../src/tree/nodes';
import { demo, keyNode, projectNode } from './app';
import { useEnv } from './envFolder';
import { withStub } from './withStub';

const secret = {
  projectId: demo.projectId,
  accessKeyId: 'demo-key-2',
  displayName: 'staging',
  secret: 'demo-secret-2',
};
const pendingRow: Node = { kind: 'pendingSecret', projectId: demo.projectId, accessKeyId: 'demo-key-2' };
const keyRow: Node = { kind: 'key', projectId: demo.projectId, accessKeyId: 'demo-key-1' };

describe('another extension in the same host', () => {
  const given = useEnv({ signedIn: true });
  /** The dialogs that were shown, each with its buttons; the user dismisses them, for no command can press one. */
  let dialogs: string[][];

  beforeEach(async () => {
    const { app } = given;
    await app.parts.pendingSecrets.keep(secret);
    await app.labels(projectNode(app));
    await env.clipboard.writeText('what was there');
    dialogs = [];
  });

  /** Calls a command, and presses whatever a command can press until it has ended. */
  async function attack(id: CommandId, argument: unknown, selection?: unknown): Promise<void> {
    const { app } = given;
    const opened = openCommands(app.parts, app.state, app.parts.view);
    const name = `hostileExtension.${id}`;
    const registered = commands.registerCommand(name, (row: unknown, rows: unknown) =>
      opened.run(id, row, rows),
    );
    try {
      await withStub('showWarningMessage', show, async () => {
        const state = { isOver: false };
        const called = commands.executeCommand(name, argument, selection).then(() => {
          state.isOver = true;
        });
        for (let round = 0; !state.isOver; round++) {
          await commands.executeCommand('notifications.focusFirstToast');
          await commands.executeCommand('notification.acceptPrimaryAction');
          await commands.executeCommand('quickInput.accept');
          if (round > 20) await commands.executeCommand('workbench.action.closeQuickOpen');
        }
        await called;
      });
    } finally {
      registered.dispose();
      opened.dispose();
      await commands.executeCommand('notifications.clearAll');
      await commands.executeCommand('workbench.action.closeQuickOpen');
    }
  }

  function show(message: string, { detail }: { readonly detail: string }, ...buttons: readonly string[]) {
    dialogs.push([message, detail, ...buttons]);
    return Promise.resolve(undefined);
  }

  async function assertUntouched(): Promise<void> {
    const { app, env: folder } = given;
    assert.equal(await folder.read('.env'), '');
    assert.equal(await env.clipboard.readText(), 'what was there');
    assert.equal((await app.parts.pendingSecrets.list()).length, 1);
    assert.deepEqual(
      app.emulator.keys(demo.projectId).map(({ displayName }) => displayName),
      ['production', 'staging'],
    );
  }

  const forged: readonly (readonly [name: string, argument: unknown])[] = [
    ['a forged row', { ...pendingRow }],
    ['a forged row of the key it signs in with', { ...keyRow }],
    ['no argument', undefined],
    [
      'a forged message of ours',
      Object.assign({ argument: pendingRow }, { constructor: { name: 'OwnCall' } }),
    ],
  ];
  const dangerous = commandIds.filter(
    id =>
      !/refresh|signIn|addProject|openDashboard|showLog|applyChange|discardChange|copyKeyId|copyProjectId/.test(
        id,
      ),
  );

  for (const [name, argument] of forged) {
    it(`gets no secret and deletes nothing with ${name}`, async () => {
      await given.env.open('.env', '');
      for (const id of dangerous) await attack(id, argument);
      await assertUntouched();
    });
  }

  it('makes a dialog ask about a secret, with the key and the whole path in it', async () => {
    const uri = given.env.uri('.env');
    await given.env.open('.env', '');
    await attack('sinchAccessKeys.insertIntoEnv', { ...pendingRow });
    assert.equal(dialogs.length, 1);
    const [[message = '', detail = '', ...buttons] = []] = dialogs;
    assert.match(message, /^Insert the access key into .*\.env\?$/);
    assert.ok(detail.includes(`The secret of “staging” will be written to ${uri.fsPath}.`), detail);
    assert.match(detail, /another extension\. Continue only if it was you\./);
    assert.equal(buttons[0], 'Don’t Insert');

    dialogs = [];
    await attack('sinchAccessKeys.copySecret', { ...pendingRow });
    assert.deepEqual(
      dialogs.map(([question, , ...labels]) => [question, ...labels]),
      [['Copy the secret of “staging” to the clipboard?', 'Don’t Copy', 'Copy Secret']],
    );
    await assertUntouched();
  });

  it('is told from our own rows and messages, which ask nothing more', async () => {
    const { app } = given;
    await given.env.open('.env', '');
    const opened = openCommands(app.parts, app.state, app.parts.view);
    await withStub('showWarningMessage', show, async () => {
      await withStub(
        'showInformationMessage',
        () => Promise.resolve(undefined),
        async () => {
          await opened.run('sinchAccessKeys.copySecret', app.parts.tree.node(pendingRow), undefined);
          assert.equal(await env.clipboard.readText(), secret.secret);
          await opened.run('sinchAccessKeys.insertIntoEnv', new OwnCall(pendingRow), undefined);
        },
      );
    });
    opened.dispose();
    assert.deepEqual(dialogs, []);
    assert.match(await given.env.read('.env'), /demo-secret-2/);
    assert.ok(window.activeTextEditor);
  });

  it('can’t pass for a person with the row that has the focus', async () => {
    const { app } = given;
    const row = keyNode(app, 'demo-key-1');
    app.prompts.will({ pick: 'Insert Into .env' });
    const called: unknown[] = [];
    const real = commands.executeCommand;
    const note = (...args: readonly unknown[]) => {
      called.push(...args);
      return Promise.resolve();
    };
    Reflect.set(commands, 'executeCommand', note);
    try {
      await openRow({ ...app.parts, view: { ...app.parts.view, selection: [row] } });
    } finally {
      Reflect.set(commands, 'executeCommand', real);
    }
    assert.deepEqual(called.slice(0, 2), ['sinchAccessKeys.insertIntoEnv', row]);
    assert.notEqual(called[1], row);
    assert.ok(app.parts.tree.isRow(row) && !app.parts.tree.isRow(called[1]));
  });
});
