import path from 'node:path';
import { sinchEndpoints } from '../src/projects/addresses';
import { projectRoot } from '../test/run/projectFolders';
import { packageVsix } from '../test/workbench/packageVsix';
import { emulatorSettings } from '../test/workbench/settings';
import { createTemporaryPlace } from '../test/workbench/temporaryPlace';
import { startUi, type Ui } from '../test/browser/startUi';
import { addSampleProject, sampleProject } from '../test/browser/steps';
import type { Workbench } from '../test/browser/workbench';

const folder = path.join(projectRoot, 'media', 'readme');

/** The picture of the first step: with Sinch’s own addresses in the settings, which nothing is sent to. */
async function takeFirstPicture(ui: Ui): Promise<void> {
  const window = await openOn(ui);
  await window.openView();
  await window.sidebar.getByText('You need the project ID').waitFor();
  await window.clickInSidebar('Add Project');
  await window.quickInput.options.filter({ hasText: 'Use the Key in .env' }).waitFor();
  await window.screenshot('connect', folder);
}

/** The pictures of what follows, with an emulator. */
async function takePictures(ui: Ui): Promise<void> {
  const window = await openOn(ui);
  const { tree, quickInput } = window;
  await addSampleProject(window);
  await tree.tooltip('production');
  await window.screenshot('keys', folder);

  await tree.clickInline(sampleProject.projectId, 'Create Access Key');
  await quickInput.waitFor('Create Access Key');
  await quickInput.answer('laptop');
  await quickInput.waitFor('Access Key “laptop” Created');
  await window.notifications.all.first().waitFor({ state: 'hidden' });
  await hideHover(window);
  await window.screenshot('secret', folder);

  await quickInput.pick('Later');
  await tree.row('Secret of “laptop”').waitFor();
  await tree.clickInline('staging', 'Rotate Access Key');
  await quickInput.waitFor('Rotate “staging”');
  await hideHover(window);
  await window.screenshot('rotation', folder);

  await quickInput.cancel();
  await window.page.locator('.codelens-decoration').filter({ hasText: 'staging' }).waitFor();
  await window.screenshot('lens', folder);
}

/** The window in the size of the pictures, with the sample’s key file. */
async function openOn({ window, workspace }: Ui): Promise<Workbench> {
  await window.page.setViewportSize({ width: 1000, height: 460 });
  await window.openFile(path.join(workspace, '.env'));
  return window;
}

/** What the mouse points at would cover what is to be seen. */
async function hideHover({ page }: Workbench): Promise<void> {
  await page.mouse.move(450, 443);
  await page.locator('.monaco-hover').filter({ visible: true }).first().waitFor({ state: 'hidden' });
}

async function main(): Promise<void> {
  const place = createTemporaryPlace('sinch-pictures');
  await packageVsix(projectRoot, place);
  const ui = await startUi({ settings: emulatorSettings(sinchEndpoints) });
  try {
    await takeFirstPicture(ui);
    await ui.setSettings({});
    await ui.restart();
    await takePictures(ui);
  } finally {
    await ui.close();
    await place.close();
  }
}

void main();
