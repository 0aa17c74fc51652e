import path from 'node:path';
import { sampleSeed } from '../emulator/sample';
import { startEmulator } from '../emulator/startEmulator';
import { copySampleWorkspace } from '../workbench/sampleWorkspace';
import { emulatorSettings, quietSettings, writeUserSettings } from '../workbench/settings';
import { createTemporaryPlaceAt } from '../workbench/temporaryPlace';
import { printSampleCredentials } from './printSampleCredentials';
import { cacheFolder } from './projectFolders';
import { runCommand } from './runCommand';
import { untilEnded } from './untilEnded';

/**
 * Lays out what `.vscode/launch.json` starts VS Code with, and runs the emulator until it is ended. Ends this
 * process.
 */
export async function debug(): Promise<never> {
  const asked = untilEnded();
  // A launch configuration can name a fixed folder only.
  const place = createTemporaryPlaceAt(path.join(cacheFolder, 'debug'));
  const prepare = async (): Promise<void> => {
    await runCommand(place, process.execPath, ['esbuild.js']);
    await copySampleWorkspace(place);
    const emulator = await startEmulator({ seed: sampleSeed });
    const settings = { ...quietSettings, ...emulatorSettings(emulator) };
    await writeUserSettings(path.join(place.folder, 'user-data'), settings);
    printSampleCredentials();
    console.log('Ready.');
    await asked;
  };
  let failed = false;
  try {
    await Promise.race([prepare(), asked]);
  } catch (error) {
    failed = true;
    console.error(error instanceof Error ? error.message : error);
  }
  await place.close();
  process.exit(failed ? 1 : 0);
}
