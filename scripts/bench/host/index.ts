import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  commands,
  type Extension,
  extensions,
  Position,
  type SecretStorage,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { createAndInsert, type Flow, type Rotated, rotate } from '../../../test/host/flows';

/** Milliseconds each request takes on the emulated network. */
const roundTrip = 100;

/** Milliseconds until an opened editor costs VS Code nothing any more. */
const rest = 500;

/** What one window of VS Code measured. */
export interface HostFigures {
  readonly creates: readonly Flow[];
  readonly rotations: readonly Rotated[];
  /** Milliseconds that VS Code itself takes to edit and save a file, which each flow does. */
  readonly saves: readonly number[];
  /** Milliseconds until the extensions are active. */
  readonly activation: { readonly ours: number; readonly empty: number };
}

/** VS Code calls this inside the extension host. Writes what it measured, or the error, to the file that `BENCH_FIGURES` names. */
export async function run(): Promise<void> {
  const { BENCH_FIGURES: file, BENCH_RUNS: runs } = process.env;
  if (file === undefined) throw new Error('BENCH_FIGURES must name a file.');
  const figures = await measure(Number(runs)).catch((error: unknown) => ({
    error: error instanceof Error ? error.stack : String(error),
  }));
  await writeFile(file, JSON.stringify(figures));
}

async function measure(runs: number): Promise<HostFigures> {
  // First of all, so that neither of the others is the first extension of the window.
  const vault = await named<SecretStorage>('sinch-access-keys.sinch-access-keys').activate();
  const empty = await activationOf(named('bench.empty'));
  const ours = await activationOf(named('bench.sinch-access-keys'));
  const creates: Flow[] = [];
  const rotations: Rotated[] = [];
  const saves: number[] = [];
  for (let each = 0; each < runs; each++) {
    creates.push(await createAndInsert({ vault, roundTrip, rest, rows: true }));
    rotations.push(await rotate({ vault, roundTrip, rest, rows: true }));
    saves.push(await editAndSave(`${each}.env`));
  }
  return { creates, rotations, saves, activation: { ours, empty } };
}

async function editAndSave(name: string): Promise<number> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  const uri = Uri.joinPath(folder.uri, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode('# demo\nOTHER=1\n'));
  const { document } = await window.showTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(2, 0), 'PROJECT_ID=a\nKEY_ID=b\nKEY_SECRET=c\n');
  await sleep(rest);
  const from = performance.now();
  await workspace.applyEdit(edit);
  await document.save();
  const milliseconds = performance.now() - from;
  const { length } = await workspace.fs.readFile(uri);
  if (length < 40) throw new Error(`A file was not saved: ${length} bytes, ${document.isDirty}.`);
  await commands.executeCommand('workbench.action.closeAllEditors');
  await workspace.fs.delete(uri);
  return milliseconds;
}

function named<T>(id: string): Extension<T> {
  const extension = extensions.getExtension<T>(id);
  if (!extension) throw new Error(`There is no ${id}.`);
  return extension;
}

async function activationOf(extension: Extension<unknown>): Promise<number> {
  if (extension.isActive) throw new Error(`${extension.id} is active already.`);
  const from = performance.now();
  await extension.activate();
  return performance.now() - from;
}
