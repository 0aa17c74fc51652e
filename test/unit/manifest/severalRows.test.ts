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

  it('are deleted as they are selected, and one as it has the keyboard, whatever is selected', () => {
    const acting = keybindings.filter(({ runs }) =>
      runs.some(command => /(rename|delete)Row$/.test(command)),
    );
    const focused = { $treeViewId: 'sinchAccessKeys.projects', $focusedTreeItem: true };
    assert.deepEqual(
      acting.map(({ key, args }) => [key, args]),
      [
        ['f2', focused],
        ['delete', focused],
        ['delete', 'selection'],
      ],
    );
    const [, one, several] = acting;
    assert.ok(clauses(one?.when).includes('!listMultiSelection'));
    assert.ok(clauses(several?.when).includes('listMultiSelection'));
  });
});
