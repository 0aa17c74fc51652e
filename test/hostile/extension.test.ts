import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addProjectWithPendingSecret, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';
import { type HostileExtension, packHostileExtension } from './hostileExtension';

const { projectId } = sampleProject;
const [production, staging] = sampleProject.keys;

/** Answers whatever is asked, for two seconds, with all that VS Code lets any extension answer with. */
const acceptEverything = `
  const accept = ['quickInput.accept', 'workbench.action.acceptSelectedQuickOpenItem',
    'notifications.focusFirstToast', 'notification.acceptPrimaryAction', 'notifications.showList'];
  for (const end = Date.now() + 2000; Date.now() < end;)
    for (const id of accept) await vscode.commands.executeCommand(id).then(undefined, () => undefined);
`;

/** Calls a command, answers what it asks, and returns what the clipboard holds at the end. */
function attack(call: string): string {
  return `
    await vscode.env.clipboard.writeText('nothing');
    void Promise.resolve(vscode.commands.executeCommand(${call})).then(undefined, () => undefined);
    ${acceptEverything}
    return vscode.env.clipboard.readText();
  `;
}

describe('a hostile extension in the same host', () => {
  assert.ok(production && staging);
  let hostile: HostileExtension | undefined;
  const ui = useUi({
    other: async place => {
      hostile = await packHostileExtension(place);
      return hostile;
    },
  });
  const run = async (body: string): Promise<unknown> => {
    assert.ok(hostile);
    return hostile.run(body);
  };
  const created = () => {
    const key = ui()
      .emulator.keys(projectId)
      .find(({ displayName }) => displayName === 'hostage');
    assert.ok(key);
    return key;
  };
  const forged = (kind: string) => JSON.stringify({ kind, projectId, accessKeyId: created().accessKeyId });

  before(async () => {
    await addProjectWithPendingSecret(ui().window, 'hostage');
  });

  /** Takes away what an attack has left open. */
  afterEach(async () => {
    const { page } = ui().window;
    for (let times = 0; times < 4; times++) await page.keyboard.press('Escape');
  });

  for (const call of ['copySecret', 'insertIntoEnv', 'dropSecret']) {
    for (const argument of ['a forged row', 'no argument']) {
      it(`gets no secret by ${call} with ${argument}, whatever it answers`, async () => {
        const { window, workspace } = ui();
        const file = path.join(workspace, 'shown.env');
        await writeFile(file, 'SINCH_KEY_ID=\nSINCH_KEY_SECRET=\n');
        await run(`await vscode.window.showTextDocument(vscode.Uri.file(${JSON.stringify(file)}));`);
        const row = argument === 'no argument' ? '' : `, ${forged('pendingSecret')}`;
        const clipboard = await run(attack(`'sinchAccessKeys.${call}'${row}`));
        await window.screenshot(`hostile ${call} ${argument}`);
        assert.equal(clipboard, 'nothing');
        assert.ok(!(await readFile(file, 'utf8')).includes(created().secret));
        await window.tree.row('Secret of “hostage”').waitFor();
      });
    }
  }

  it('gets no key deleted', async () => {
    const before = ui().emulator.keys(projectId).length;
    for (const row of [
      forged('key'),
      JSON.stringify({ kind: 'key', projectId, accessKeyId: staging.accessKeyId }),
    ])
      await run(attack(`'sinchAccessKeys.deleteKey', ${row}`));
    await run(attack(`'sinchAccessKeys.forgetEverything'`));
    await run(attack(`'sinchAccessKeys.removeProject', ${JSON.stringify({ kind: 'project', projectId })}`));
    assert.equal(ui().emulator.keys(projectId).length, before);
    await ui().window.tree.row('Secret of “hostage”').waitFor();
  });

  /** What our shortcuts hand to their commands. VS Code puts the row with the focus in its place. */
  const focused = `{ $treeViewId: 'sinchAccessKeys.projects', $focusedTreeItem: true }`;
  const focusable: readonly (readonly [row: string, question: RegExp])[] = [
    ['hostage', /^Delete access key “hostage”/],
    ['Secret of “hostage”', /^Discard the secret of “hostage”/],
    [projectId, new RegExp(`^Remove project “${projectId}”`)],
  ];

  for (const [row, question] of focusable) {
    it(`renames and deletes nothing with the shortcuts for ${row}, without our question`, async () => {
      const { window, emulator } = ui();
      const names = () => emulator.keys(projectId).map(({ displayName }) => displayName);
      const before = names();
      const bound = (command: string) =>
        `'runCommands', { commands: [{ command: 'sinchAccessKeys.${command}', args: ${focused} }] }`;
      await window.tree.select(row);
      await run(attack(bound('renameRow')));
      // The box for the new name, if it is still open.
      await window.page.keyboard.press('Escape');
      await run(attack(`'sinchAccessKeys.deleteRow', ${focused}`));
      await window.tree.select(row);
      await run(attack(bound('deleteRow')));
      await window.screenshot(`hostile shortcut ${row}`);
      assert.match(await window.dialog.text(), question);
      await window.page.keyboard.press('Escape');
      assert.deepEqual(names(), before);
      for (const each of [projectId, 'hostage', 'Secret of “hostage”']) await window.tree.row(each).waitFor();
    });
  }

  it('deletes nothing of several selected rows without our question', async () => {
    const { window, emulator } = ui();
    const before = emulator.keys(projectId).length;
    await window.tree.selectOnly('production', 'staging');
    await run(
      attack(`'runCommands', { commands: [{ command: 'sinchAccessKeys.deleteRow', args: 'selection' }] }`),
    );
    assert.match(await window.dialog.text(), /^Delete 2 access keys/);
    await window.page.keyboard.press('Escape');
    assert.equal(emulator.keys(projectId).length, before);
  });

  it('finds no secret in what the extension shows and exports', async () => {
    const exported = await run(
      `const extension = vscode.extensions.all.find(({ id }) => id.endsWith('sinch-access-keys'));
       return JSON.stringify([extension.exports, extension.packageJSON.contributes.commands.length]);`,
    );
    assert.match(String(exported), /^\[(?:null|\{\})?,?\d+\]$/);
  });
});
