import assert from 'node:assert/strict';
import { sampleProject } from '../../browser/steps';
import { createdName, createKey } from '../createKey';
import { assertNotLost, assertWhole, keysMade } from '../safety';
import { emptySpareText, envText, spareFile } from '../sampleFiles';
import type { Scenario } from '../scenario';

const envFile = '.env';
const [, oldKey] = sampleProject.keys;
if (!oldKey) throw new Error('The sample project has no second key.');
const oldText = envText(oldKey);

export const createAndInsert: Scenario = {
  name: 'creating a key and inserting it into the active .env',
  files: { [envFile]: oldText, [spareFile]: emptySpareText },
  run: async ({ window, file }) => {
    await window.openFile(file(envFile));
    await createKey(window);
    await window.quickInput.pick(`Replace “${oldKey.displayName}” in ${envFile}`);
    await window.notifications.waitFor(`The access key was inserted into ${envFile}.`);
    await window.tree.row(`Secret of “${createdName}”`).waitFor({ state: 'hidden' });
  },
  check: async stage => {
    const made = keysMade(stage);
    assert.ok(made.length <= 1, `${made.length} keys were made.`);
    await assertWhole(stage, envFile, [oldText, ...made.map(envText)]);
    for (const key of made) await assertNotLost(stage, key, [envFile]);
  },
};
