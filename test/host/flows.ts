import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, Uri, window, workspace } from 'vscode';
import { createKey } from '../../src/commands/keys/createKey';
import { rotateKeys } from '../../src/commands/rotation/rotateKeys';
import type { SecretVault } from '../../src/storage/secretVault';
import { type App, demo, keyNode, openApp, projectNode } from './app';
import type { RequestUnderWay } from '../emulator/contract';
import { countedVault, countFiles, Counts } from './counted';

export interface Flow {
  /** Milliseconds from the user's answer to the notification, without those in which a request was under way. */
  readonly ours: number;
  readonly requests: number;
  /** How often each thing was asked for. */
  readonly counts: ReturnType<Counts['take']>;
}

export interface Rotated {
  /** From the command to the page. */
  readonly page: Flow;
  /** From the answer on the page to the notification. */
  readonly rotation: Flow;
}

export interface FlowOptions {
  readonly vault: SecretVault;
  /** Milliseconds each request takes on the emulated network; none by default. */
  readonly roundTrip?: number;
  /** Milliseconds in which VS Code ends what an opened editor still has it do, as while a person types; none by default. */
  readonly rest?: number;
  /** Whether the rows of the project are shown, and drawn again with each change. */
  readonly rows: boolean;
}

/** Creates a key and inserts it into the `.env` of the active editor. */
export async function createAndInsert(options: FlowOptions): Promise<Flow> {
  return onStage(options, async ({ app, root, rows, meter }) => {
    const file = path.join(root, '.env');
    await writeFile(file, '# demo\nOTHER=1\n');
    await window.showTextDocument(Uri.file(file));
    await showRows(app, rows);
    app.prompts.will({ text: 'created' }, { pick: 'Insert Into' });
    const flow = await meter(() => createKey(app.parts, projectNode(app)));
    if (!(await readFile(file, 'utf8')).includes('SINCH_KEY_SECRET='))
      throw new Error('Nothing was inserted.');
    return flow;
  });
}

/** Rotates a key that three files hold. */
export async function rotate(options: FlowOptions): Promise<Rotated> {
  return onStage(options, async ({ app, root, rows, meter, mark }) => {
    const [, staging] = demo.keys;
    const text = `# kept\nSINCH_KEY_ID=${staging.accessKeyId}\nSINCH_KEY_SECRET="${staging.secret}"\nPORT=1\n`;
    const files = ['.env', 'api/.env', 'worker/.env'].map(name => path.join(root, name));
    for (const file of files) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await showRows(app, rows);
    let page: Flow | undefined;
    const { prompts } = app;
    const ask = prompts.page.bind(prompts);
    prompts.page = async asked => {
      page = mark();
      const answer = await ask(asked);
      mark();
      return answer;
    };
    prompts.will({ pick: 'Rotate “staging”' });
    const rotation = await meter(() => rotateKeys(app.parts, keyNode(app, staging.accessKeyId), undefined));
    for (const file of files)
      if ((await readFile(file, 'utf8')) === text) throw new Error('A file was left.');
    if (!page) throw new Error('No page was shown.');
    return { page, rotation };
  });
}

async function showRows(app: App, rows: boolean): Promise<void> {
  if (rows) await app.labels(projectNode(app));
  else await app.parts.keys.load(demo.projectId);
}

interface Stage {
  readonly app: App;
  readonly root: string;
  readonly rows: boolean;
  readonly meter: (work: () => Promise<void>) => Promise<Flow>;
  /** What was measured since the work or the last mark. */
  readonly mark: () => Flow;
}

async function onStage<T>(
  { vault, roundTrip = 0, rest = 0, rows }: FlowOptions,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  const counts = new Counts();
  const waits = new Waits();
  const app = await openApp({
    signedIn: true,
    vault: countedVault(vault, counts),
    onRequest: async ({ side }: RequestUnderWay) => {
      if (side === 'before') {
        waits.begin();
        await sleep(roundTrip);
      } else {
        waits.end();
      }
    },
  });
  const root = await mkdtemp(path.join(folder.uri.fsPath, 'bench-'));
  let from = performance.now();
  const mark = (): Flow => {
    const { milliseconds, requests } = waits.take();
    const flow = { ours: performance.now() - from - milliseconds, requests, counts: counts.take() };
    from = performance.now();
    return flow;
  };
  const meter = async (task: () => Promise<void>): Promise<Flow> => {
    await sleep(rest);
    const end = countFiles(counts);
    mark();
    try {
      await task();
      return mark();
    } finally {
      end();
    }
  };
  try {
    return await work({ app, root, rows, meter, mark });
  } finally {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await rm(root, { recursive: true });
    await app.close();
    for (const key of await vault.keys()) await vault.delete(key);
  }
}

/** Sums up the time in which at least one request is under way. */
class Waits {
  private underWay = 0;
  private from = 0;
  private milliseconds = 0;
  private requests = 0;

  begin(): void {
    if (this.underWay === 0) this.from = performance.now();
    this.underWay += 1;
    this.requests += 1;
  }

  end(): void {
    this.underWay -= 1;
    if (this.underWay === 0) this.milliseconds += performance.now() - this.from;
  }

  take(): { readonly milliseconds: number; readonly requests: number } {
    const { milliseconds, requests } = this;
    this.milliseconds = 0;
    this.requests = 0;
    return { milliseconds, requests };
  }
}
