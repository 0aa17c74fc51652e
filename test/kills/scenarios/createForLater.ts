import assert from 'node:assert/strict';
import { createdName, createKey } from '../createKey';
import { assertNotLost, keysMade } from '../safety';
import { emptySpareText, spareFile } from '../sampleFiles';
import type { Scenario } from '../scenario';

export const createForLater: Scenario = {
  name: 'creating a key and leaving its secret for later',
  files: { [spareFile]: emptySpareText },
  run: async ({ window }) => {
    await createKey(window);
    await window.quickInput.pick('Later');
    await window.quickInput.waitUntilClosed();
    await window.tree.row(`Secret of “${createdName}”`).waitFor();
  },
  check: async stage => {
    const made = keysMade(stage);
    assert.ok(made.length <= 1, `${made.length} keys were made.`);
    for (const key of made) await assertNotLost(stage, key, []);
  },
};
