import assert from 'node:assert/strict';
import { addSampleProject, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const { projectId } = sampleProject;
const names = ['alpha', 'beta', 'delta', 'gamma', 'production', 'staging'] as const;
const crowd = ['alpha', 'beta', 'gamma', 'delta'].map(name => ({
  accessKeyId: `demo-key-${name}`,
  secret: `demo-secret.${name}`,
  displayName: name,
}));

describe('several access keys at once', () => {
  const ui = useUi({
    emulator: {
      seed: { projects: [{ ...sampleProject, keys: [...sampleProject.keys, ...crowd] }] },
    },
    files: { 'deploy/notify.env': 'SINCH_KEY_ID=demo-key-beta\n' },
  });
  const operation = 'DeleteAccessKey';
  const press = (key: string) => ui().window.page.keyboard.press(key);

  before(async () => {
    await addSampleProject(ui().window);
  });

  /** Puts the keys back that a test deleted. */
  beforeEach(async () => {
    const { window, emulator } = ui();
    emulator.reset();
    await window.clearNotifications();
    // Rows that are all there don't tell when a refresh is over, and amid one VS Code knows of no selection.
    if ((await window.tree.labels()).length < [projectId, ...names].length)
      await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.waitForLabels(projectId, ...names);
    for (const used of ['beta', 'staging']) await window.tree.waitForDescription(used, /used in 1 file/);
  });

  afterEach(() => {
    assert.deepEqual(ui().emulator.violations, []);
  });

  async function waitForRows(...labels: readonly string[]): Promise<void> {
    await ui().window.tree.waitForLabels(projectId, ...labels);
  }

  async function waitForSelection(...labels: readonly string[]): Promise<void> {
    await ui().window.tree.waitForSelection(...labels);
  }

  /** The question on screen, which is answered with no. */
  async function questionDeclined(): Promise<string> {
    const text = await ui().window.dialog.text();
    await ui().window.dialog.click('Cancel');
    return text;
  }

  for (const theme of ['light', 'dark'] as const) {
    it(`are deleted with the mouse, and the one that fails is named (${theme})`, async () => {
      const { window, emulator } = ui();
      await window.useTheme(theme);
      emulator.fault({ operation, kind: 'none' });
      emulator.fault({ operation, kind: 'answer', status: 403 });
      await window.tree.selectOnly('alpha', 'staging', 'beta');
      await window.tree.clickMenu('staging', 'Delete Access Key');
      const question = await window.dialog.text();
      assert.match(question, /^Delete 3 access keys from “demo-project-0001”\?/);
      assert.match(question, /• alpha\n• beta · used by deploy\/notify\.env\n• staging · used by \.env\n/);
      await window.screenshot(`delete three ${theme} question`);
      await window.dialog.click('Delete 3 Keys');
      await window.notifications.waitFor('Deleted 2 of 3 access keys. “beta”: Sinch denied access');
      await waitForRows('beta', 'delta', 'gamma', 'production');
      await window.screenshot(`delete three ${theme} result`);
      await window.notifications.click('Deleted 2 of 3 access keys', 'Try Again');
      assert.match(await questionDeclined(), /^Delete access key “beta”/);
    });
  }

  it('say in one question that the key that signs in and the last one are among them', async () => {
    const { window } = ui();
    await window.tree.selectOnly(...names);
    await press('Delete');
    const question = await window.dialog.text();
    await window.screenshot('delete all question');
    await window.dialog.click('Cancel');
    assert.match(question, /• production · sign-in key\n/);
    assert.match(question, /You will be signed out/);
    assert.match(question, /No keys will be left in “demo-project-0001”/);
  });

  it('are deleted with the keyboard, wherever the focus has gone since', async () => {
    const { window } = ui();
    await window.tree.select('alpha');
    await press('Shift+ArrowDown');
    await waitForSelection('alpha', 'beta');
    await press('ArrowDown');
    await press('Delete');
    assert.match(await window.dialog.text(), /^Delete 2 access keys/);
    await window.dialog.click('Delete 2 Keys');
    await window.notifications.waitFor('Deleted 2 access keys: “alpha” and “beta”.');
    await waitForRows('delta', 'gamma', 'production', 'staging');
  });

  it('are all keys of a project after Select All, and its own row changes nothing', async () => {
    const { window } = ui();
    await window.tree.select('alpha');
    await press('ControlOrMeta+A');
    await waitForSelection(...names);
    await press('Delete');
    assert.match(await questionDeclined(), /^Delete 6 access keys/);
    await window.tree.selectOnly('gamma', 'delta', projectId);
    await press('Delete');
    assert.match(await questionDeclined(), /^Delete 2 access keys/);
  });

  it('leave F2 and Enter to the row that has the keyboard', async () => {
    const { window } = ui();
    await window.tree.selectOnly('alpha', 'beta');
    await press('ArrowDown');
    await press('F2');
    await window.quickInput.waitForMessage('New name for “delta”');
    await window.quickInput.cancel();
    await window.tree.selectOnly('alpha', 'beta');
    await press('ArrowDown');
    await press('Enter');
    await window.quickInput.waitFor('delta');
    await window.quickInput.cancel();
  });

  it('show in their menu what acts on all of them, and on another row only on that', async () => {
    const { window } = ui();
    await window.tree.selectOnly('alpha', 'beta');
    const entries = await window.tree.openMenu('alpha');
    assert.deepEqual(
      (await entries.allInnerTexts()).map(text => text.trim()).filter(text => text !== ''),
      ['Copy Key ID', 'Copy Project ID', 'Rotate Access Key…', 'Delete Access Key…'],
    );
    await window.tree.closeMenu();
    await window.tree.clickMenu('gamma', 'Delete Access Key');
    assert.match(await questionDeclined(), /^Delete access key “gamma”/);
  });

  it('go with the button of one of them, and another row’s button only with that', async () => {
    const { tree } = ui().window;
    await tree.selectOnly('alpha', 'beta');
    await tree.clickInline('beta', 'Delete Access Key');
    assert.match(await questionDeclined(), /^Delete 2 access keys/);
    await tree.clickInline('gamma', 'Delete Access Key');
    assert.match(await questionDeclined(), /^Delete access key “gamma”/);
  });

  it('are ticked in a list when the command is run from the palette', async () => {
    const { window } = ui();
    await window.runCommand('Sinch: Delete Access Key');
    await window.quickInput.waitFor('Delete Access Keys');
    await window.quickInput.tick('delta');
    await window.quickInput.tick('gamma');
    await window.quickInput.accept();
    assert.match(await questionDeclined(), /^Delete 2 access keys/);
  });

  it('can be cancelled between two of them', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation, kind: 'none', delay: 5000 });
    await window.tree.selectOnly('alpha', 'beta', 'gamma');
    await press('Delete');
    await window.dialog.text();
    await window.dialog.click('Delete 3 Keys');
    await window.notifications.waitFor('1 of 3: “alpha”');
    await window.screenshot('delete three progress');
    await window.notifications.click('Deleting 3 access keys', 'Cancel');
    await window.notifications.waitFor(
      'Cancelled. Deleted 1 of 3 access keys: “alpha”. Not deleted: “beta” and “gamma”.',
    );
    await waitForRows('beta', 'delta', 'gamma', 'production', 'staging');
    await window.screenshot('delete three cancelled');
    await window.notifications.click('Cancelled. Deleted 1 of 3', 'Delete Remaining Keys…');
    assert.match(await questionDeclined(), /^Delete 2 access keys/);
  });
});
