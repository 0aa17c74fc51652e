import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../browser/eventually';
import { createPendingSecret, sampleKey, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const [, staging] = sampleProject.keys;

describe('a .env file with an access key', () => {
  assert.ok(staging);
  const { accessKeyId, displayName, secret } = staging;
  const textWith = (key: Pick<typeof sampleKey, 'accessKeyId' | 'secret'>) =>
    [
      '# What the mailer signs in with',
      `SINCH_PROJECT_ID=${sampleProject.projectId}`,
      `SINCH_KEY_ID=${key.accessKeyId}`,
      `SINCH_KEY_SECRET=${key.secret}`,
      '',
    ].join('\n');
  const ui = useUi({ files: { 'app/.env': textWith(staging), 'app/.dev.vars': textWith(sampleKey) } });
  const file = () => path.join(ui().workspace, 'app/.env');
  const lenses = () => ui().window.page.locator('.codelens-decoration');
  const problems = () => ui().window.page.locator('.squiggly-error');

  it('adds its project with the pair below the line that is clicked, and asks nothing but where to send it', async () => {
    const { window } = ui();
    await window.openView();
    await window.openFile(path.join(ui().workspace, 'app/.dev.vars'));
    await lenses().getByRole('button', { name: 'Add This Project' }).click();
    const question = await window.dialog.text();
    assert.match(question, /^Add project “demo-project-0001” with the key in app\/\.dev\.vars\?/);
    assert.ok(!question.includes(sampleKey.secret));
    assert.deepEqual(ui().emulator.requests, []);
    await window.dialog.click('Add Project');
    await lenses().filter({ hasText: sampleKey.displayName }).waitFor();
    await createPendingSecret(window, 'new key');
    await window.openFile(file());
  });

  it('says whose it is, and that it works, in both themes', async () => {
    const { window } = ui();
    await lenses().filter({ hasText: displayName }).waitFor();
    assert.match(await lenses().first().innerText(), /^staging · .* old · demo-project-0001\s*\|/);
    await lenses().getByRole('button', { name: 'Verify' }).click();
    await lenses().filter({ hasText: 'works' }).waitFor();
    await window.clearNotifications();
    for (const theme of ['light', 'dark'] as const) {
      await window.useTheme(theme);
      await window.screenshot(`key file ${theme}`);
    }
  });

  it('says over a name what is known, and never the secret', async () => {
    const { window } = ui();
    await window.page.locator('.view-line', { hasText: 'SINCH_KEY_ID' }).locator('span span').first().hover();
    const hover = window.page.locator('.monaco-hover').filter({ hasText: 'Key ID' });
    await hover.waitFor();
    const facts = (await hover.innerText()).replaceAll('\u00a0', ' ');
    assert.match(
      facts,
      /staging[^]*Project: demo-project-0001[^]*Also used in: \.env\n[^]*Verified[^]*Show Key Uses/,
    );
    assert.ok(!facts.includes(secret));
    await window.screenshot('key file hover');
    await window.page.keyboard.press('Escape');
  });

  it('marks a key that was deleted, and its quick fix inserts another', async () => {
    const { window } = ui();
    await window.tree.clickMenu(displayName, 'Delete Access Key');
    await window.dialog.click('Delete Key');
    await problems().waitFor();
    await window.screenshot('key file deleted');
    await window.page
      .locator('.view-line', { hasText: 'SINCH_KEY_ID' })
      .click({ position: { x: 150, y: 8 } });
    await window.page.keyboard.press('ControlOrMeta+.');
    await window.page.locator('.action-widget').getByText('Insert Access Key').first().waitFor();
    await window.screenshot('key file fixes');
    await window.page.keyboard.press('Enter');
    await window.quickInput.pick('new key');
    await window.dialog.click('Replace');
    await eventually(async () => {
      assert.ok(!(await readFile(file(), 'utf8')).includes(accessKeyId));
    });
    await problems().waitFor({ state: 'hidden' });
    await lenses().filter({ hasText: 'new key' }).waitFor();
  });
});
