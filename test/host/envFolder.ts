import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { commands, type TextDocument, Uri, window, workspace } from 'vscode';
import { type Delivery, insertPair } from '../../src/commands/env/insertPair';
import { UserError } from '../../src/ui/userError';
import { type App, type AppOptions, demo, openApp } from './app';

/** A folder of its own for the files of a test, with what tests do to them. It is outside the workspace. */
export interface EnvFolder {
  readonly folder: string;
  uri(name: string): Uri;
  write(name: string, content: string | Uint8Array): Promise<Uri>;
  read(name: string): Promise<string>;
  /** Writes a file and shows it in the active editor. */
  open(name: string, content: string | Uint8Array): Promise<TextDocument>;
  /** Runs Git there, untouched by the developer's own configuration. @returns what it prints */
  git(...args: readonly string[]): Promise<string>;
  /** Closes the editors and removes the folder. */
  remove(): Promise<void>;
}

export async function createEnvFolder(): Promise<EnvFolder> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'access-keys-')));
  const uri = (name: string): Uri => Uri.file(path.join(folder, name));
  const write = async (name: string, content: string | Uint8Array): Promise<Uri> => {
    await mkdir(path.dirname(uri(name).fsPath), { recursive: true });
    await writeFile(uri(name).fsPath, content);
    return uri(name);
  };
  return {
    folder,
    uri,
    write,
    read: name => readFile(uri(name).fsPath, 'utf8'),
    async open(name, content) {
      const document = await workspace.openTextDocument(await write(name, content));
      await window.showTextDocument(document);
      return document;
    },
    git: (...args) => git(folder, args),
    async remove() {
      await closeEditors();
      await rm(folder, { recursive: true });
    },
  };
}

/** Closes every editor and gives up what is not saved. */
async function closeEditors(): Promise<void> {
  while (window.tabGroups.activeTabGroup.activeTab?.isDirty)
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Runs Git in a folder. @returns what it prints */
export async function git(cwd: string, args: readonly string[]): Promise<string> {
  const none = process.platform === 'win32' ? 'NUL' : '/dev/null';
  const who = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.com'];
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: none };
  const { stdout } = await promisify(execFile)('git', [...who, ...args], { cwd, env });
  return stdout;
}

/** Where there is no Git, what needs none is tested alone. */
export const hasGit: Promise<boolean> = git(os.tmpdir(), ['--version']).then(
  () => true,
  () => false,
);

/** Leaves out the tests of a suite, and says so, if there is no Git. @param untested what is not tested then */
export function needGit(untested: string): void {
  before(async function () {
    if (await hasGit) return;
    console.log(`There is no Git on this machine: ${untested}.`);
    this.test?.parent?.tests.splice(0);
  });
}

export const pair = {
  projectId: demo.projectId,
  keyId: 'demo-key-2',
  keySecret: 'demo-secret-2',
} as const;

export const lines =
  'SINCH_PROJECT_ID=demo-project\nSINCH_KEY_ID=demo-key-2\nSINCH_KEY_SECRET=demo-secret-2\n';

/** A delivery that keeps what becomes of it. */
export function delivery(over: Partial<Delivery> = {}): Delivery & { readonly events: readonly string[] } {
  const events: string[] = [];
  const note = (event: string) => () => {
    events.push(event);
    return Promise.resolve();
  };
  return { pair, onDisk: note('placed'), copySecret: note('copied'), events, ...over };
}

/** What the user is told where `work` can't be done. */
export async function refusal(work: Promise<void>): Promise<UserError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof UserError, String(error));
  return error;
}

/** What each test of a `describe` has to itself. To be read inside a test. */
export interface EnvUse {
  readonly app: App;
  readonly env: EnvFolder;
  /** Begins again with an app of these options and another folder. */
  restart(options: AppOptions): Promise<void>;
  /** Inserts the pair into a file of the folder; `.env` by default. */
  insert(name?: string, to?: Delivery): Promise<void>;
}

/** For a `describe`: opens an app and a folder before each of its tests, and closes both afterwards. */
export function useEnv(options: AppOptions = {}): EnvUse {
  let opened: { readonly app: App; readonly env: EnvFolder } | undefined;
  const open = async (wanted: AppOptions): Promise<void> => {
    opened = { app: await openApp(wanted), env: await createEnvFolder() };
  };
  const close = async (): Promise<void> => {
    await opened?.env.remove();
    await opened?.app.close();
    opened = undefined;
  };
  const now = () => {
    assert.ok(opened, 'no test runs');
    return opened;
  };
  beforeEach(() => open(options));
  afterEach(close);
  return {
    get app() {
      return now().app;
    },
    get env() {
      return now().env;
    },
    async restart(others) {
      await close();
      await open({ ...options, ...others });
    },
    insert: (name = '.env', to = delivery()) => insertPair(now().app.parts, now().env.uri(name), to),
  };
}
