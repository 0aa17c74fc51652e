import assert from 'node:assert/strict';
import { eventually } from '../browser/eventually';
import { addSampleProject, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

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
    await window.tree.waitForDescription(projectId, '2/10 keys');
  });

  it('looks up what became of a create that was cancelled, and does not repeat it', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'CreateAccessKey', kind: 'hang' });
    const listed = asked('ListAccessKeys');
    await startCreating('cancelled');
    await eventually(() => {
      assert.equal(asked('CreateAccessKey'), 1);
    });
    await window.notifications.click('Creating “cancelled”', 'Cancel');
    await eventually(() => {
      // Once before the create, and twice after it: a request nobody waits for may still be carried out.
      assert.equal(asked('ListAccessKeys'), listed + 3);
    });
    assert.equal(asked('CreateAccessKey'), 1);
    await window.tree.waitForLabels(projectId, 'production', 'staging');
  });

  it('tells of a key whose secret was lost on the way, deletes it and creates another', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'CreateAccessKey', kind: 'dropAfter' });
    await startCreating('orphan');
    assert.match(
      await window.dialog.text(),
      /^Access key “orphan” exists .* but VS Code doesn’t have its secret\./,
    );
    await window.screenshot('lost answer');
    await window.dialog.click('Delete and Create Again');
    await window.quickInput.waitFor('Access Key “orphan” Created');
    await window.quickInput.pick('Later');
    await window.tree.row('Secret of “orphan”').waitFor();
    assert.equal(emulator.keys(projectId).filter(({ displayName }) => displayName === 'orphan').length, 1);
  });

  it('offers to try again where no key was made', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'CreateAccessKey', kind: 'drop' });
    await startCreating('second try');
    const message = 'Access key “second try” was not created';
    await window.notifications.waitFor(message);
    await window.screenshot('not created');
    await window.notifications.click(message, 'Try Again');
    await window.quickInput.waitFor('Access Key “second try” Created');
    await window.quickInput.pick('Later');
  });

  it('finds a create again that was cut off by the death of the extension host', async () => {
    const { window, emulator } = ui();
    emulator.fault({ operation: 'CreateAccessKey', kind: 'hang' });
    const before = emulator.requests.length;
    await startCreating('cut off');
    await eventually(() => {
      assert.ok(emulator.requests.slice(before).some(({ operation }) => operation === 'CreateAccessKey'));
    });
    await ui().killExtensionHosts();
    await window.reload();
    await window.openView();
    await window.tree.row('New key “cut off”').click();
    await window.screenshot('interrupted creation');
    await window.notifications.waitFor('Access key “cut off” was not created');
    await window.tree.row('New key “cut off”').waitFor({ state: 'hidden' });
  });

  it('keeps a secret that waits when the extension host is killed', async () => {
    const { window } = ui();
    await startCreating('survivor');
    await window.quickInput.waitFor('Access Key “survivor” Created');
    await ui().killExtensionHosts();
    await window.reload();
    await window.notifications.waitFor('The secrets of 3 access keys are pending.');
    await window.openView();
    await window.tree.row('Secret of “survivor”').waitFor();
    await window.screenshot('secrets that wait at the start');
  });
});
