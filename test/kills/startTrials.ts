import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { RequestUnderWay } from '../emulator/contract';
import { sampleSeed } from '../emulator/sample';
import { startEmulator } from '../emulator/startEmulator';
import { cacheFolder, projectRoot } from '../run/projectFolders';
import { eventually } from '../browser/eventually';
import { filesHolding } from '../browser/filesHolding';
import { addSampleProject, sampleKey } from '../browser/steps';
import { Workbench } from '../browser/workbench';
import { installServerWorkbench } from '../workbench/installServerWorkbench';
import { openBrowser } from '../workbench/openBrowser';
import { packagedVsix } from '../workbench/packageVsix';
import { emulatorSettings } from '../workbench/settings';
import { installVsix, startServer, type Server } from '../workbench/startServer';
import { createTemporaryPlace } from '../workbench/temporaryPlace';
import { readFiles, replaceFiles } from './folderFiles';
import type { Stage } from './scenario';
import { startSensorServer } from './sensorServer';
import { seedOf, type Snapshot, type Stored, storedToo } from './snapshot';
import type { Moment, Timeline, Verdict } from './timeline';
import { createWindows } from './windows';

/** One VS Code, one browser and one emulator, in which one run after the other starts from the same state. */
export interface Trials {
  readonly stage: Stage;
  /** The window that is open, if any. */
  readonly windows: readonly Workbench[];
  /** Makes everything as it was, what is left out as at the start, and opens a window. */
  begin(from: Pick<Snapshot, 'files'> & Partial<Snapshot>): Promise<void>;
  /** What there is, as the sensors told. */
  snapshot(): Snapshot;
  /** @throws where something was stored and no sensor told of it. */
  assertAllTold(): Promise<void>;
  /** From now on every durable step asks `timeline`; while it is undefined, none asks. */
  watch(timeline: Timeline | undefined): void;
  /** Closes the window and, once nothing of it is left, opens another, where no step asks. */
  reopen(): Promise<void>;
  /** Returns once they are gone. */
  killExtensionHosts(): Promise<void>;
  /**
   * Where a secret of any run stands in clear text: files of VS Code, of the browser and of the user's home, and what
   * VS Code has written to its console. The workspace's files, which may hold secrets, are left out.
   */
  leaks(): Promise<string[]>;
  close(): Promise<void>;
}

/** @throws where the extension has not been packaged, or VS Code's server can't be had on this machine. */
export async function startTrials(): Promise<Trials> {
  const vsix = packagedVsix(projectRoot);
  if (!existsSync(vsix)) throw new Error('The extension is not packaged: run `npm run package` first.');
  const parts = await installServerWorkbench(cacheFolder, console.log);
  const place = createTemporaryPlace('sinch-kills');
  // Apart from what VS Code keeps, so that a search for secrets can tell one from the other.
  const work = createTemporaryPlace('sinch-work');

  let timeline: Timeline | undefined;
  const reach = async (step: string, side: Moment['side']): Promise<Verdict> =>
    timeline?.reach(step, side) ?? 'goOn';
  const emulator = await startEmulator({
    seed: sampleSeed,
    onRequest: async ({ operation, side, gone }: RequestUnderWay) => {
      if ((await reach(operation, side)) === 'stop' && !gone.aborted) await once(gone, 'abort');
    },
  });
  let told: Stored = { files: {}, storage: { secrets: null } };
  const sensors = await startSensorServer(({ step, side, stored = {} }) => {
    told = storedToo(told, stored);
    return step === '' ? Promise.resolve('goOn') : reach(step, side);
  });
  await installVsix(parts, place, vsix);
  const builtinExtensions = path.join(place.folder, 'no-extensions');
  await mkdir(builtinExtensions);
  const server = await startServer({
    workbench: parts,
    place,
    // A badge of old keys comes some time after its row, and moves the row's buttons away from the pointer.
    settings: { ...emulatorSettings(emulator), 'sinchAccessKeys.maxAgeDays': 0 },
    // Each window would start VS Code's own extensions again, which takes a quarter of its time.
    builtinExtensions,
    env: {
      NODE_OPTIONS: `--require=${path.join(import.meta.dirname, 'filesSensor.cjs')}`,
      SENSOR_URL: sensors.url,
      SENSOR_FOLDER: work.folder,
    },
  });
  const browser = await openBrowser(parts, place, {
    bypassCSP: true,
    // No window lives long enough to win back what its optimizing compilers would take.
    further: ['--js-flags=--no-maglev --no-turbofan'],
  });
  const windows = await createWindows(browser, {
    server: server.url,
    workspace: work.folder,
    sensor: sensors.url,
  });
  const written: string[] = [];
  let window: Workbench | undefined;

  const openWindow = async (): Promise<Workbench> => {
    const page = await windows.open();
    page.on('console', message => written.push(`${message.text()}\n`));
    window = new Workbench(page);
    await window.waitUntilReady();
    return window;
  };
  const openView = async (): Promise<void> => {
    const opened = await openWindow();
    await opened.openView();
    await opened.tree.row(sampleKey.displayName).waitFor();
  };
  const closeWindow = async (): Promise<void> => {
    await window?.page.close();
    window = undefined;
    // VS Code ends them by itself, in its own time.
    await killExtensionHosts(server);
  };

  const secrets = new Set<string>();
  const collectSecrets = (): void => {
    for (const { projectId } of sampleSeed.projects)
      for (const { secret } of emulator.keys(projectId)) secrets.add(secret);
  };

  await addSampleProject(await openWindow());
  await eventually(async () => {
    if ((await windows.stored()).globalState === undefined)
      throw new Error('The project list is not stored.');
  });
  const start = await windows.stored();

  return {
    stage: {
      emulator,
      get window() {
        if (window === undefined) throw new Error('No window is open.');
        return window;
      },
      file: name => path.join(work.folder, name),
    },
    get windows() {
      return window ? [window] : [];
    },
    begin: async ({ files, seed = sampleSeed, storage = start }) => {
      await closeWindow();
      timeline = undefined;
      collectSecrets();
      emulator.reset(seed);
      await replaceFiles(work.folder, files);
      await windows.restore(storage);
      told = { files, storage };
      await openView();
    },
    snapshot: () => ({ seed: seedOf(emulator), ...told }),
    assertAllTold: async () => {
      // Between two looks, a step may have been done.
      await eventually(async () => {
        const storage = await windows.stored();
        assert.deepEqual({ files: await readFiles(work.folder), storage }, told);
      });
    },
    watch: next => {
      timeline = next;
    },
    reopen: async () => {
      await closeWindow();
      timeline = undefined;
      await openView();
    },
    killExtensionHosts: () => killExtensionHosts(server),
    leaks: async () => {
      collectSecrets();
      const told = [...written, server.output()].join('');
      return [
        ...(await filesHolding(place.folder, [...secrets])),
        ...[...secrets].filter(secret => told.includes(secret)).map(secret => `console: ${secret}`),
      ];
    },
    close: async () => {
      await browser.close();
      await server.stop();
      await Promise.all([emulator.close(), sensors.close()]);
      await Promise.all([place.close(), work.close()]);
    },
  };
}

async function killExtensionHosts(server: Server): Promise<void> {
  await eventually(async () => {
    const running = await server.extensionHosts();
    for (const pid of running) process.kill(pid, 'SIGKILL');
    if (running.length > 0) throw new Error(`${running.length} extension hosts are still running.`);
  });
}
