import { listFiles, PackageManager } from '@vscode/vsce';
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useStagedProject } from './useStagedProject';

/** Everything a user downloads. */
const packed = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/LICENSES.txt',
  'dist/afterRows.js',
  'dist/commands.js',
  'dist/editor.js',
  'dist/extension.js',
  'dist/nodeFetch.js',
  'dist/rows.js',
  'dist/search.js',
  'dist/sinch.js',
  'dist/words.js',
  'l10n/bundle.l10n.json',
  'media/icon.png',
  'media/icon.svg',
  'media/readme/connect.png',
  'media/readme/keys.png',
  'media/readme/lens.png',
  'media/readme/rotation.png',
  'media/readme/secret.png',
  'package.json',
  'package.nls.json',
];

describe('the packaged extension', () => {
  const project = useStagedProject();

  it('holds what users need and nothing else, whatever lies about', async () => {
    for (const file of [
      '.env',
      'notes.txt',
      'dist/extension.js.map',
      'dist/test/host/index.js',
      'media/a.psd',
    ]) {
      const target = path.join(project(), file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, 'left lying about');
    }
    const files = await listFiles({ cwd: project(), packageManager: PackageManager.None });
    assert.deepEqual(files.map(file => file.replaceAll('\\', '/')).sort(), packed);
  });
});
