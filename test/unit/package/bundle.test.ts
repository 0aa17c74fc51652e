import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { useStagedProject } from './useStagedProject';

/** Whose code users run beside ours. */
const bundledPackages = [
  'data-uri-to-buffer',
  'fetch-blob',
  'formdata-polyfill',
  'ignore',
  'node-domexception',
  'node-fetch',
  'p-limit',
  'p-map',
  'valibot',
  'web-streams-polyfill',
  'yocto-queue',
];

const files = [
  'afterRows.js',
  'commands.js',
  'editor.js',
  'extension.js',
  'nodeFetch.js',
  'rows.js',
  'search.js',
  'sinch.js',
  'words.js',
];

/** Bytes that are loaded whole whenever a window opens: by its activation, and by that and the first rows together. */
const maxActivation = 6 * 1024;
const maxStart = 50 * 1024;

describe('the bundle for users', () => {
  const project = useStagedProject();
  const read = (name: string): Promise<string> => readFile(path.join(project(), 'dist', name), 'utf8');

  it('is minified, without source maps or tests', async () => {
    const names = await readdir(path.join(project(), 'dist'));
    assert.deepEqual(names.sort(), ['LICENSES.txt', ...files]);
    for (const name of files) {
      const text = await read(name);
      assert.ok(text.split('\n').length < text.length / 500, `${name} has many lines`);
      assert.ok(!text.includes('sourceMappingURL'), name);
    }
  });

  it('keeps node-fetch in a file of its own, loaded on first use', async () => {
    // How node-fetch introduces itself to servers.
    assert.match(await read('nodeFetch.js'), /"User-Agent","node-fetch"/);
    const sinch = await read('sinch.js');
    assert.match(sinch, /\.then\(\(\)=>[\w$]+\(require\("\.\/nodeFetch\.js"\)\)\)/);
    assert.equal(sinch.split('nodeFetch.js').length, 2);
    for (const name of [
      'afterRows.js',
      'commands.js',
      'editor.js',
      'extension.js',
      'rows.js',
      'sinch.js',
      'words.js',
    ])
      assert.ok(!(await read(name)).includes('node-fetch'), name);
  });

  it('starts with one small file, and loads the others on first use', async () => {
    const extension = await read('extension.js');
    const rows = await read('rows.js');
    const activation = Buffer.byteLength(extension);
    const start = activation + Buffer.byteLength(rows);
    assert.ok(activation <= maxActivation && start <= maxStart, `${activation} of ${start} bytes`);
    const loads = (text: string, late: string) => {
      assert.match(text, new RegExp(`[\\w$]+\\(require\\("\\./${late}"\\)\\)`));
      assert.equal(text.split(late).length, 2);
    };
    loads(extension, 'rows.js');
    loads(extension, 'commands.js');
    loads(extension, 'editor.js');
    loads(rows, 'sinch.js');
    loads(rows, 'words.js');
    loads(rows, 'afterRows.js');
  });

  it('starts without rows, and shows rows without commands, `.env` engine, or the steps of a rotation', async () => {
    const { metafile } = await build({
      absWorkingDir: project(),
      entryPoints: ['src/extension.ts', 'src/openRows.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      splitting: true,
      external: ['vscode'],
      outdir: 'unwritten',
      write: false,
      metafile: true,
    });
    assert.deepEqual(modulesOf(metafile, 'unwritten/extension.js'), [
      'src/extension.ts',
      'src/ids.ts',
      'src/onFirstUse.ts',
      'src/registerCommands.ts',
    ]);
    const rows = modulesOf(metafile, 'unwritten/openRows.js');
    assert.ok(rows.includes('src/tree/accessKeysTree.ts'));
    assert.deepEqual(
      rows.filter(module => /^src\/(commands|dotenv|envFiles|ui)\//.test(module)),
      [],
    );
    assert.deepEqual(
      rows.filter(module => /^src\/rotation\/.*(?:batch|begin|create|replace|run|steps|undo)/i.test(module)),
      [],
    );
    assert.deepEqual(packagesOf(rows), ['valibot']);
  });

  it('holds each class once, so that all files mean the same by it', async () => {
    const texts = await Promise.all(files.filter(name => name !== 'nodeFetch.js').map(read));
    const names = texts.flatMap(text => [...text.matchAll(/\bname="(\w+Error)"/g)].map(([, name]) => name));
    assert.ok(names.includes('SignedOutError') && names.includes('UserError'), names.join());
    assert.deepEqual(names, [...new Set(names)]);
  });

  it('loads http and https by the names VS Code puts the user’s proxy and certificates into', async () => {
    for (const name of files) assert.doesNotMatch(await read(name), /["']node:https?["']/, name);

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

/** Of an output, and of what it can't be loaded without. */
function modulesOf({ outputs }: Metafile, file: string): readonly string[] {
  const needed = new Set([file]);
  for (const name of needed) {
    for (const { path: imported, kind, external } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) needed.add(imported);
  }
  return [...needed].flatMap(name => Object.keys(outputs[name]?.inputs ?? {})).sort();
}

function packagesOf(modules: readonly string[]): readonly string[] {
  return modules.flatMap(module => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? []);
}
