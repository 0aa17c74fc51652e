import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addSampleProject, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const [, staging] = sampleProject.keys;

describe('the files that use a key, in the tree', () => {
  assert.ok(staging);
  const { accessKeyId } = staging;
  // The sample's own .env has the key too.
  const ui = useUi({ files: { 'src/send.txt': `\n\n\n\nconst keyId = '${accessKeyId}';\n` } });

  before(async () => {
    await addSampleProject(ui().window);
  });

  const labels = ['demo-project-0001', 'production', 'staging', '.env', 'send.txt'];

  it('are counted on its row and shown below it, in every theme', async () => {
    const { window } = ui();
    await window.tree.waitForDescription('staging', /ago · used in 2 files$/);
    await window.tree.expand('staging');
    await window.tree.waitForLabels(...labels);
    await window.tree.waitForDescription('.env', 'line 6');
    await window.tree.waitForDescription('send.txt', 'src · line 5');
    await window.tree.waitForSpoken('send.txt', /^File send\.txt, src · line 5/);
    for (const theme of ['light', 'dark'] as const) {
      await window.useTheme(theme);
      await window.screenshot(`file rows ${theme}`);
    }
  });

  it('open at the line with a click, and with Enter', async () => {
    const { page, tree } = ui().window;
    await tree.select('send.txt');
    await page.locator('.statusbar-item', { hasText: 'Ln 5, Col 1' }).waitFor();
    await tree.select('production');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: 'Ln 6, Col 1' }).waitFor();
  });

  it('stay where they are, unopened, whatever F2 and Delete do to keys', async () => {
    const { window } = ui();
    const { page, tree, quickInput, dialog } = window;
    await window.runCommand('View: Close All Editors');
    await tree.select('production');
    await page.keyboard.press('End');
    for (const key of ['F2', 'Delete', 'ArrowUp', 'F2', 'Delete']) await page.keyboard.press(key);
    // What these keys do to a key shows that whatever they had done to the files would show by now.
    await tree.select('production');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await quickInput.waitForMessage('New name for “staging”');
    await quickInput.cancel();
    await page.keyboard.press('Delete');
    assert.match(await dialog.text(), /^Delete access key “staging”/);
    await dialog.click('Cancel');
    await tree.waitForLabels(...labels);
    assert.equal(await page.locator('.editor-instance').count(), 0);
    assert.equal(await window.notifications.all.count(), 0);
    assert.equal(ui().emulator.keys(sampleProject.projectId).length, 2);
    await page.keyboard.press('Enter');
    await quickInput.options.filter({ hasText: 'Copy Key ID' }).waitFor();
    await quickInput.cancel();
    await tree.waitForLabels(...labels);
  });

  it('open again after that, have no menu of a key, and come and go with what is saved', async () => {
    const { window } = ui();
    const { page, tree } = window;
    await tree.row('.env').hover();
    assert.equal(await tree.row('.env').getByRole('button').count(), 0);
    await tree.select('.env');
    await page.locator('.statusbar-item', { hasText: 'Ln 6, Col 1' }).waitFor();
    await writeFile(path.join(ui().workspace, 'src/send.txt'), '');
    await tree.waitForDescription('staging', /ago · used in 1 file$/);
    await tree.waitForLabels(...labels.slice(0, 4));
  });
});
