import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isoDay } from '../host/days';
import { asWritten } from '../browser/asWritten';
import { eventually } from '../browser/eventually';
import { addSampleProject, sampleProject } from '../browser/steps';
import { useUi } from '../browser/useUi';

const { projectId } = sampleProject;
const [production, staging] = sampleProject.keys;
const successor = `staging ${isoDay(new Date())}`;

interface Pair {
  readonly accessKeyId: string;
  readonly secret: string;
}

const workerText = ({ accessKeyId, secret }: Pair): string =>
  `# The worker's own.\r\nexport SINCH_KEY_ID = "${accessKeyId}" # id\r\nexport SINCH_KEY_SECRET = "${secret}"\r\n`;

describe('rotating an access key', () => {
  assert.ok(production && staging);
  const ui = useUi({
    files: { 'worker/.env': workerText(staging), 'docs/keys.md': `Deployed: ${staging.accessKeyId}\n` },
  });
  const keys = () => ui().emulator.keys(projectId);
  const names = () => keys().map(({ displayName }) => displayName);
  const read = (file: string) => readFile(path.join(ui().workspace, file), 'utf8');
  const made = () => {
    const key = keys().find(({ displayName }) => displayName === successor);
    assert.ok(key, `no key “${successor}”`);
    return key;
  };
  let original: string;

  before(async () => {
    original = await read('.env');
    await addSampleProject(ui().window);
  });

  afterEach(() => {
    assert.deepEqual(ui().emulator.violations, []);
  });

  /** The page of a rotation, as far as it stands. */
  async function openPage(name: string): Promise<void> {
    const { window } = ui();
    await window.tree.clickInline(name, 'Rotate Access Key');
    await window.quickInput.waitFor(`Rotate “${name}” of “${projectId}”`);
  }

  for (const theme of ['light', 'dark'] as const) {
    it(`shows on one page what it will do, which can be changed there (${theme})`, async () => {
      const { window } = ui();
      await window.useTheme(theme);
      await openPage('staging');
      await window.screenshot(`rotate page ${theme}`);
      await window.quickInput.pick('docs/keys.md');
      await window.quickInput.pick('worker/.env');
      await window.quickInput.options.filter({ hasText: 'not changed' }).waitFor();
      await window.quickInput.pick('Delete After Replacing');
      await window.quickInput.pick(successor);
      await window.quickInput.waitFor('Name of the New Key');
      await window.quickInput.type('production');
      await window.quickInput.waitForMessage('already has a key named “production”');
      await window.quickInput.answer('another name');
      await window.quickInput.options.filter({ hasText: 'another name' }).waitFor();
      await window.quickInput.options.filter({ hasText: 'One file is changed.' }).waitFor();
      await window.screenshot(`rotate page changed ${theme}`);
      await window.quickInput.cancel();
      assert.deepEqual(names(), ['production', 'staging']);
      assert.equal(await read('.env'), original);
    });
  }

  it('counts each of several quick clicks on that page', async () => {
    const { quickInput } = ui().window;
    await openPage('staging');
    await quickInput.pickAtOnce('worker/.env', 'Delete After Replacing', '.env');
    await quickInput.options.filter({ hasText: 'No files are changed' }).waitFor();
    await quickInput.options.filter({ hasText: 'selected · right after' }).waitFor();
    await quickInput.cancel();
  });

  it('puts the new key into two files, changes nothing else in them, and keeps the old one', async () => {
    const { window } = ui();
    await openPage('staging');
    await window.quickInput.accept();
    await window.notifications.waitFor(
      `“${successor}” replaced “staging”. The new key is in .env and worker/.env.`,
    );
    await window.screenshot('rotated');
    const key = made();
    assert.equal(
      await read('.env'),
      original.replace(staging.accessKeyId, key.accessKeyId).replace(staging.secret, asWritten(key.secret)),
    );
    assert.equal(await read('worker/.env'), workerText(key));
    await window.tree.waitForLabels(projectId, 'production', 'staging', successor);
    await window.tree.waitForDescription('staging', `retiring · replaced by “${successor}” · used in 1 file`);
    const tooltip = (await window.tree.tooltip('staging')).replaceAll('\u00a0', ' ');
    assert.ok(tooltip.includes(`Replaced by: ${successor}`), tooltip);
    await window.screenshot('retiring key');
  });

  it('can be undone while the old key lives', async () => {
    const { window } = ui();
    const key = made();
    // One new secret in sixty-six has to be quoted, and the quotes stay.
    original = (await read('.env'))
      .replace(key.accessKeyId, staging.accessKeyId)
      .replace(key.secret, staging.secret);
    await window.clearNotifications();
    await window.tree.clickMenu('staging', 'Continue Rotation');
    await window.quickInput.waitFor('Rotation of “staging”');
    await window.screenshot('continue rotation');
    await window.quickInput.pick('Undo');
    assert.match(await window.dialog.text(), /^Undo the rotation of “staging”\?/);
    await window.dialog.click('Undo Rotation');
    await window.tree.row(successor).waitFor({ state: 'hidden' });
    await window.notifications.waitFor('was undone');
    assert.equal(await read('.env'), original);
    assert.equal(await read('worker/.env'), workerText(staging));
    assert.deepEqual(names(), ['production', 'staging']);
  });

  it('goes on after the extension host died in the middle, with the one key it made', async () => {
    const { window, emulator } = ui();
    await window.clearNotifications();
    await openPage('staging');
    const proving = emulator.requests.length;
    emulator.fault({ operation: 'GetAccessKey', kind: 'hang' });
    await window.quickInput.accept();
    await eventually(() => {
      assert.ok(emulator.requests.slice(proving).some(({ operation }) => operation === 'GetAccessKey'));
    });
    await ui().killExtensionHosts();
    await window.reload();
    const message = 'The rotation of “staging” in “demo-project-0001” is paused.';
    await window.notifications.waitFor(message);
    await window.openView();
    await window.tree.row('Rotation of “staging”').waitFor();
    await window.screenshot('interrupted rotation');
    assert.equal(await read('.env'), original);
    await window.notifications.click(message, 'Continue');
    await window.notifications.waitFor(`“${successor}” replaced “staging”.`);
    assert.equal(await read('worker/.env'), workerText(made()));
    assert.deepEqual(names(), ['production', 'staging', successor]);
  });

  it('deletes the old key later, and names the file that still holds its ID', async () => {
    const { window } = ui();
    await window.clearNotifications();
    await window.tree.clickInline('staging', 'Delete Old Key');
    assert.match(await window.dialog.text(), /These files have its key ID: docs\/keys\.md\./);
    await window.screenshot('delete old key');
    await window.dialog.click('Delete Old Key');
    await window.tree.row('staging').waitFor({ state: 'hidden' });
    assert.deepEqual(names(), ['production', successor]);
  });

  it('moves its own sign-in to the new key', async () => {
    const { window } = ui();
    await window.clearNotifications();
    await openPage('production');
    await window.quickInput.pick('Delete Now');
    await window.quickInput.pick('Rotate “production”');
    assert.match(await window.dialog.text(), /^Rotate “production” and delete the old key\?/);
    await window.dialog.click('Rotate and Delete');
    const next = `production ${isoDay(new Date())}`;
    await window.quickInput.waitFor(`Access Key “${next}” Created`);
    await window.quickInput.pick('Later');
    await window.tree.row('production').waitFor({ state: 'hidden' });
    await window.tree.waitForDescription(next, / · sign-in key · pending secret$/);
    await window.tree.row(`Secret of “${next}”`).waitFor();
    await window.screenshot('secret that waits after a rotation');
    await window.tree.clickInline(projectId, 'Refresh');
    await window.tree.waitForDescription(projectId, '2/10 keys');
  });
});

