import assert from 'node:assert/strict';
import { addSampleProject, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

describe('the keyboard in the tree', () => {
  const ui = useUi();

  before(async () => {
    await addSampleProject(ui().window);
  });

  /** The row below the one that was clicked: it has the keyboard, and another one is still selected. */
  async function arrowDownFrom(label: string): Promise<void> {
    await ui().window.tree.select(label);
    await ui().window.page.keyboard.press('ArrowDown');
  }

  it('renames with F2 the row that has the keyboard, not the one selected before', async () => {
    const { page, quickInput } = ui().window;
    await arrowDownFrom('production');
    await page.keyboard.press('F2');
    await quickInput.waitForMessage('New name for “staging”');
    await quickInput.cancel();
  });

  it('asks before it deletes the row that has the keyboard', async () => {
    const { page, dialog } = ui().window;
    await arrowDownFrom('production');
    await page.keyboard.press('Delete');
    assert.match(await dialog.text(), /^Delete access key “staging”/);
    await dialog.click('Cancel');
    assert.equal(ui().emulator.keys(sampleProject.projectId).length, 2);
  });

  it('shows with Enter what can be done with a key', async () => {
    const { page, quickInput } = ui().window;
    await arrowDownFrom('production');
    await page.keyboard.press('Enter');
    await quickInput.waitFor('staging');
    await quickInput.options.filter({ hasText: 'Copy Key ID' }).waitFor();
    await quickInput.cancel();
  });

  it('renames a project with F2 and leaves it open', async () => {
    const { page, quickInput, tree } = ui().window;
    await tree.select('production');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('F2');
    await quickInput.waitFor('Rename Project');
    await quickInput.answer('Demo');
    await tree.row('Demo').waitFor();
    await tree.row('staging').waitFor();
    assert.equal(await tree.row('Demo').getAttribute('aria-expanded'), 'true');
  });
});
