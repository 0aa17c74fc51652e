// Builds the extension into dist/: for development by default, for users with --production, again and again
// with --watch. The tests that run inside the extension host are built beside it, except for users.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');
const { licencesOf } = require('./scripts/licences');

const outdir = path.join(__dirname, 'dist');
const hostTests = path.join('test', 'host');

/**
 * VS Code puts the user's proxy and certificates into modules loaded by exactly these names, and node-fetch asks
 * for the prefixed ones.
 */
const patchedByVSCode = { 'node:http': 'http', 'node:https': 'https' };

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: __dirname,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  alias: patchedByVSCode,
  logLevel: 'warning',
  metafile: true,
  // `import()` becomes a late `require()`, which VS Code's patches see too.
  supported: { 'dynamic-import': false },
};

/** Keeps node-fetch out of the main bundle: it is loaded from a file of its own on the first request. */
const nodeFetchApart = {
  name: 'node-fetch apart',
  setup(build) {
    build.onResolve({ filter: /^node-fetch$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './nodeFetch.js', external: true } : undefined,
    );
  },
};

/** Gives the client its own copy of the schema library, which has no state: the start holds what it uses itself. */
const clientSchemasApart = {
  name: 'client schemas apart',
  setup(build) {
    build.onResolve(
      { filter: /^valibot$/ },
      async ({ path: name, importer, kind, resolveDir, pluginData }) => {
        if (pluginData !== undefined || !importer.startsWith(path.join(__dirname, 'src', 'sinch')))
          return undefined;
        const found = await build.resolve(name, { importer, kind, resolveDir, pluginData: 'client' });
        return { ...found, suffix: '?client' };
      },
    );
  },
};

/** @returns {esbuild.BuildOptions} */
function extensionBuild(production) {
  return {
    ...shared,
    outdir,
    minify: production,
    sourcemap: !production,
    entryPoints: { extension: 'src/extension.ts' },
    external: ['vscode'],
    plugins: [nodeFetchApart, clientSchemasApart],
  };
}

function nodeFetchBuild(production) {
  const { external, plugins, ...options } = extensionBuild(production);
  return { ...options, entryPoints: { nodeFetch: require.resolve('node-fetch') } };
}

/** The thread of the search for the uses of a key: a file of its own, which no other loads. */
function searchBuild(production) {
  const { external, plugins, ...options } = extensionBuild(production);
  return { ...options, entryPoints: { search: 'src/envFiles/searchWorker.ts' } };
}

/** What users get: the first is loaded by every window, each other one by the first `import()` of its source. */
const userEntries = {
  extension: 'src/extension.ts',
  rows: 'src/openRows.ts',
  words: 'src/tree/words.ts',
  afterRows: 'src/afterRows.ts',
  editor: 'src/editor/openEditor.ts',
  commands: 'src/commands/openCommands.ts',
  sinch: 'src/sinch/client.ts',
};

/**
 * Builds these files so that each module is in one of them only: of a class that was there twice, `instanceof` would
 * know but half. esbuild splits ES modules only, so it splits those, and then makes each part CommonJS: ES modules start
 * slower, and what they import of `http` by name passes by VS Code's patches.
 */
async function buildInParts() {
  const options = extensionBuild(true);
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    entryPoints: userEntries,
    chunkNames: 'shared-[hash]',
    format: 'esm',
    splitting: true,
    supported: {},
    write: false,
  });
  // A part that another takes nothing from has no effects either: without that import, it goes where it is used.
  const parts = new Map(
    outputFiles.map(file => [
      path.basename(file.path),
      file.text.replaceAll(/\bimport"\.\/[\w-]+\.js";/g, ''),
    ]),
  );
  const homes = homesOfParts(parts);
  const built = Object.keys(userEntries).map(entry => {
    const file = `${entry}.js`;
    const shared = [...homes].filter(([part, home]) => home === file && part !== file);
    const contents = [
      `export * from './${file}';`,
      ...shared.map(([part]) => `export * as ${sharedName(part)} from './${part}';`),
    ].join('\n');
    return esbuild.build({
      ...options,
      entryPoints: undefined,
      stdin: { contents, sourcefile: file },
      outdir: undefined,
      outfile: path.join(outdir, file),
      plugins: [partsTogether(parts, homes, file)],
    });
  });
  return [{ metafile: { inputs: metafile.inputs, outputs: {} } }, ...(await Promise.all(built))];
}

