import path from 'node:path';
import { sampleSeed } from '../test/emulator/sample';
import { startEmulator } from '../test/emulator/startEmulator';
import { copySampleWorkspace } from '../test/workbench/sampleWorkspace';
import { emulatorSettings, quietSettings, writeUserSettings } from '../test/workbench/settings';
import { createTemporaryPlaceAt } from '../test/workbench/temporaryPlace';
import { printSampleCredentials } from './printSampleCredentials';
import { cacheFolder } from '../test/run/projectFolders';
import { runCommand } from '../test/run/runCommand';
import { untilEnded } from '../test/run/untilEnded';

/**
 * Lays out what `.vscode/launch.json` starts VS Code with, and runs the emulator until it is ended. Ends this
 * process.
 */
export async function debug(): Promise<never> {
  const asked = untilEnded();
  // A launch configuration can name a fixed folder only.
  const place = createTemporaryPlaceAt(path.join(cacheFolder, 'debug'));
  const prepare = async (): Promise<void> => {
    await runCommand(place, process.execPath, ['esbuild.js'], text => process.stdout.write(text));
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
