import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { SeedKey } from '../../emulator/contract';
import { eventually } from '../../browser/eventually';
import { sampleProject } from '../../browser/steps';
import { assertWhole, keysMade } from '../safety';
import { envText } from '../sampleFiles';
import type { Scenario, Stage } from '../scenario';

const [production, staging] = sampleProject.keys;
if (!production || !staging) throw new Error('The sample project has no two keys.');

const envFiles = ['.env', 'worker/.env'] as const;

/** A key that nothing but files uses is replaced in two of them, and then deleted. */
export const rotateAndDelete: Scenario = {
  name: 'rotating a key in two files, and deleting the old one',
  files: filesWith(staging),
  run: async stage => {
    await openPage(stage, staging);
    await stage.window.quickInput.pick('Delete After Replacing');
    await stage.window.quickInput.pick(`Rotate “${staging.displayName}”`);
    await stage.window.dialog.click('Rotate and Delete');
    await stage.window.notifications.waitFor(`replaced “${staging.displayName}”, which was deleted`);
    await stage.window.tree.row(staging.displayName).waitFor({ state: 'hidden' });
  },
  check: stage => checkRotation(stage, staging, 'deleted'),
};

/** The key the extension signs in with is replaced, and kept. */
export const rotateSignIn: Scenario = {
  name: 'rotating the key the extension signs in with, and keeping the old one',
  files: filesWith(production),
  run: async stage => {
    await openPage(stage, production);
    await stage.window.quickInput.accept();
    await stage.window.notifications.waitFor(`replaced “${production.displayName}”`);
    await stage.window.tree.row(production.displayName).filter({ hasText: 'retiring' }).waitFor();
  },
  check: stage => checkRotation(stage, production, 'kept'),
};

function filesWith(key: SeedKey): Readonly<Record<string, string>> {
  return Object.fromEntries(envFiles.map(name => [name, envText(key)]));
}

async function openPage({ window }: Stage, { displayName }: SeedKey): Promise<void> {
  await window.tree.clickInline(displayName, 'Rotate Access Key');
  await window.quickInput.waitFor(`Rotate “${displayName}” of “${sampleProject.projectId}”`);
}

/** What must hold right after the end, and once the rotation was gone on with. */
async function checkRotation(stage: Stage, old: SeedKey, ending: 'deleted' | 'kept'): Promise<void> {
  const { window } = stage;
  const before = keysMade(stage);
  assert.ok(before.length <= 1, `${before.length} keys were made.`);
  for (const name of envFiles) await assertWhole(stage, name, [envText(old), ...before.map(envText)]);
  const oldLives = hasKey(stage, old);
  const [made] = before;
  if (!oldLives) await assertPlaced(stage, made);

  // The rows of a project come all at once, and those of its keys are there.
  const row = window.tree.row(`Rotation of “${old.displayName}”`);
  if (!(await row.isVisible())) {
    assert.ok(
      !made || (await isPlaced(stage, made)),
      'A key was made, and no row says that its rotation stopped.',
    );
    return;
  }
  await row.click();
  await window.quickInput.waitFor(`Rotation of “${old.displayName}”`);
  await window.quickInput.pick('Continue');
  const taken = window.notifications.with(`replaced “${old.displayName}”`).first();
  const orphan = window.page.getByRole('button', { name: 'Delete and Create Again' });
  await taken.or(orphan).waitFor();
  if (await orphan.isVisible()) await orphan.click();
  await taken.waitFor();
  await row.waitFor({ state: 'hidden' });
  const after = keysMade(stage);
  assert.equal(after.length, 1, 'Another number of new keys than one after it was gone on with.');
  await assertPlaced(stage, after[0]);
  await eventually(() => {
    assert.equal(hasKey(stage, old), ending === 'kept');
  });
  assert.equal(await window.tree.row(`Secret of “${after[0]?.displayName ?? ''}”`).count(), 0);
}

function hasKey({ emulator }: Stage, { accessKeyId }: SeedKey): boolean {
  return emulator.keys(sampleProject.projectId).some(key => key.accessKeyId === accessKeyId);
}

async function assertPlaced(
  stage: Stage,
  key: { readonly accessKeyId: string; readonly secret: string } | undefined,
): Promise<void> {
  assert.ok(key, 'The old key is gone, and there is no new one.');
  for (const name of envFiles) assert.equal(await readFile(stage.file(name), 'utf8'), envText(key), name);
}

async function isPlaced(
  stage: Stage,
  key: { readonly accessKeyId: string; readonly secret: string },
): Promise<boolean> {
  const texts = await Promise.all(envFiles.map(name => readFile(stage.file(name), 'utf8')));
  return texts.every(text => text === envText(key));
}
