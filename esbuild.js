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
    alias: patchedByVSCode,
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

/** What every window loads when it starts. */
const startFile = 'extension.js';

/** What users get beside it: each is loaded by the first `import()` of its source. */
const lateEntries = {
  commands: 'src/commands/openCommands.ts',
  sinch: 'src/sinch/client.ts',
};

/**
 * Builds the start file and the late ones for users, so that each module is in one of them only: of a class that was
 * there twice, `instanceof` would know but half. esbuild splits ES modules only, so it splits those, and then makes
 * each part CommonJS: ES modules start slower, and what they import of `http` by name passes by VS Code's patches.
 */
async function buildInParts() {
  const options = extensionBuild(true);
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    entryPoints: { ...options.entryPoints, ...lateEntries },
    chunkNames: 'shared-[hash]',
    format: 'esm',
    splitting: true,
    supported: {},
    write: false,
  });
  const parts = new Map(outputFiles.map(file => [path.basename(file.path), file.text]));
  // What only the late files share is there as well: it is little, and a file of its own would cost more.
  const startParts = [...parts.keys()].filter(name => name.startsWith('shared-'));
  const start = [
    `export * from './${startFile}';`,
    ...startParts.map((part, index) => `export * as shared${index} from './${part}';`),
  ];
  const late = [...parts].filter(([name]) => name !== startFile && !startParts.includes(name));
  const files = [[startFile, start.join('\n')], ...late];
  const built = files.map(([name, contents]) =>
    esbuild.build({
      ...options,
      entryPoints: undefined,
      stdin: { contents, sourcefile: name },
      outdir: undefined,
      outfile: path.join(outdir, name),
      plugins: [partsTogether(parts, startParts, name === startFile)],
    }),
  );
  return [{ metafile: { inputs: metafile.inputs, outputs: {} } }, ...(await Promise.all(built))];
}

/** Puts what the start file shares into that file, and has the others take it from there. */
function partsTogether(parts, startParts, isStart) {
  return {
    name: 'parts together',
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path: file, kind }) => {
        const part = path.basename(file);
        return kind === 'import-statement' && (isStart || startParts.includes(part))
          ? { path: part, namespace: 'part' }
          : { path: file, external: true };
      });
      build.onLoad({ filter: /.*/, namespace: 'part' }, ({ path: part }) => ({
        contents: isStart
          ? parts.get(part)
          : `module.exports = require('./${startFile}').shared${startParts.indexOf(part)};`,
      }));
    },
  };
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
  const builds = [extensionBuild(false), nodeFetchBuild(false), hostTestBuild()];
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
