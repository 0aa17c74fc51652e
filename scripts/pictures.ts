import path from 'node:path';
import { projectRoot } from '../test/run/projectFolders';
import { packageVsix } from '../test/workbench/packageVsix';
import { createTemporaryPlace } from '../test/workbench/temporaryPlace';
import { startUi, type Ui } from '../test/browser/startUi';
import { addSampleProject, sampleProject } from '../test/browser/steps';
import type { Workbench } from '../test/browser/workbench';

const folder = path.join(projectRoot, 'media', 'readme');

/** Takes the README's pictures from the packaged extension. */
async function takePictures({ window, workspace }: Ui): Promise<void> {
  const { tree, quickInput } = window;
  await window.page.setViewportSize({ width: 1000, height: 460 });
  await window.openFile(path.join(workspace, '.env'));
  await window.openView();
  await window.sidebar.getByText('You need the project ID').waitFor();
  await window.clickInSidebar('Add Project');
  await quickInput.options.filter({ hasText: 'Use the Key in .env' }).waitFor();
  await window.screenshot('connect', folder);
  await quickInput.cancel();

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

/** What the mouse points at would cover what is to be seen. */
async function hideHover({ page }: Workbench): Promise<void> {
  await page.mouse.move(450, 443);
  await page.locator('.monaco-hover').filter({ visible: true }).first().waitFor({ state: 'hidden' });
}

async function main(): Promise<void> {
  const place = createTemporaryPlace('sinch-pictures');
  await packageVsix(projectRoot, place);
  const ui = await startUi();
  try {
    await takePictures(ui);
  } finally {
    await ui.close();
    await place.close();
  }
}

void main();