/**
 * The file each part is put into: the first of those below that needs it, else the only one that does, else the rows,
 * which all other files load anyway.
 */
function homesOfParts(parts) {
  const entries = Object.keys(userEntries).map(entry => `${entry}.js`);
  const neededBy = file => {
    const needed = new Set([file]);
    for (const part of needed)
      for (const [, taken] of parts.get(part).matchAll(/\bfrom"\.\/([\w-]+\.js)"/g)) needed.add(taken);
    return needed;
  };
  const needs = new Map(entries.map(entry => [entry, neededBy(entry)]));
  const homeOf = part => {
    if (needs.has(part)) return part;
    const users = entries.filter(entry => needs.get(entry).has(part));
    const first = ['extension.js', 'rows.js', 'words.js', 'afterRows.js', 'editor.js'].find(home =>
      users.includes(home),
    );
    return first ?? (users.length === 1 ? users[0] : 'rows.js');
  };
  return new Map([...parts.keys()].map(part => [part, homeOf(part)]));
}

/** Puts the parts that belong into this file, and takes the others from theirs. */
function partsTogether(parts, homes, file) {
  return {
    name: 'parts together',
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path: name, kind }) =>
        kind === 'import-statement'
          ? { path: path.basename(name), namespace: 'part' }
          : { path: name, external: true },
      );
      build.onLoad({ filter: /.*/, namespace: 'part' }, ({ path: part }) => ({
        contents:
          homes.get(part) === file
            ? parts.get(part)
            : `module.exports = require('./${homes.get(part)}').${sharedName(part)};`,
      }));
    },
  };
}

/** What a part is called among the exports of its file: `shared-ABC.js` is `shared_ABC_js`. */
function sharedName(part) {
  return part.replace(/\W/g, '_');
}

function hostTestBuild() {
  const found = fs.readdirSync(path.join(__dirname, hostTests), { recursive: true, encoding: 'utf8' });
  return {
    ...shared,
    outdir: path.join(outdir, hostTests),
    outbase: hostTests,
    entryPoints: ['index.ts', ...found.filter(file => file.endsWith('.test.ts'))].map(file =>
      path.join(hostTests, file),
    ),
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  };
}

async function build(production) {
  fs.rmSync(production ? outdir : path.join(outdir, 'test'), { recursive: true, force: true });
  const results = [
    ...(production ? await buildInParts() : [await esbuild.build(extensionBuild(false))]),
    await esbuild.build(nodeFetchBuild(production)),
    await esbuild.build(searchBuild(production)),
  ];
  if (production) {
    fs.writeFileSync(
      path.join(outdir, 'LICENSES.txt'),
      licencesOf(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))),
    );
  } else {
    await esbuild.build(hostTestBuild());
  }
  for (const [file, { bytes }] of results.flatMap(({ metafile }) => Object.entries(metafile.outputs))) {
    if (file.endsWith('.js')) console.log(`${path.basename(file)} ${(bytes / 1024).toFixed(1)} KB`);
  }
}

async function watch() {
  const builds = [extensionBuild(false), nodeFetchBuild(false), searchBuild(false), hostTestBuild()];
  const contexts = await Promise.all(
    builds.map(options => esbuild.context({ ...options, logLevel: 'info' })),
  );
  await Promise.all(contexts.map(context => context.watch()));
}

const work = process.argv.includes('--watch') ? watch() : build(process.argv.includes('--production'));
work.catch(error => {
  // esbuild has already said what is wrong in the sources.
  if (!Array.isArray(error.errors)) console.error(error);
  process.exitCode = 1;
});
