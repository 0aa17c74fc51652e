import path from 'node:path';
import { projectRoot } from '../run/projectFolders';
import { packageVsix } from '../workbench/packageVsix';
import { createTemporaryPlace } from '../workbench/temporaryPlace';
import { startUi, type Ui } from './startUi';
import { addSampleProject, sampleProject } from './steps';

const folder = path.join(projectRoot, 'media', 'readme');

/** Takes the README's pictures from the packaged extension. */
async function takePictures({ window, workspace }: Ui): Promise<void> {
  const { tree, quickInput } = window;
  await window.page.setViewportSize({ width: 1000, height: 460 });
  await addSampleProject(window);
  await window.openFile(path.join(workspace, '.env'));
  await tree.tooltip('production');
  await window.screenshot('keys', folder);

  await tree.clickInline(sampleProject.projectId, 'Create Access Key');
  await quickInput.waitFor('Create Access Key');
  await quickInput.answer('laptop');
  await quickInput.waitFor('Access Key “laptop” Created');
  await window.notifications.all.first().waitFor({ state: 'hidden' });
  await window.screenshot('secret', folder);

  await quickInput.pick('Later');
  await tree.row('Secret of “laptop”').waitFor();
  await window.useTheme('dark');
  await tree.openMenu('staging');
  await window.screenshot('menu', folder);
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
