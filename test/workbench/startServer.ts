import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServerWorkbench } from './installServerWorkbench';
import { processesOfGroup } from './processesOfGroup';
import { runQuietly } from './runQuietly';
import { quietSettings, writeUserSettings, type Settings } from './settings';
import type { StartedProcess, TemporaryPlace } from './temporaryPlace';

export interface ServerOptions {
  readonly workbench: ServerWorkbench;
  /** The server ends with this place and keeps all its files in it. */
  readonly place: TemporaryPlace;
  /** Of the user, beside the quiet ones. */
  readonly settings: Settings;
  /** Folder that is opened where the page's address names none. */
  readonly workspace?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Off by default: every folder is trusted, and nothing asks. */
  readonly workspaceTrust?: boolean;
  /** Lets a page name an extension and tests to run in the extension host. Off by default. */
  readonly runsTests?: boolean;
  /** Folder of the extensions that come with VS Code; its own by default. */
  readonly builtinExtensions?: string;
  /** Beside what every program here gets. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Server {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  /** All the server has written so far to its standard output and error. */
  output(): string;
  /** Process ids of the extension hosts now running: one for each open window. */
  extensionHosts(): Promise<number[]>;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  /** Ends the server and everything it started. Its data stay until the place is closed. */
  stop(): Promise<void>;
}

/** Where a server of `place` keeps the user's data; nothing it writes goes anywhere else. */
export function serverFolders(place: TemporaryPlace): {
  readonly userData: string;
  readonly extensions: string;
  readonly home: string;
  readonly temporary: string;
} {
  const below = (name: string): string => path.join(place.folder, name);
  return {
    userData: below('user-data'),
    extensions: below('extensions'),
    home: below('home'),
    temporary: below('tmp'),
  };
}

/** Installs a packaged extension into the servers of `place`. */
export async function installVsix(
  workbench: ServerWorkbench,
  place: TemporaryPlace,
  vsix: string,
): Promise<void> {
  const program = await spawnServer(workbench, place, ['--install-extension', vsix], {});
  await runQuietly('Installing the packaged extension', program);
}

/**
 * Starts VS Code's server on 127.0.0.1, without any login.
 * @throws with the server's output when it ends before it listens.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { workbench, place, settings, workspace, port = 0 } = options;
  const { userData } = serverFolders(place);
  await writeUserSettings(userData, { ...quietSettings, ...settings });
  const program = await spawnServer(
    workbench,
    place,
    [
      '--auth=none',
      `--bind-addr=127.0.0.1:${port}`,
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--disable-proxy',
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
      ...(options.runsTests === true ? ['--vscode-option=enable-smoke-test-driver'] : []),
      ...(options.builtinExtensions === undefined
        ? []
        : [`--vscode-option=builtin-extensions-dir=${options.builtinExtensions}`]),
      ...(workspace === undefined ? ['--ignore-last-opened'] : [workspace]),
    ],
    options.env ?? {},
  );
  const { pid } = program;
  if (pid === undefined) throw new Error(`VS Code’s server could not be started from ${workbench.node}.`);
  const written: string[] = [];
  const ended = once(program, 'exit');
  const url = await listening(program, written);
  return {
    url,
    port: Number(new URL(url).port),
    output: () => written.join(''),
    extensionHosts: () => processesOfGroup(pid, '--type=extensionHost'),
    ended,
    stop: async () => {
      program.kill('SIGTERM');
      await ended;
    },
  };
}

async function spawnServer(
  workbench: ServerWorkbench,
  place: TemporaryPlace,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<StartedProcess> {
  const { userData, extensions, home, temporary } = serverFolders(place);
  await Promise.all([userData, extensions, home, temporary].map(each => mkdir(each, { recursive: true })));
  const config = path.join(place.folder, 'config.yaml');
  await writeFile(config, 'auth: none\n');
  const { PATH, LANG } = process.env;
  return place.spawn(
    workbench.node,
    [
      workbench.entry,
      `--config=${config}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${extensions}`,
      ...args,
    ],
    { cwd: home, env: { PATH, LANG, HOME: home, TMPDIR: temporary, ...env } },
  );
}

/** Collects the output, and finds the address in it. */
async function listening(program: StartedProcess, written: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = (text: string): void => {
      written.push(text);
      const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(written.join(''))?.[1];
      if (url !== undefined) resolve(url);
    };
    program.stdout.setEncoding('utf8').on('data', read);
    program.stderr.setEncoding('utf8').on('data', read);
    program.once('error', reject);
    program.once('close', () => {
      reject(new Error(`VS Code’s server ended before it listened:\n${written.join('').trim()}`));
    });
  });
}
