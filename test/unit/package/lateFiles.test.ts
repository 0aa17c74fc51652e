import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { MemoryMemento } from '../../fakes/memoryMemento';
import { MemorySecrets } from '../../fakes/memorySecrets';
import { startEmulator } from '../../emulator/startEmulator';
import type { Emulator } from '../../emulator/contract';
import { anything, withModules } from './loadPackaged';
import { useStagedProject } from './useStagedProject';

interface Tree {
  getChildren(node?: unknown): Promise<{ readonly kind: string }[]>;
}

type Handler = (...given: unknown[]) => Promise<unknown>;

/** An `EventEmitter` as VS Code has it. */
class Emitter {
  private readonly emitter = new EventEmitter();
  readonly event = (listener: (value: unknown) => void) => {
    this.emitter.on('event', listener);
    return { dispose: () => this.emitter.off('event', listener) };
  };
  fire(value: unknown): void {
    this.emitter.emit('event', value);
  }
  dispose(): void {
    this.emitter.removeAllListeners();
  }
}

describe('the files that are loaded late', () => {
  const project = useStagedProject();
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({
      seed: {
        projects: [
          {
            projectId: 'demo-project',
            keys: [{ accessKeyId: 'demo-key', secret: 'demo-secret', displayName: 'demo' }],
          },
        ],
      },
    });
  });
  afterEach(() => emulator.close());

  /** The packaged extension, activated beside a VS Code that knows what it registers. */
  async function activated(
    keySecret: string,
    task: (extension: {
      readonly tree: Tree;
      readonly run: (id: string) => Promise<unknown>;
      readonly told: string[];
    }) => Promise<void>,
  ): Promise<void> {
    const globalState = new MemoryMemento();
    await globalState.update('projects', [{ id: 'demo-project' }]);
    const secrets = new MemorySecrets();
    const origins = { account: emulator.accountUrl, token: emulator.accountUrl };
    await secrets.store(
      'credential:demo-project',
      JSON.stringify({ kind: 'keyPair', keyId: 'demo-key', keySecret, origins }),
    );
    const handlers = new Map<string, Handler>();
    const told: string[] = [];
    const trees: Tree[] = [];
    const settings: Readonly<Record<string, string>> = {
      'api.accountUrl': emulator.accountUrl,
      'api.tokenUrl': emulator.tokenUrl,
    };
    const log = {
      info: () => undefined,
      warn: (text: string) => told.push(text),
      error: (text: string) => told.push(text),
      show: () => told.push('shown'),
      dispose: () => undefined,
    };
    const vscode = stub({
      EventEmitter: Emitter,
      l10n: { t: (text: string) => text },
      commands: stub({
        registerCommand: (id: string, handler: Handler) => handlers.set(id, handler),
        executeCommand: () => Promise.resolve(),
      }),
      window: stub({
        createOutputChannel: () => log,
        createTreeView: (_: string, { treeDataProvider }: { treeDataProvider: Tree }) => {
          trees.push(treeDataProvider);
          return anything;
        },
      }),
      workspace: stub({
        getConfiguration: () => ({ get: (key: string, fallback: unknown) => settings[key] ?? fallback }),
      }),
    });
    await withModules(
      request => (request === 'vscode' ? vscode : undefined),
      async require => {
        const dist = path.join(project(), 'dist');
        const { activate } = require(path.join(dist, 'extension.js')) as { activate: Handler };
        const extension = { packageJSON: { version: '1.0.0' } };
        void activate({ globalState, secrets, extension, subscriptions: [] });
        const [tree] = trees;
        assert.ok(tree);
        await task({ tree, told, run: id => handlers.get(id)?.() ?? Promise.reject(new Error(id)) });
        for (const file of Object.keys(require.cache))
          if (file.startsWith(dist)) Reflect.deleteProperty(require.cache, file);
      },
    );
  }

  /** `known`, and anything for what else is asked for. */
  function stub(known: object): object {
    return new Proxy(known, {
      get: (_, key) => (Object.hasOwn(known, key) ? Reflect.get(known, key) : anything) as unknown,
    });
  }

  it('carry out commands', async () => {
    await activated('demo-secret', async ({ run, told }) => {
      await run('sinchAccessKeys.showLog');
      assert.deepEqual(told, ['shown']);
    });
  });

  it('ask Sinch', async () => {
    await activated('demo-secret', async ({ tree }) => {
      const [demo] = await tree.getChildren();
      const rows = await tree.getChildren(demo);
      assert.deepEqual(
        rows.map(({ kind }) => kind),
        ['key'],
      );
    });
  });

  it('fail with the errors that the start knows', async () => {
    await activated('another-secret', async ({ tree }) => {
      const [demo] = await tree.getChildren();
      const rows = await tree.getChildren(demo);
      assert.deepEqual(
        rows.map(({ kind }) => kind),
        ['signedOut'],
      );
    });
  });
});
