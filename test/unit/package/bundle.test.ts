import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { useStagedProject } from './useStagedProject';

/** Whose code users run beside ours. */
const bundledPackages = [
  'data-uri-to-buffer',
  'fetch-blob',
  'formdata-polyfill',
  'ignore',
  'is-network-error',
  'node-domexception',
  'node-fetch',
  'p-retry',
  'valibot',
  'web-streams-polyfill',
];

describe('the bundle for users', () => {
  const project = useStagedProject();
  const read = (name: string): Promise<string> => readFile(path.join(project(), 'dist', name), 'utf8');

  it('is minified, without source maps or tests', async () => {
    const names = await readdir(path.join(project(), 'dist'));
    assert.deepEqual(names.sort(), ['LICENSES.txt', 'extension.js', 'nodeFetch.js']);
    for (const name of ['extension.js', 'nodeFetch.js']) {
      const text = await read(name);
      assert.ok(text.split('\n').length < text.length / 500, `${name} has many lines`);
      assert.ok(!text.includes('sourceMappingURL'), name);
    }
  });

  it('keeps node-fetch in a file of its own, loaded on first use', async () => {
    // How node-fetch introduces itself to servers.
    assert.match(await read('nodeFetch.js'), /"User-Agent","node-fetch"/);
    const extension = await read('extension.js');
    assert.ok(!extension.includes('node-fetch'));
    assert.match(extension, /\.then\(\(\)=>[\w$]+\(require\("\.\/nodeFetch\.js"\)\)\)/);
    assert.equal(extension.split('nodeFetch.js').length, 2);
  });

  it('loads http and https by the names VS Code puts the user’s proxy and certificates into', async () => {
    for (const name of ['extension.js', 'nodeFetch.js']) {
      assert.doesNotMatch(await read(name), /["']node:https?["']/, name);
    }
    const nodeFetch = await read('nodeFetch.js');
    assert.match(nodeFetch, /require\("http"\)/);
    assert.match(nodeFetch, /require\("https"\)/);
  });

  it('comes with the licence of every package in it', async () => {
    const licences = (await read('LICENSES.txt')).split(/\n-{80}\n\n/);
    assert.deepEqual(
      licences.map(licence => licence.split('\n', 1)[0]),
      bundledPackages,
    );
    for (const licence of licences) assert.match(licence, /Copyright|Permission is hereby granted/);
  });
});