describe('rotating an access key in a full project', () => {
  assert.ok(staging);
  const crowd = Array.from({ length: 8 }, (_, index) => ({
    accessKeyId: `demo-key-more-${index + 1}`,
    secret: `demo-secret.more-${index + 1}`,
    displayName: `more ${index + 1}`,
  }));
  const ui = useUi({
    emulator: {
      seed: { projects: [{ ...sampleProject, keys: [...sampleProject.keys, ...crowd] }] },
    },
  });
  const names = () =>
    ui()
      .emulator.keys(projectId)
      .map(({ displayName }) => displayName);

  before(async () => {
    await addSampleProject(ui().window);
  });

  it('says that there is a gap where it replaces in place, and does that', async () => {
    const { window } = ui();
    await window.tree.clickInline('staging', 'Rotate Access Key');
    await window.quickInput.options.filter({ hasText: 'Delete Another Key' }).waitFor();
    await window.screenshot('rotate in a full project');
    await window.quickInput.pick('Delete Old Key First');
    await window.quickInput.waitFor(`Rotate “staging” of “${projectId}”`);
    await window.quickInput.accept();
    assert.match(await window.dialog.text(), /^Delete “staging” before the new key exists\?/);
    await window.dialog.click('Delete and Replace');
    await window.notifications.waitFor(
      `“${successor}” replaced “staging”, which was deleted. The new key is in .env.`,
    );
    assert.equal(names().length, 10);
    assert.ok(!names().includes('staging'));
    assert.deepEqual(ui().emulator.violations, []);
  });
});
