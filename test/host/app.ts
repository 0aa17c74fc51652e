import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { extensions, type Memento, type TreeItem } from 'vscode';
import type { Parts } from '../../src/commands/parts';
import { createCommandParts } from '../../src/createCommandParts';
import { createParts } from '../../src/createParts';
import { createEditorParts } from '../../src/editor/openEditor';
import type { EnvSettings } from '../../src/envFiles/envFiles';
import type { Endpoints } from '../../src/projects/addresses';
import type { Machine } from '../../src/projects/machinePairs';
import type { Credential } from '../../src/sinch/types';
import type { SecretVault } from '../../src/storage/secretVault';
import type { Node } from '../../src/tree/nodes';
import type { Emulator, EmulatorOptions, SeedProject } from '../emulator/contract';
import { startEmulator } from '../emulator/startEmulator';
import { MemoryLog } from '../fakes/memoryLog';
import { MemoryMemento } from '../fakes/memoryMemento';
import { MemorySecrets } from '../fakes/memorySecrets';
import { ScriptedPrompts } from '../fakes/scriptedPrompts';

/** The extension's parts in a real extension host, with an emulated Sinch behind them and a scripted user before them. */
export interface App {
  readonly parts: Parts;
  readonly emulator: Emulator;
  readonly secrets: MemorySecrets;
  readonly state: MemoryMemento & Memento;
  readonly session: string;
  readonly log: MemoryLog;
  readonly prompts: ScriptedPrompts;
  readonly revealed: readonly Node[];
  /** The labels below a project, or of the projects, as the tree shows them. */
  labels(node?: Node): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** So that every row says `3 days ago`. */
const createTime = new Date(Date.now() - (3 * 24 + 1) * 60 * 60 * 1000).toISOString();

export const demo = {
  projectId: 'demo-project',
  keys: [
    { accessKeyId: 'demo-key-1', secret: 'demo-secret-1', displayName: 'production', createTime },
    { accessKeyId: 'demo-key-2', secret: 'demo-secret-2', displayName: 'staging', createTime },
  ],
} as const satisfies SeedProject;

export const demoPair = { kind: 'keyPair', keyId: 'demo-key-1', keySecret: 'demo-secret-1' } as const;

export interface AppOptions {
  readonly projects?: readonly SeedProject[];
  /** True: the demo project has been added and is signed in with its first key. */
  readonly signedIn?: boolean;
  /** What another window already works with. */
  readonly sharedWith?: Pick<App, 'secrets' | 'state'>;
  /** Where Sinch is; an emulator of its own by default. */
  readonly endpoints?: Endpoints;
  /** The session of its window; one of its own by default. */
  readonly session?: string;
  readonly envSettings?: Partial<EnvSettings>;
  /** Where secrets are kept; in memory by default. */
  readonly vault?: SecretVault;
  /** Awaited by the emulator on both sides of each request. */
  readonly onRequest?: EmulatorOptions['onRequest'];
  /** What searches run in a thread; what users get by default. */
  readonly searchScript?: string;
  /** What the machine has of Sinch; nothing by default. */
  readonly machine?: Partial<Machine>;
}

const defaultEnvSettings: EnvSettings = {
  save: true,
  preview: false,
  names: { projectId: '', keyId: '', keySecret: '' },
};

export async function openApp({
  projects = [demo],
  signedIn = false,
  sharedWith,
  session = randomUUID(),
  endpoints,
  envSettings,
  vault,
  onRequest,
  searchScript = path.join(extensionFolder(), 'dist', 'search.js'),
  machine,
}: AppOptions = {}): Promise<App> {
  const emulator = await startEmulator({
    seed: { projects },
    descriptionFile: descriptionFile(),
    ...(onRequest && { onRequest }),
  });
  const secrets = sharedWith?.secrets ?? new MemorySecrets();
  const state = sharedWith?.state ?? new MemoryMemento();
  const log = new MemoryLog();
  const prompts = new ScriptedPrompts();
  const revealed: Node[] = [];
  const start = createParts({
    globalState: state,
    secrets: vault ?? secrets,
    log,
    session,
    isAlive: () => undefined,
    userAgent: 'sinch-access-keys/test',
    endpoints: () => {
      const { accountUrl, tokenUrl } = endpoints ?? emulator;
      return { accountUrl, tokenUrl };
    },
  });
  const editing = createEditorParts(start.parts, state);
  const { parts, disposable } = createCommandParts(
    { ...start.parts, ...editing },
    {
      globalState: state,
      prompts,
      clearClipboardAfter: () => 0,
      searchScript,
      machine: { variables: {}, home: path.join(extensionFolder(), 'dist', 'no-such-home'), ...machine },
      envSettings: () => ({ ...defaultEnvSettings, ...envSettings }),
    },
  );
  const view: Parts['view'] = {
    selection: [],
    reveal: node => {
      revealed.push(node);
      return Promise.resolve();
    },
  };
  if (signedIn) {
    await storeCredential({ parts }, demo.projectId, demoPair);
    await parts.projects.add({ id: demo.projectId });
  }
  return {
    parts: { ...parts, view, askedBy: 'person' },
    emulator,
    secrets,
    state,
    session,
    log,
    prompts,
    revealed,
    async labels(node) {
      const rows = await parts.tree.getChildren(node);
      return rows.map(row => {
        const { label, description } = parts.tree.getTreeItem(row);
        assert.ok(typeof label === 'string');
        return typeof description === 'string' && description !== '' ? `${label} | ${description}` : label;
      });
    },
    async close() {
      disposable.dispose();
      editing.keyFiles.knowledge.dispose();
      start.disposable.dispose();
      assert.deepEqual(emulator.violations, []);
      await emulator.close();
      prompts.done();
    },
  };
}

/** The tests are bundled: what the emulator reads beside its own source is found from the extension's folder. */
function descriptionFile(): string {
  return path.join(extensionFolder(), 'test', 'emulator', 'openapi.yaml');
}

function extensionFolder(): string {
  const extension = extensions.getExtension('sinch-access-keys.sinch-access-keys');
  assert.ok(extension);
  return extension.extensionPath;
}

/** Stores a credential as if it had just been proved. */
export async function storeCredential(
  { parts }: { readonly parts: Pick<Parts, 'connections' | 'credentials'> },
  projectId: string,
  credential: Credential,
): Promise<void> {
  const bound = parts.connections.bind(credential);
  parts.connections.using(projectId, bound);
  await parts.credentials.set(projectId, bound);
}

export function projectNode(app: App, projectId: string = demo.projectId): Node {
  return app.parts.tree.node({ kind: 'project', projectId });
}

export function keyNode(app: App, accessKeyId: string, projectId: string = demo.projectId): Node {
  return app.parts.tree.node({ kind: 'key', projectId, accessKeyId });
}

/** The row of a key once a person points at it. */
export async function pointedAt(app: App, accessKeyId: string): Promise<TreeItem> {
  const { tree } = app.parts;
  const node = keyNode(app, accessKeyId);
  return tree.resolveTreeItem(tree.getTreeItem(node), node);
}
