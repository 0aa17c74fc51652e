import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { quietSettings, writeUserSettings } from '../workbench/settings';
import { desktopArguments, desktopFolders } from '../workbench/startDesktop';
import type { HostRun } from './hostRun';

/** Runs the tests in the extension host of a desktop VS Code. Resolves when they have ended. */
export async function runOnDesktop(executable: string, run: HostRun): Promise<void> {
  const { place, root, tests, workspace, settings, env, log, patience } = run;
  const { userData, extensions } = desktopFolders(place);
  await mkdir(extensions, { recursive: true });
  await writeUserSettings(userData, { ...quietSettings, ...settings });
  const program = place.spawn(
    executable,
    [
      ...desktopArguments(place, workspace),
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${tests}`,
      '--disable-extensions',
    ],
    { env: { ...process.env, ...env } },
  );
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', log);
  await once(program, 'exit', { signal: AbortSignal.timeout(patience) });
}
