import assert from 'node:assert/strict';
import { readLock, readManifest } from './manifest';

describe('the versions of package.json', () => {
  const manifest = readManifest();
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const { version, packages } = readLock();

  it('are exact', () => {
    for (const [name, wish] of Object.entries(wanted)) assert.match(wish, /^\d+\.\d+\.\d+$/, name);
  });

  it('are the ones package-lock.json installs', () => {
    const root = packages[''];
    assert.equal(version, manifest.version);
    assert.equal(root?.version, manifest.version);
    assert.deepEqual({ ...root.dependencies, ...root.devDependencies }, wanted);
    for (const [name, wish] of Object.entries(wanted))
      assert.equal(packages[`node_modules/${name}`]?.version, wish, name);
  });

  it('come from whatever registry the one who installs uses', () => {
    const pinned = Object.entries(packages).filter(([, entry]) => 'resolved' in entry);
    assert.deepEqual(pinned, []);
  });

  it('promise no older VS Code than the one whose API the code is checked against', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
    assert.equal(packages['node_modules/@types/vscode']?.version, manifest.engines.vscode.slice(1));
  });
});
