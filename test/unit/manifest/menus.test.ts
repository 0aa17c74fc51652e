import assert from 'node:assert/strict';
import { previewScheme } from '../../../src/ids';
import { contextKeys } from '../../sources/contextKeys';
import { contextValues } from '../../sources/contextValues';
import { extensionSources, type Sources } from '../../sources/readSources';
import { namesOfFiles } from '../dotenv/namesOfFiles';
import { type MenuItem, readManifest } from './manifest';

/** What the name of a command starts with, in the group of a menu it belongs to. */
const verbs: Readonly<Record<string, RegExp>> = {
  navigation: /^(add|create|refresh|apply|discard)/,
  inline: /./,
  '0_create': /^(add|create|refresh)/,
  '0_place': /^insert/,
  '1_check': /^(verify|fix)/,
  '1_copy': /^copy/,
  '1_open': /^(open|show)/,
  '2_modify': /^(rename|signIn|rotate|resume|settle)/,
  '9_danger': /^(remove|delete|drop|forget)/,
};

/** Rows that run a command when chosen, or offer nothing, and need no menu. */
const withoutMenu = ['addressChanged', 'loadFailed', 'noKeys', 'signedOut', 'underWay', 'use'];

describe('the menus of package.json', () => {
  const { commands, menus, keybindings, views, viewsContainers, viewsWelcome, walkthroughs } =
    readManifest().contributes;
  const groups = Object.entries(menus).filter(([menu]) => menu !== 'commandPalette');
  const grouped = groups.flatMap(([, items]) => items);
  const rows = menus['view/item/context'] ?? [];
  const iconOf = new Map(commands.map(({ command, icon }) => [command, icon]));
  let sources: Sources;
  before(() => {
    sources = extensionSources();
  });

  it('name commands that exist', () => {
    const named = [
      ...Object.values(menus).flatMap(items => items.map(({ command }) => command)),
      ...keybindings.flatMap(({ runs }) => runs),
    ].filter(command => !command.startsWith('list.'));
    assert.deepEqual(
      named.filter(command => !iconOf.has(command)),
      [],
    );
  });

  it('put every command into the group that fits it, at a place of its own', () => {
    for (const { command, group = '' } of grouped) {
      const [, name = '', position] = /^(\w+)@(\d+)$/.exec(group) ?? [];
      assert.ok(position !== undefined, `${command}: ${group}`);
      assert.match(command.replace('sinchAccessKeys.', ''), verbs[name] ?? /^(?!)/, group);
    }
  });

  it('give an icon to every command that shows as a button', () => {
    const buttons = grouped.filter(({ group = '' }) => /^(inline|navigation)@/.test(group));
    assert.ok(buttons.length > 0);
    for (const { command } of buttons) assert.match(iconOf.get(command) ?? '', /^\$\([\w-]+\)$/, command);
  });

  it('belong to the kinds of rows the tree has', () => {
    const kinds = contextValues(sources);
    for (const item of rows) {
      assert.ok(
        [...kinds].some(kind => isOn(item, kind)),
        item.when,
      );
    }
    const bare = [...kinds].filter(kind => !rows.some(item => isOn(item, kind)));
    assert.deepEqual(bare.sort(), withoutMenu);
  });

  it('show a row no two commands in one place, and none twice in its menu', () => {
    for (const kind of contextValues(sources)) {
      const items = rows.filter(item => isOn(item, kind));
      const menu = items.filter(({ group = '' }) => !group.startsWith('inline@'));
      assertDistinct(items.map(({ group }) => group ?? ''));
      assertDistinct(menu.map(({ command }) => command));
      for (const { command } of items) {
        assert.ok(
          menu.some(item => item.command === command),
          `${command} is a button of ${kind}, but not in its menu`,
        );
      }
    }
  });

  it('depend on views and context keys that exist', () => {
    const known = new Set([
      ...Object.values(views).flatMap(list => list.map(({ id }) => id)),
      ...contextKeys(sources),
    ]);
    const clauses = [...Object.values(menus).flat(), ...keybindings, ...viewsWelcome].map(
      ({ when = '' }) => when,
    );
    const events = walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ completionEvents }) => completionEvents),
    );
    const named = [...clauses, ...events].flatMap(when => when.match(/sinchAccessKeys[\w.]*/g) ?? []);
    assert.deepEqual([...new Set(named)].sort(), [...known].sort());
    assert.deepEqual(
      viewsWelcome.filter(({ view }) => !known.has(view)),
      [],
    );
  });

  it('act on the rows and keys of the one view only', () => {
    for (const { when } of [...rows, ...(menus['view/title'] ?? [])])
      assert.match(when ?? '', /^view == sinchAccessKeys\.projects(?: && |$)/);

    const ofRows = keybindings.filter(({ runs }) => !runs.some(answersPreview));
    assert.ok(ofRows.length > 0);
    for (const { when } of ofRows)
      assert.match(when, /^focusedView == sinchAccessKeys\.projects && listFocus && !inputFocus(?: && |$)/);
  });

  it('have in the title of the view nothing that acts on a row: VS Code hands it the one with the focus', () => {
    const onRows = new Set(rows.map(({ command }) => command));
    const shared = (menus['view/title'] ?? []).filter(({ command }) => onRows.has(command));
    // It shows the same page whatever it is called on.
    assert.deepEqual(
      shared.map(({ command }) => command),
      ['sinchAccessKeys.openDashboard'],
    );
  });

  it('answer the diff that shows a change in its title, and by keys while it has them', () => {
    const titled = (menus['editor/title'] ?? []).filter(({ command }) => answersPreview(command));
    assert.deepEqual(
      titled.map(({ when }) => when),
      [`resourceScheme == ${previewScheme}`, `resourceScheme == ${previewScheme}`],
    );
    const keys = keybindings.filter(({ runs }) => runs.some(answersPreview));
    assert.deepEqual(keys.flatMap(({ runs }) => runs).sort(), titled.map(({ command }) => command).sort());
    for (const { when } of keys) {
      const clauses = when.split(' && ');
      assert.deepEqual(clauses.slice(0, 2), [`resourceScheme == ${previewScheme}`, 'isInDiffEditor']);
      assert.match(clauses[2] ?? '', /^editor(Text)?Focus$/);
    }
  });

  it('offer in the title of a key file, whatever editor shows it, what lenses offer', () => {
    const others = (menus['editor/title'] ?? []).filter(({ command }) => !answersPreview(command));
    assert.deepEqual(others.map(({ command }) => command.replace('sinchAccessKeys.', '')).sort(), [
      'addProject',
      'fixKeyFile',
      'insertIntoEnv',
      'rotateKey',
      'showKey',
      'verifyKey',
    ]);
    const [when = '', ...rest] = new Set(others.map(item => item.when));
    assert.deepEqual(rest, []);
    const [, pattern = '', flags] = /^resourceFilename =~ \/(.*)\/(i)$/.exec(when) ?? [];
    for (const [kind, ...names] of namesOfFiles) {
      if (kind !== 'target' && kind !== 'shell') continue;
      for (const name of names) assert.match(name, new RegExp(pattern, flags));
    }
    assert.doesNotMatch('notes.txt', new RegExp(pattern, flags));
  });

  it('sit in a container that exists', () => {
    const containers = Object.values(viewsContainers).flatMap(list => list.map(({ id }) => id));
    assert.deepEqual(Object.keys(views), containers);
  });
});

/** Whether an item shows on rows of this context value. */
function isOn({ when = '' }: MenuItem, contextValue: string): boolean {
  const clauses = when.split(' && ').filter(clause => clause.includes('viewItem'));
  assert.equal(clauses.length, 1, `one condition on the row: ${when}`);
  const [, operator, operand = ''] = /^viewItem (==|=~) (\S+)$/.exec(clauses[0] ?? '') ?? [];
  switch (operator) {
    case '==':
      return operand === contextValue;
    case '=~':
      return new RegExp(operand.slice(1, -1)).test(contextValue);
    default:
      return assert.fail(`no condition this test can read: ${when}`);
  }
}

function answersPreview(command: string): boolean {
  return /\.(apply|discard)Change$/.test(command);
}

function assertDistinct(texts: readonly string[]): void {
  assert.deepEqual(texts, [...new Set(texts)]);
}
