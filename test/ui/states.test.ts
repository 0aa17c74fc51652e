import assert from 'node:assert/strict';
import { eventually } from '../browser/eventually';
import { addSampleProject, sampleKey, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const { projectId } = sampleProject;

describe('the states of a project', () => {
  const ui = useUi();
  const list = { operation: 'ListAccessKeys', kind: 'answer' } as const;

  before(async () => {
    await addSampleProject(ui().window);
  });
  afterEach(() => {
    ui().emulator.reset();
  });

  it('loading: the view shows that it is at work, and the keys stay', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'ListAccessKeys', kind: 'hang' });
    await window.tree.clickInline(projectId, 'Refresh');
    await window.sidebar.locator('.monaco-progress-container.active').first().waitFor();
    await window.tree.waitForLabels(projectId, 'production', 'staging');
    await window.screenshot('state loading');
    emulator.reset();
    await window.sidebar.locator('.monaco-progress-container.active').first().waitFor({ state: 'hidden' });
    await window.tree.waitForLabels(projectId, 'production', 'staging');
  });

  it('failed: says why, and a click tries again', async () => {
    const { window, emulator } = ui();
    emulator.fault({ ...list, status: 403 });
    await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.row('Couldn’t load the keys').waitFor();
    await window.tree.waitForDescription(projectId, 'not loaded');
    assert.match(await window.tree.tooltip('Couldn’t load the keys'), /Sinch denied access \(403\)/);
    await window.tree.waitForSpoken('Couldn’t load the keys', /denied access/);
    await window.screenshot('state failed');
    await window.tree.select('Couldn’t load the keys');
    await window.tree.row('Couldn’t load the keys').waitFor({ state: 'hidden' });
    await window.tree.waitForLabels(projectId, 'production', 'staging');
  });

  it('keeps selection and expansion across a refresh', async () => {
    const { window, emulator } = ui();
    await window.tree.select('staging');
    const before = emulator.requests.length;
    await window.clickInSidebar('Refresh');
    await eventually(() => {
      assert.equal(emulator.requests.length, before + 1);
    });
    assert.equal(await window.tree.row('staging').getAttribute('aria-selected'), 'true');
    assert.equal(await window.tree.row(projectId).getAttribute('aria-expanded'), 'true');
  });

  it('empty: offers to create a key', async () => {
    const { window, emulator } = ui();
    emulator.fault({ ...list, status: 200, body: {} });
    await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.row('No access keys yet').waitFor();
    await window.tree.waitForDescription(projectId, '0/10 keys');
    await window.screenshot('state empty');
    await window.tree.select('No access keys yet');
    await window.quickInput.waitFor('Create Access Key');
    await window.quickInput.cancel();
    await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.row('staging').waitFor();
  });

  it('signed out: offers to sign in, and shows the keys again after it', async () => {
    const { window, emulator } = ui();
    emulator.fault({ ...list, status: 401, times: 2 });
    await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.row('Signed out').waitFor();
    await window.tree.waitForDescription(projectId, 'signed out');
    await window.screenshot('state signed out');
    await window.tree.select('Signed out');
    await window.quickInput.waitFor('(1/2)');
    await window.quickInput.answer(sampleKey.accessKeyId);
    await window.quickInput.waitFor('(2/2)');
    assert.equal(await window.quickInput.masked(), true);
    await window.quickInput.answer(sampleKey.secret);
    await window.tree.row('Signed out').waitFor({ state: 'hidden' });
    await window.tree.waitForLabels(projectId, 'production', 'staging');
  });

  it('offline: is not signed out', async () => {
    const { window, emulator } = ui();
    await emulator.close();
    await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.row('Couldn’t load the keys').waitFor();
    assert.match(await window.tree.tooltip('Couldn’t load the keys'), /can’t be reached/);
    await window.tree.waitForLabels(projectId, 'Couldn’t load the keys', 'production', 'staging');
    await window.screenshot('state offline');
  });

  it('removed: the welcome is back', async () => {
    const { window } = ui();
    await window.tree.clickMenu(projectId, 'Remove Project');
    await window.dialog.text();
    await window.dialog.click('Remove Project');
    await window.sidebar.getByText('You need the project ID').waitFor();
  });
});
