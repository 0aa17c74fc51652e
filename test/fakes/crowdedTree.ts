import type { TreeItem } from 'vscode';
import type { createParts as CreateParts, StartParts } from '../../src/createParts';
import type { SecretVault } from '../../src/storage/secretVault';
import type { AccessKey } from '../../src/sinch/types';
import { withModules } from '../unit/package/loadPackaged';
import { MemoryLog } from './memoryLog';
import { MemoryMemento } from './memoryMemento';
import { MemorySecrets } from './memorySecrets';
import { rowsVscode } from './rowsVscode';

/** Keys in each project: as many as Sinch allows. */
const keysEach = 10;

export interface CrowdedTree {
  readonly parts: StartParts;
  /** The calls of SecretStorage since the keys were made known. */
  readonly calls: { readonly get: number; readonly keys: number };
  /** Makes the keys of all projects known, as if they had just been listed. Over once nothing that follows is under way. */
  acceptKeys(): Promise<void>;
  /** All rows, asked for as VS Code does: those of all projects at once, and the look of each as soon as it is there. */
  allRows(): Promise<readonly TreeItem[]>;
  dispose(): void;
}

/** The product's own tree of many projects, signed in, each with all the keys it can have. Runs in plain Node. */
export async function openCrowdedTree(projectCount: number): Promise<CrowdedTree> {
  const ids = Array.from({ length: projectCount }, (_, index) => `project-${String(index).padStart(6, '0')}`);
  const stored = new MemorySecrets();
  for (const id of ids) {
    stored.values.set(
      `credential:${id}`,
      JSON.stringify({ kind: 'keyPair', keyId: `${id}-key-0`, keySecret: 'secret' }),
    );
  }
  const globalState = new MemoryMemento();
  await globalState.update(
    'projects',
    ids.map(id => ({ id })),
  );
  const calls = { get: 0, keys: 0 };
  const secrets = counted(stored, calls);
  const { createParts } = await withModules(
    request => (request === 'vscode' ? rowsVscode : undefined),
    require => {
      // Loaded by the tree when it needs it, which is once nothing stands in for VS Code any more.
      require('../../../src/tree/words');
      return require('../../../src/createParts') as { readonly createParts: typeof CreateParts };
    },
  );
  const { parts, disposable } = createParts({
    globalState,
    secrets,
    log: new MemoryLog(),
    userAgent: 'test',
    session: 'session',
    isAlive: () => undefined,
    endpoints: () => ({ accountUrl: 'http://127.0.0.1:9', tokenUrl: 'http://127.0.0.1:9' }),
  });
  const { tree } = parts;
  return {
    parts,
    calls,
    acceptKeys: async () => {
      for (const id of ids) parts.keys.accept(id, keysOf(id));
      await secrets.idle();
      calls.get = calls.keys = 0;
    },
    allRows: async () => {
      const projects = await tree.getChildren();
      const projectRows = projects.map(project => tree.getTreeItem(project));
      const rows = projects.map(async project =>
        (await tree.getChildren(project)).map(row => tree.getTreeItem(row)),
      );
      return [...projectRows, ...(await Promise.all(rows)).flat()];
    },
    dispose: () => {
      disposable.dispose();
    },
  };
}

function keysOf(projectId: string): readonly AccessKey[] {
  return Array.from({ length: keysEach }, (_, index) => ({
    projectId,
    accessKeyId: `${projectId}-key-${index}`,
    displayName: `service ${(index * 7) % keysEach} of ${projectId}`,
    createTime: new Date(Date.UTC(2026, index, 1)),
    updateTime: new Date(Date.UTC(2026, index, 2)),
  }));
}

/** Answers as the real one does, from another process: never in the turn in which it was asked. */
function counted(
  secrets: SecretVault,
  calls: { get: number; keys: number },
): SecretVault & { idle(): Promise<void> } {
  let waiting = 0;
  const later = async <T>(answer: PromiseLike<T>): Promise<T> => {
    waiting += 1;
    await nextTurn();
    waiting -= 1;
    return answer;
  };
  return {
    get: key => {
      calls.get += 1;
      return later(secrets.get(key));
    },
    store: (key, value) => later(secrets.store(key, value)),
    delete: key => later(secrets.delete(key)),
    keys: () => {
      calls.keys += 1;
      return later(secrets.keys());
    },
    onDidChange: listener => secrets.onDidChange(listener),
    idle: async () => {
      do await nextTurn();
      while (waiting > 0);
    },
  };
}

function nextTurn(): Promise<unknown> {
  return new Promise(setImmediate);
}
