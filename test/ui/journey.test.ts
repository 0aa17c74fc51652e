import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Emulator } from '../emulator/contract';
import { asWritten } from '../browser/asWritten';
import { eventually } from '../browser/eventually';
import { addSampleProject, answerCredential, sampleKey, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const { projectId } = sampleProject;

/** What every token of the emulator starts with. */
async function tokenHeader({ tokenUrl }: Emulator): Promise<string> {
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${sampleKey.accessKeyId}:${sampleKey.secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  return token.slice(0, token.indexOf('.') + 1);
}

describe('a day with access keys', () => {
  const ui = useUi();
  const secrets = new Set(sampleProject.keys.map(({ secret }) => secret));
  const made = () =>
    ui()
      .emulator.keys(projectId)
      .filter(key => !sampleProject.keys.some(({ accessKeyId }) => accessKeyId === key.accessKeyId));
  const env = () => readFile(path.join(ui().workspace, '.env'), 'utf8');

  it('starts with a welcome, and asks nobody anything', async () => {
    const { window, emulator } = ui();
    await window.openView();
    await window.sidebar.getByRole('button', { name: 'Add Project' }).last().waitFor();
    await window.sidebar.getByText('You need the project ID').waitFor();
    assert.deepEqual(emulator.requests, []);
  });

  it('tells at the box which part of a credential is wrong', async () => {
    const { window } = ui();
    await window.clickInSidebar('Add Project');
    await answerCredential(window, 'no-such-secret');
    await window.quickInput.waitForMessage('rejected the key ID or secret');
    await window.quickInput.waitFor('Add Project (2/3)');
    await window.quickInput.cancel();
  });

  it('adds a project and shows its keys', async () => {
    const { window } = ui();
    await addSampleProject(window);
    await window.tree.waitForLabels(projectId, 'production', 'staging');
    await window.tree.waitForDescription(projectId, '2/10 keys');
    await window.tree.waitForDescription('production', / · sign-in key$/);
    await window.tree.waitForSpoken('production', /^Access key production, /);
  });

  it('creates a key and inserts its secret into the active .env, and nothing else changes there', async () => {
    const { window, workspace } = ui();
    const before = await env();
    await window.openFile(path.join(workspace, '.env'));
    await window.tree.clickInline(projectId, 'Create Access Key');
    await window.quickInput.waitFor('Create Access Key');
    await window.quickInput.type('staging');
    await window.quickInput.waitForMessage('already has a key named “staging”');
    await window.quickInput.answer('journey');
    await window.quickInput.waitFor('Access Key “journey” Created');
    await window.quickInput.pick('Replace “staging” in .env');
    await window.tree.row('Secret of “journey”').waitFor({ state: 'hidden' });
    const [key] = made();
    assert.ok(key);
    secrets.add(key.secret);
    const expected = before
      .replace(/^SINCH_KEY_ID=.*$/m, `SINCH_KEY_ID=${key.accessKeyId}`)
      .replace(/^SINCH_KEY_SECRET=.*$/m, `SINCH_KEY_SECRET=${asWritten(key.secret)}`);
    await eventually(async () => {
      assert.equal(await env(), expected);
    });
    await window.tree.row('Secret of “journey”').waitFor({ state: 'hidden' });
    await window.tree.waitForLabels(projectId, 'journey', 'production', 'staging');
  });

  it('renames it from the context menu', async () => {
    const { window } = ui();
    await window.tree.clickMenu('journey', 'Rename Access Key');
    await window.quickInput.waitFor('Rename Access Key');
    await window.quickInput.answer('renamed');
    await window.tree.row('renamed').waitFor();
    assert.deepEqual(
      made().map(({ displayName }) => displayName),
      ['renamed'],
    );
  });

  it('deletes it with the inline button, after asking', async () => {
    const { window } = ui();
    await window.tree.clickInline('renamed', 'Delete Access Key');
    assert.match(await window.dialog.text(), /“renamed” from “demo-project-0001”/);
    await window.dialog.click('Delete Key');
    await window.tree.row('renamed').waitFor({ state: 'hidden' });
    assert.deepEqual(made(), []);
  });

  it('lets a secret wait, across a restart of VS Code, until it is inserted', async () => {
    await ui().window.tree.clickMenu(projectId, 'Create Access Key');
    await ui().window.quickInput.waitFor('Create Access Key');
    await ui().window.quickInput.answer('later');
    await ui().window.quickInput.waitFor('Access Key “later” Created');
    await ui().window.quickInput.pick('Later');
    await ui().window.tree.row('Secret of “later”').waitFor();
    const [key] = made();
    assert.ok(key);
    secrets.add(key.secret);

    const window = await ui().restart();
    await window.openView();
    await window.tree.row('Secret of “later”').waitFor();
    await window.openFile(path.join(ui().workspace, '.env'));
    await window.tree.clickInline('Secret of “later”', 'Insert Into .env');
    await window.dialog.text();
    await window.dialog.click('Replace');
    await eventually(async () => {
      // Quotes that an earlier secret needed stay.
      const [, value] = /^SINCH_KEY_SECRET='?([^'\n]*)'?$/m.exec(await env()) ?? [];
      assert.equal(value, key.secret);
    });
    await window.tree.row('Secret of “later”').waitFor({ state: 'hidden' });
  });

  it('shows in a second window what the first one changed', async () => {
    const second = await ui().openWindow();
    await second.openView();
    await second.tree.row('production').waitFor();
    await ui().window.page.bringToFront();
    await ui().window.tree.clickMenu(projectId, 'Rename Project');
    await ui().window.quickInput.waitFor('Rename Project');
    await ui().window.quickInput.answer('Demo');
    await ui().window.tree.row('Demo').waitFor();
    await second.openExplorer();
    await second.openView();
    await second.tree.row('Demo').waitFor();
  });

  it('has left no secret and no token in clear text anywhere but in the .env', async () => {
    assert.equal(secrets.size, 4);
    assert.deepEqual(await ui().leaks([...secrets, await tokenHeader(ui().emulator)]), []);
  });

  it('has spoken to Sinch as its API describes', () => {
    assert.deepEqual(ui().emulator.violations, []);
  });
});
