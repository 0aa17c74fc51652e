import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../browser/eventually';
import { addSampleProject, sampleKey } from '../browser/steps';
import { useUi } from '../browser/useUi';

const text = 'PORT=1\nOTHER:\nSINCH_KEY_ID=\nSINCH_KEY_SECRET=\n';

describe('a .env file that programs read differently', () => {
  const ui = useUi({ files: { 'app/hidden.env': text } });
  const read = () => readFile(path.join(ui().workspace, 'app/hidden.env'), 'utf8');

  before(async () => {
    await addSampleProject(ui().window);
    await ui().window.openFile(path.join(ui().workspace, 'app/hidden.env'));
  });

  it('is asked about: which programs won’t read what, and the line that hides it is shown', async () => {
    const { window } = ui();
    await window.tree.clickMenu(sampleKey.displayName, 'Insert Into .env');
    assert.match(await window.dialog.text(), /npm dotenv.* won’t read SINCH_KEY_ID here: line 2 hides it\./);
    await window.screenshot('misread question');
    await window.dialog.click('Show Line 2');
    await window.page.locator('.line-numbers.active-line-number', { hasText: /^2$/ }).waitFor();
    assert.equal(await read(), text);
  });

  it('gets the key if the user wants it so', async () => {
    const { window } = ui();
    await window.tree.clickMenu(sampleKey.displayName, 'Insert Into .env');
    await window.dialog.click('Insert Anyway');
    await eventually(async () => {
      assert.ok((await read()).includes(`SINCH_KEY_SECRET=${sampleKey.secret}\n`));
    });
  });
});
