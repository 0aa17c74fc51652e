import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { sampleSeed } from '../test/emulator/sample';
import { startEmulator } from '../test/emulator/startEmulator';
import { chooseWorkbench } from '../test/workbench/chooseWorkbench';
import { packageVsix } from '../test/workbench/packageVsix';
import { copySampleWorkspace } from '../test/workbench/sampleWorkspace';
import { emulatorSettings } from '../test/workbench/settings';
import { prepareDesktop, startDesktop } from '../test/workbench/startDesktop';
import { installVsix, startServer } from '../test/workbench/startServer';
import { createTemporaryPlace, type TemporaryPlace } from '../test/workbench/temporaryPlace';
import { printSampleCredentials } from './printSampleCredentials';
import { cacheFolder, projectRoot } from '../test/run/projectFolders';
import { untilEnded } from '../test/run/untilEnded';

/**
 * Runs the packaged extension in a real VS Code with a sample project and an emulator, until Ctrl-C or until the
 * window is closed. Ends this process.
 */
export async function start(args: readonly string[]): Promise<never> {
  const asked = untilEnded();
  const place = createTemporaryPlace('sinch-start');
  let failed = false;
  try {
    await Promise.race([run(place, portFrom(args)), asked]);
  } catch (error) {
    failed = true;
    console.error(error instanceof Error ? error.message : error);
  }
  await place.close();
  process.exit(failed ? 1 : 0);
}

/** The `--port` to listen on, 0 for any that is free. */
function portFrom(args: readonly string[]): number {
  const { port = '0' } = parseArgs({ args: [...args], options: { port: { type: 'string' } } }).values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not "${port}".`);

  return Number(port);
}

async function run(place: TemporaryPlace, port: number): Promise<void> {
  const workbench = await chooseWorkbench(cacheFolder, console.log);
  console.log(workbench.description);
  const [vsix, workspace, emulator] = await Promise.all([
    packageVsix(projectRoot, place),
    copySampleWorkspace(place),
    startEmulator({ seed: sampleSeed }),
  ]);
  const settings = emulatorSettings(emulator);
  switch (workbench.kind) {
    case 'server': {
      await installVsix(workbench.parts, place, vsix);
      const server = await startServer({ workbench: workbench.parts, place, settings, workspace, port });
      console.log(`\nOpen ${server.url}/ in a browser on this machine.`);
      printSampleCredentials();
      console.log('\nCtrl-C ends it.');
      await server.ended;
      throw new Error(`VS Code’s server has ended:\n${server.output().trim()}`);
    }
    case 'desktop': {
      await prepareDesktop(workbench.executable, place, [vsix], settings);
      const program = startDesktop(workbench.executable, place, workspace);
      printSampleCredentials();
      console.log('\nClosing the window or Ctrl-C ends it.');
      await once(program, 'exit');
    }
  }
}
