import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** What keeps a window still: nothing is fetched, nothing opens by itself, nothing asks. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.autoDetectColorScheme': true,
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Sends the extension's requests to an emulator. Both are settings of the user only, never of a workspace. */
export function emulatorSettings(emulator: {
  readonly accountUrl: string;
  readonly tokenUrl: string;
}): Settings {
  return {
    'sinchAccessKeys.api.accountUrl': emulator.accountUrl,
    'sinchAccessKeys.api.tokenUrl': emulator.tokenUrl,
  };
}

/** Writes the user's settings of a VS Code that keeps its data in `userData`. */
export async function writeUserSettings(userData: string, settings: Settings): Promise<void> {
  const folder = path.join(userData, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}
