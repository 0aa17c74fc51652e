import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runQuietly } from './runQuietly';
import { quietSettings, writeUserSettings, type Settings } from './settings';
import type { StartedProcess, TemporaryPlace } from './temporaryPlace';

/** Where a desktop VS Code of `place` keeps its data. Short names: some systems limit a socket's path to 103 bytes. */
export function desktopFolders(place: TemporaryPlace): {
  readonly userData: string;
  readonly extensions: string;
} {
  return { userData: path.join(place.folder, 'u'), extensions: path.join(place.folder, 'x') };
}

/** What a desktop VS Code is started with to keep to `place`, and to itself. */
export function desktopArguments(
  place: TemporaryPlace,
  workspace: string,
  { workspaceTrust = false }: { readonly workspaceTrust?: boolean } = {},
): string[] {
  const { userData, extensions } = desktopFolders(place);
  return [
    workspace,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${extensions}`,
    '--new-window',
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    '--disable-telemetry',
    '--disable-updates',
    '--skip-welcome',
    '--skip-release-notes',
  ];
}

/** Installs packaged extensions into the desktop VS Code of `place`, and writes its user's settings. */
export async function prepareDesktop(
  executable: string,
  place: TemporaryPlace,
  vsixes: readonly string[],
  settings: Settings,
): Promise<void> {
  const { userData, extensions } = desktopFolders(place);
  await mkdir(extensions, { recursive: true });
  await writeUserSettings(userData, { ...quietSettings, ...settings });
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  if (cli === undefined) throw new Error(`${executable} has no command line.`);
  await runQuietly(
    'Installing the packaged extensions',
    place.spawn(
      cli,
      [
        ...args,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${extensions}`,
        ...vsixes.map(vsix => `--install-extension=${vsix}`),
      ],
      // The command line of Windows is a batch file.
      { shell: process.platform === 'win32' },
    ),
  );
}

/** Opens `workspace` in the desktop VS Code of `place`. The program ends when its window is closed. */
export function startDesktop(executable: string, place: TemporaryPlace, workspace: string): StartedProcess {
  return place.spawn(executable, desktopArguments(place, workspace));
}
