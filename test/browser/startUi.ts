import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Emulator, EmulatorOptions } from '../emulator/contract';
import { sampleSeed } from '../emulator/sample';
import { startEmulator } from '../emulator/startEmulator';
import { cacheFolder, projectRoot } from '../run/projectFolders';
import { chooseWorkbench } from '../workbench/chooseWorkbench';
import { packagedVsix } from '../workbench/packageVsix';
import { copySampleWorkspace } from '../workbench/sampleWorkspace';
import { emulatorSettings, type Settings } from '../workbench/settings';
import { createTemporaryPlace, type TemporaryPlace } from '../workbench/temporaryPlace';
import { startDesktopSession } from './desktopSession';
import { filesHolding } from './filesHolding';
import { startServerSession } from './serverSession';
import { Workbench } from './workbench';

export interface UiOptions {
  /** The sample projects by default. */
  readonly emulator?: EmulatorOptions;
  /** The user's settings, beside those that name the emulator. */
  readonly settings?: Settings;
  /** Files of the workspace beside those of the sample: by path relative to it, their text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether folders must be trusted first; false by default. */
  readonly workspaceTrust?: boolean;
  /** Makes of the workspace what files alone can't say: links, and what Git holds. Given its absolute path. */
  readonly prepare?: (workspace: string) => Promise<void>;
  /** Packs another extension, which is installed beside ours, and says what it has to be started with. */
  readonly other?: (place: TemporaryPlace) => Promise<OtherExtension>;
}

export interface OtherExtension {
  /** Absolute path of its package. */
  readonly vsix: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A real VS Code with the packaged extension, a workspace of its own and an emulator. Nothing is shared. */
export interface Ui {
  readonly emulator: Emulator;
  /** Absolute path of the workspace's folder. */
  readonly workspace: string;
  /** The windows that are open, in the order in which they were opened. */
  readonly windows: readonly Workbench[];
  /** The first window. */
  readonly window: Workbench;
  /** Opens one more window on the same workspace. */
  openWindow(): Promise<Workbench>;
  /** Ends VS Code and starts it again with what it has kept. @returns the window. */
  restart(): Promise<Workbench>;
  /** Ends the extension hosts as a crash would; VS Code starts others by itself. */
  killExtensionHosts(): Promise<void>;
  /** Replaces the user's settings, beside those that name the emulator. */
  setSettings(settings: Settings): Promise<void>;
  /**
   * Where one of `needles` stands in clear text: files of VS Code, of the browser and of the user's home, and what VS
   * Code has written to its console (`console: NEEDLE`). The workspace's files, which may hold secrets, are left out.
   */
  leaks(needles: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
}

/** @throws where the extension has not been packaged. */
export async function startUi(options: UiOptions = {}): Promise<Ui> {
  const vsix = packagedVsix(projectRoot);
  if (!existsSync(vsix)) throw new Error('The extension is not packaged: run `npm run package` first.');
  const installed = await chooseWorkbench(cacheFolder, console.log);
  const place = createTemporaryPlace('sinch-ui');
  // Apart from what VS Code keeps, so that a search for secrets can tell one from the other.
  const work = createTemporaryPlace('sinch-work');
  const workspace = await copySampleWorkspace(work);
  for (const [file, text] of Object.entries(options.files ?? {})) {
    const target = path.join(workspace, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  await options.prepare?.(workspace);
  const emulator = await startEmulator({ seed: sampleSeed, ...options.emulator });
  const other = await options.other?.(place);
  const all = (settings: Settings = {}): Settings => ({ ...emulatorSettings(emulator), ...settings });
  const sessionOptions = {
    vsixes: [vsix, ...(other ? [other.vsix] : [])],
    env: other?.env ?? {},
    workspace,
    settings: all(options.settings),
    workspaceTrust: options.workspaceTrust ?? false,
  };
  const session = await (installed.kind === 'server'
    ? startServerSession(installed.parts, place, sessionOptions)
    : startDesktopSession(installed.executable, place, sessionOptions));

  const windows: Workbench[] = [];
  const openWindow = async (): Promise<Workbench> => {
    const window = new Workbench(await session.openWindow());
    await window.waitUntilReady();
    windows.push(window);
    return window;
  };
  await openWindow();

  return {
    emulator,
    workspace,
    windows,
    get window() {
      const [first] = windows;
      if (first === undefined) throw new Error('No window is open.');
      return first;
    },
    openWindow,
    restart: async () => {
      windows.length = 0;
      await session.stop();
      return openWindow();
    },
    killExtensionHosts: () => session.killExtensionHosts(),
    setSettings: settings => session.setSettings(all(settings)),
    leaks: async needles => [
      ...(await filesHolding(place.folder, needles)),
      ...needles.filter(needle => session.output().includes(needle)).map(needle => `console: ${needle}`),
    ],
    close: async () => {
      await session.stop();
      await emulator.close();
      await Promise.all([place.close(), work.close()]);
    },
  };
}
