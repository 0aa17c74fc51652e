// Builds the extension into dist/: for development by default, for users with --production, again and again
// with --watch. The tests that run inside the extension host are built beside it, except for users.
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

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

/** @returns {esbuild.BuildOptions[]} */
function extensionBuilds(production) {
  const options = {
    ...shared,
    outdir,
    alias: patchedByVSCode,
    minify: production,
    sourcemap: !production,
  };
  return [
    {
      ...options,
      entryPoints: { extension: 'src/extension.ts' },
      external: ['vscode'],
      plugins: [nodeFetchApart],
    },
    { ...options, entryPoints: { nodeFetch: require.resolve('node-fetch') } },
  ];
}

/** @returns {esbuild.BuildOptions} */
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

/** The licence text of a package: its own file, or where it has none the end of its README. */
function licenceOf(folder) {
  const names = fs.readdirSync(folder);
  const file = names.find(name => /^licen[cs]e/i.test(name));
  if (file !== undefined) return fs.readFileSync(path.join(folder, file), 'utf8');
  const readme = names.find(name => /^readme/i.test(name));
  const text =
    readme && /^(?:#+ *)?licen[cs]e\n[^]*/im.exec(fs.readFileSync(path.join(folder, readme), 'utf8'))?.[0];
  if (!text) throw new Error(`${folder} goes into the bundle, but holds no licence.`);
  return text;
}

/** The licences of everything that was bundled, as their authors want them handed on. */
function licences(results) {
  const packages = new Set(
    results
      .flatMap(({ metafile }) => Object.keys(metafile.inputs))
      .flatMap(input => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map(folder => {
      const name = folder.replace(/^.*node_modules\//, '');
      return `${name}\n\n${licenceOf(path.join(__dirname, folder)).trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

async function build(production) {
  fs.rmSync(production ? outdir : path.join(outdir, 'test'), { recursive: true, force: true });
  const results = await Promise.all(extensionBuilds(production).map(esbuild.build));
  if (production) {
    fs.writeFileSync(path.join(outdir, 'LICENSES.txt'), licences(results));
  } else {
    await esbuild.build(hostTestBuild());
  }
  for (const [file, { bytes }] of results.flatMap(({ metafile }) => Object.entries(metafile.outputs))) {
    if (file.endsWith('.js')) console.log(`${path.basename(file)} ${(bytes / 1024).toFixed(1)} KB`);
  }
}

async function watch() {
  const builds = [...extensionBuilds(false), hostTestBuild()];
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
