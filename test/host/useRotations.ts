import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { workspace } from 'vscode';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import type { EmulatedKey } from '../emulator/contract';
import { type App, type AppOptions, demo, keyNode, openApp, projectNode } from './app';
import { isoDay } from './days';

export const [production, staging] = demo.keys;

/** The row that begins to rotate `staging`. */
export const begin = { pick: 'Rotate “staging”' } as const;

/** The name of the key that takes over from `staging`. */
export const successor = `staging ${isoDay(new Date())}`;

/** What each test about rotations has to itself. To be read inside a test. */
export interface RotationUse {
  readonly app: App;
  /** A folder of its own in the workspace: VS Code remembers for a while what a file of the same name held. */
  readonly root: string;
  /** Begins again with an app of these options and another folder. */
  readonly restart: (options: AppOptions) => Promise<void>;
  readonly rotate: (accessKeyId?: string) => Promise<void>;
  /** Does something once the next page is answered: what the files claim was checked before it was shown. */
  readonly afterPage: (act: () => unknown) => void;
  /** The rows of the project. */
  readonly load: () => Promise<readonly string[]>;
  readonly keys: () => readonly EmulatedKey[];
  readonly names: () => readonly string[];
  readonly keyNamed: (name: string) => EmulatedKey;
  /** How many requests of an operation were made. */
  readonly asked: (operation: string) => number;
  /** The entries of rotations. */
  readonly journal: () => readonly string[];
  readonly write: (name: string, text: string) => Promise<void>;
  readonly read: (name: string) => Promise<string>;
}

/** For a `describe`: opens an app that is signed in, and a folder, before each of its tests, and closes both afterwards. */
export function useRotations(): RotationUse {
  let opened: { readonly app: App; readonly root: string } | undefined;
  const open = async (options: AppOptions): Promise<void> => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    opened = {
      app: await openApp({ signedIn: true, ...options }),
      root: await mkdtemp(path.join(folder.uri.fsPath, 'rotated-')),
    };
  };
  const close = async (): Promise<void> => {
    if (!opened) return;
    const { app, root } = opened;
    opened = undefined;
    await rm(root, { recursive: true, force: true });
    await app.close();
  };
  const now = () => {
    assert.ok(opened, 'no test runs');
    return opened;
  };
  beforeEach(() => open({}));
  afterEach(close);
  const keys = () => now().app.emulator.keys(demo.projectId);
  return {
    get app() {
      return now().app;
    },
    get root() {
      return now().root;
    },
    async restart(options) {
      await close();
      await open(options);
    },
    rotate: (accessKeyId = staging.accessKeyId) =>
      rotateKeys(now().app.parts, keyNode(now().app, accessKeyId), undefined),
    afterPage(act) {
      const { prompts } = now().app;
      const page = prompts.page.bind(prompts);
      prompts.page = async asked => {
        prompts.page = page;
        const hasBegun = await page(asked);
        await act();
        return hasBegun;
      };
    },
    load: () => now().app.labels(projectNode(now().app)),
    keys,
    names: () => keys().map(({ displayName }) => displayName),
    keyNamed(name) {
      const key = keys().find(({ displayName }) => displayName === name);
      assert.ok(key, `no key “${name}”`);
      return key;
    },
    asked: operation => now().app.emulator.requests.filter(request => request.operation === operation).length,
    journal: () => [...now().app.secrets.values.keys()].filter(key => key.startsWith('rotation:')),
    write: (name, text) => writeFile(path.join(now().root, name), text),
    read: name => readFile(path.join(now().root, name), 'utf8'),
  };
}

/** A `.env` file that holds a key, and more. */
export function pairOf({
  accessKeyId,
  secret,
}: {
  readonly accessKeyId: string;
  readonly secret: string;
}): string {
  return `# kept\nSINCH_KEY_ID=${accessKeyId}\nSINCH_KEY_SECRET="${secret}"\nPORT=1\n`;
}
