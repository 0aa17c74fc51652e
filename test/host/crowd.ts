import assert from 'node:assert/strict';
import type { ChosenKey } from '../../src/commands/choose';
import { describeKeys } from '../../src/commands/deletion/deleteKeys';
import type { KeyToDelete } from '../../src/keys/keysToDelete';
import { type App, openApp, projectNode, storeCredential } from './app';

/** Two projects with keys enough to select several; the extension signs in to each with its first. */
const crowd = [
  { projectId: 'demo-project', names: ['alpha', 'beta', 'gamma', 'delta'] },
  { projectId: 'other-project', names: ['one', 'two'] },
].map(({ projectId, names }) => ({
  projectId,
  keys: names.map(name => ({ accessKeyId: `key-${name}`, secret: `secret-${name}`, displayName: name })),
}));

/** Both projects have been added and their keys are in the tree. */
export async function openCrowd(): Promise<App> {
  const app = await openApp({ projects: crowd });
  for (const { projectId, keys } of crowd) {
    const [first] = keys;
    assert.ok(first);
    const { accessKeyId: keyId, secret: keySecret } = first;
    await storeCredential(app, projectId, { kind: 'keyPair', keyId, keySecret });
    await app.parts.projects.add({ id: projectId });
    await app.labels(projectNode(app, projectId));
  }
  return app;
}

/** Keys of the crowd by their names, as they are chosen. */
export function chosenKeys(app: App, ...names: readonly string[]): readonly ChosenKey[] {
  return names.map(name => {
    const { projectId } = projectOf(name);
    const project = app.parts.projects.get(projectId);
    const key = app.parts.keys.find(projectId, `key-${name}`);
    assert.ok(project && key, `no key “${name}”`);
    return { project, key };
  });
}

export function doomedCrowd(app: App, ...names: readonly string[]): Promise<readonly KeyToDelete[]> {
  return describeKeys(app.parts, chosenKeys(app, ...names));
}

/** The labels below a project in the tree. */
export async function rowsBelow(app: App, projectId = 'demo-project'): Promise<readonly string[]> {
  const labels = await app.labels(projectNode(app, projectId));
  return labels.map(label => label.replace(/ \| .*/, ''));
}

/** The row of a key of the crowd. */
export function rowOf(app: App, name: string) {
  const { projectId } = projectOf(name);
  return app.parts.tree.node({ kind: 'key', projectId, accessKeyId: `key-${name}` });
}

/** The names of the keys whose deletion was asked for, in order. */
export function deletionsAsked({ emulator }: App): readonly string[] {
  return emulator.requests
    .filter(({ operation }) => operation === 'DeleteAccessKey')
    .map(({ url }) => url.slice(url.lastIndexOf('/key-') + '/key-'.length));
}

/** The names of the keys that exist at Sinch. */
export function namesAt({ emulator }: App, projectId = 'demo-project'): readonly string[] {
  return emulator.keys(projectId).map(({ displayName }) => displayName);
}

function projectOf(name: string) {
  const project = crowd.find(({ keys }) => keys.some(({ displayName }) => displayName === name));
  assert.ok(project, `no key “${name}” in the crowd`);
  return project;
}
