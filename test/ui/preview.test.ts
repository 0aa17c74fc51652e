import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from '../browser/eventually';
import { addSampleProject, sampleKey, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

const [, staging] = sampleProject.keys;

describe('the preview of a change to a .env file', () => {
  assert.ok(staging);
  const ui = useUi({
    settings: { 'sinchAccessKeys.env.preview': true, 'files.simpleDialog.enable': true },
    files: { 'app/other.env': 'OTHER=1\n' },
  });
  const file = (name: string) => path.join(ui().workspace, name);
  const env = () => readFile(file('.env'), 'utf8');
  const diff = () => ui().window.page.locator('.monaco-diff-editor');
  const button = (name: string) =>
    ui()
      .window.page.locator('.editor-actions')
      .getByRole('button', { name: `${name} Change` });
  let original: string;

  before(async () => {
    original = await env();
    await addSampleProject(ui().window);
    await ui().window.page.setViewportSize({ width: 900, height: 600 });
    await ui().window.openFile(file('.env'));
  });

  async function insert(): Promise<void> {
    await ui().window.tree.clickMenu(sampleKey.displayName, 'Insert Into .env');
  }

  async function boxes(of: Locator): Promise<readonly Box[]> {
    const found = await Promise.all(
      (await of.filter({ visible: true }).all()).map(each => each.boundingBox()),
    );
    return found.filter(box => box !== null);
  }

  /** Waits for the diff, both of its sides. */
  async function waitForDiff(): Promise<void> {
    await diff().locator('.line-delete').first().waitFor();
    await diff().locator('.line-insert').first().waitFor();
  }

  async function waitUntilInserted(name: string): Promise<void> {
    await eventually(async () => {
      assert.ok((await readFile(file(name), 'utf8')).includes(`SINCH_KEY_SECRET=${sampleKey.secret}\n`));
    });
    await diff().waitFor({ state: 'detached' });
  }

  it('asks in the title of the diff, with nothing over the lines that change', async () => {
    const { window } = ui();
    await insert();
    await waitForDiff();
    await window.page.getByRole('tab', { name: /^Insert Into \.env\?/ }).waitFor();
    const changed = await boxes(diff().locator('.line-insert, .line-delete'));
    const buttons = await Promise.all(['Apply', 'Discard'].map(name => boxes(button(name))));
    assert.deepEqual(
      buttons.map(({ length }) => length),
      [1, 1],
    );
    const over = await boxes(
      window.page.locator('.quick-input-widget, .monaco-dialog-box, .notification-list-item, .monaco-hover'),
    );
    assert.ok(changed.length >= 4, `${changed.length} lines change`);
    for (const line of [...changed, ...buttons.flat()]) {
      assert.ok(line.y >= 0 && line.y + line.height <= 600 && line.x < 900, JSON.stringify(line));
      assert.deepEqual(
        over.filter(box => overlap(box, line)),
        [],
      );
    }
    assert.equal(await env(), original);
    assert.ok(!(await diff().innerText()).includes(sampleKey.secret));
    for (const theme of ['dark', 'light'] as const) {
      await window.useTheme(theme);
      await window.screenshot(`preview ${theme}`);
    }
  });

  it('changes nothing after Discard', async () => {
    await button('Discard').click();
    await diff().waitFor({ state: 'detached' });
    assert.equal(await env(), original);
  });

  it('makes the change after Apply', async () => {
    await insert();
    await waitForDiff();
    await button('Apply').click();
    await waitUntilInserted('.env');
    // Until it was read back, VS Code would take what the next test writes for what it has just saved.
    await ui().window.notifications.waitFor('The access key was inserted into .env.');
  });

  it('is answered from the keyboard too', async () => {
    const { page } = ui().window;
    await writeFile(file('.env'), original);
    await page.locator('.editor-instance').getByText(staging.accessKeyId).waitFor();
    await insert();
    await waitForDiff();
    await page.keyboard.press('Escape');
    await diff().waitFor({ state: 'detached' });
    assert.equal(await env(), original);
    await insert();
    await waitForDiff();
    await page.keyboard.press('ControlOrMeta+Enter');
    await waitUntilInserted('.env');
  });

  it('comes for a file from anywhere, by way of Browse, and after what Git has to say', async () => {
    const { window } = ui();
    await window.runCommand('View: Close All Editors');
    await insert();
    await window.quickInput.pick('Browse…');
    await window.quickInput.waitFor('Insert Into .env');
    await window.quickInput.field.waitFor();
    await eventually(async () => {
      assert.match(await window.quickInput.field.inputValue(), /sample-project/);
    });
    await window.quickInput.type(file('app/other.env'));
    // What is typed counts once the folder it names is listed.
    await window.quickInput.options.filter({ hasText: 'other.env' }).waitFor();
    await window.quickInput.accept();
    assert.match(await window.dialog.text(), /Git doesn’t ignore this file/);
    await window.dialog.click('Add to .gitignore and Insert');
    await diff().locator('.line-insert').first().waitFor();
    await button('Apply').click();
    await waitUntilInserted('app/other.env');
    assert.match(await readFile(file('app/other.env'), 'utf8'), /^OTHER=1\nSINCH_PROJECT_ID=/);
    assert.match(await readFile(file('.gitignore'), 'utf8'), /^\/app\/other\.env$/m);
  });
});

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
