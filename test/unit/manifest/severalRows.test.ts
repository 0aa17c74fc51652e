import assert from 'node:assert/strict';
import { readManifest } from './manifest';

/** What acts on every row that is selected. */
const actOnAll = ['copyKeyId', 'copyProjectId', 'deleteKey', 'refresh', 'rotateKey'];

describe('several rows selected at once', () => {
  const { menus, keybindings } = readManifest().contributes;
  const clauses = (when = '') => when.split(' && ');

  it('have in their menu what acts on all of them, and nothing else', () => {
    const items = (menus['view/item/context'] ?? []).filter(({ group = '' }) => !group.startsWith('inline@'));
    const left = items.filter(({ when }) => !clauses(when).includes('!listMultiSelection'));
    const named = left.map(({ command }) => command.replace('sinchAccessKeys.', ''));
    assert.deepEqual([...new Set(named)].sort(), actOnAll);
  });

  it('are deleted as they are selected, and a single row once it is', () => {
    const deleting = keybindings.filter(({ runs }) => runs.includes('sinchAccessKeys.deleteRow'));
    const [several, ...single] = [...deleting].sort((a, b) => a.runs.length - b.runs.length);
    assert.deepEqual(several?.runs, ['sinchAccessKeys.deleteRow']);
    assert.ok(clauses(several.when).includes('listMultiSelection'));
    assert.equal(single.length, 2);
    for (const { runs, when } of single) {
      assert.equal(runs[0], 'list.select');
      assert.ok(clauses(when).includes('!listMultiSelection'), when);
    }
  });
});
