import type { Workbench } from '../browser/workbench';
import { sampleProject } from '../browser/steps';

/** The name of the key that scenarios create. */
export const createdName = 'created';

/** Creates a key, up to the question where its secret should go. */
export async function createKey({ tree, quickInput }: Workbench): Promise<void> {
  await tree.clickInline(sampleProject.projectId, 'Create Access Key');
  await quickInput.waitFor('Create Access Key');
  await quickInput.answer(createdName);
  await quickInput.waitFor(`Access Key “${createdName}” Created`);
}
