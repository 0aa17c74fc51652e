import assert from 'node:assert/strict';
import { settingsSection } from '../../../src/ids';
import { extensionSources } from '../../sources/readSources';
import { settingReads } from '../../sources/settingReads';
import { readManifest } from './manifest';

describe('the settings of package.json', () => {
  const declared = readManifest().contributes.configuration.properties;

  it('are the ones the code reads, with the defaults it falls back to', () => {
    const read = settingReads(extensionSources())
      .filter(({ name }) => name.startsWith(`${settingsSection}.`))
      .map(({ name, fallback }) => JSON.stringify([name, fallback]));
    const defaults = Object.entries(declared).map(([name, setting]) =>
      JSON.stringify([name, setting.default]),
    );
    assert.deepEqual([...new Set(read)].sort(), defaults.sort());
  });

  it('have defaults of their own type', () => {
    for (const [name, { type, default: value }] of Object.entries(declared))
      assert.equal(type === 'integer' && Number.isInteger(value) ? 'integer' : typeof value, type, name);
  });

  it('keep the workspace from redirecting credentials', () => {
    const redirecting = Object.entries(declared).filter(([name]) => /\.api\.|url/i.test(name));
    assert.ok(redirecting.length > 0);
    for (const [name, { scope }] of redirecting) assert.equal(scope, 'application', name);
  });

  it('each have a place of their own in the settings editor', () => {
    const places = Object.values(declared).map(({ order }) => order);
    assert.deepEqual(places, [...new Set(places)]);
  });
});
