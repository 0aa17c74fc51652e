import assert from 'node:assert/strict';
import { commandIds } from '../../../src/ids';
import { readManifest, readManifestTexts } from './manifest';

describe('the commands of package.json', () => {
  const { commands, menus, keybindings } = readManifest().contributes;
  const texts = readManifestTexts();
  const hidden = new Set(
    (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command),
  );
  const titleOf = ({ title }: { readonly title: string }) => texts.get(title.slice(1, -1)) ?? '';
  const inPalette = commands.filter(({ command }) => !hidden.has(command));

  it('are the ones the extension registers', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...commandIds].sort());
  });

  it('each have the title of their own name', () => {
    for (const { command, title } of commands)
      assert.equal(title, `%command.${command.replace('sinchAccessKeys.', '')}%`);
  });

  it('each stand below the one category in the palette', () => {
    for (const { category } of commands) assert.equal(category, '%category%');
    assert.equal(texts.get('category'), 'Sinch');
  });

  it('say in the palette, in title case, what they do to what', () => {
    assert.ok(inPalette.length > 0);
    for (const command of inPalette)
      assert.match(titleOf(command), /^\p{Lu}\p{Ll}+( (\p{Lu}\p{L}*|\.env))+…?$/u);
  });

  it('can be told apart in the palette', () => {
    const titles = inPalette.map(titleOf);
    assert.deepEqual(titles, [...new Set(titles)]);
  });

  it('are hidden from the palette only where a key runs them on the selected row', () => {
    const bound = new Set(keybindings.flatMap(({ runs }) => runs));
    assert.deepEqual(
      [...hidden].filter(command => !bound.has(command)),
      [],
    );
  });
});
