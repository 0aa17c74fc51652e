import assert from 'node:assert/strict';
import { eventually } from './eventually';
import { addSampleProject, sampleProject } from './steps';
import { useUi } from './useUi';

const { projectId } = sampleProject;

describe('in hard times', () => {
  const ui = useUi({ workspaceTrust: true });
  const asked = (operation: string) =>
    ui().emulator.requests.filter(request => request.operation === operation).length;

  async function startCreating(name: string): Promise<void> {
    const { tree, quickInput } = ui().window;
    await tree.clickMenu(projectId, 'Create Access Key');
    await quickInput.waitFor('Create Access Key');
    await quickInput.answer(name);
  }

  it('works in a folder nobody trusts', async () => {
    const { window } = ui();
    await window.page.getByRole('button', { name: 'Restricted Mode' }).first().waitFor();
    await addSampleProject(window);
    assert.equal(await window.tree.description(projectId), '2/10 keys');
  });

  it('looks up what became of a create that was cancelled, and does not repeat it', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'CreateAccessKey', kind: 'hang' });
    const listed = asked('ListAccessKeys');
    await startCreating('cancelled');
    await window.notifications.click('Creating “cancelled”', 'Cancel');
    await eventually(() => {
      assert.equal(asked('ListAccessKeys'), listed + 1);
    });
    assert.equal(asked('CreateAccessKey'), 1);
    assert.deepEqual(await window.tree.labels(), [projectId, 'production', 'staging']);
  });

  it('tells of a key whose secret was lost on the way, and offers to delete it', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
    await startCreating('orphan');
    await window.notifications.waitFor('the answer with its secret was lost');
    await window.screenshot('lost answer');
    await window.notifications.click('the answer with its secret was lost', 'Delete Key…');
    assert.match(await window.dialog.text(), /Delete the access key “orphan”/);
    await window.dialog.click('Delete Key');
    await window.tree.row('orphan').waitFor({ state: 'hidden' });
    assert.equal(emulator.keys(projectId).length, 2);
  });

  it('keeps a secret that waits when the extension host is killed', async () => {
    const { window } = ui();
    await startCreating('survivor');
    await window.quickInput.waitFor('Access Key “survivor” Created');
    await ui().killExtensionHosts();
    await window.reload();
    await window.openView();
    await window.tree.row('Secret of “survivor”').waitFor();
  });
});
