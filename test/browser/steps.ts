import { sampleSeed } from '../emulator/sample';
import type { Workbench } from './workbench';

const [first] = sampleSeed.projects;
const [firstKey] = first?.keys ?? [];
if (!first || !firstKey) throw new Error('The sample has no project with a key.');

/** The project most journeys start with, and the key they sign in with. */
export const sampleProject = first;
export const sampleKey = firstKey;

/** Adds the sample project from the title of the view, and waits for its keys. */
export async function addSampleProject(window: Workbench): Promise<void> {
  await window.openView();
  // The view draws its buttons anew when its first rows, or its welcome, arrive.
  await window.sidebar.getByText('You need the project ID').waitFor();
  await window.clickInSidebar('Add Project');
  await answerCredential(window, sampleKey.secret);
  await window.tree.row(sampleKey.displayName).waitFor();
}

/** Adds the sample project, and creates a key in it whose secret stays pending. */
export async function addProjectWithPendingSecret(window: Workbench, name: string): Promise<void> {
  await addSampleProject(window);
  await createPendingSecret(window, name);
}

/** Creates a key in the sample project whose secret stays pending. */
export async function createPendingSecret({ tree, quickInput }: Workbench, name: string): Promise<void> {
  await tree.clickMenu(sampleProject.projectId, 'Create Access Key');
  await quickInput.waitFor('Create Access Key');
  await quickInput.answer(name);
  await quickInput.waitFor(`Access Key “${name}” Created`);
  await quickInput.pick('Later');
  await tree.row(`Secret of “${name}”`).waitFor();
}

/** Chooses to type a credential, and answers the three boxes for it. */
export async function answerCredential({ quickInput }: Workbench, secret: string): Promise<void> {
  await quickInput.waitFor('Add Project');
  await quickInput.pick('Enter Key ID and Secret');
  await quickInput.waitFor('Add Project (1/3)');
  await quickInput.answer(sampleProject.projectId);
  await quickInput.waitFor('Add Project (2/3)');
  await quickInput.answer(sampleKey.accessKeyId);
  await quickInput.waitFor('Add Project (3/3)');
  await quickInput.answer(secret);
}
