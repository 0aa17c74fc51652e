import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { quietSettings, writeUserSettings } from '../workbench/settings';
import { desktopArguments, desktopFolders, prepareDesktop } from '../workbench/startDesktop';
import type { TemporaryPlace } from '../workbench/temporaryPlace';
import type { Session, SessionOptions } from './session';

/** What is used of Electron, whose types come with Electron only. */
interface ElectronMain {
  readonly app: {
    getAppMetrics(): readonly { readonly type: string; readonly name?: string; readonly pid: number }[];
  };
}

/** The desktop VS Code. It shows a folder in one window only: a further window shows none. */
export async function startDesktopSession(
  executable: string,
  place: TemporaryPlace,
  { vsixes, env, workspace, settings, workspaceTrust }: SessionOptions,
): Promise<Session> {
  const { userData } = desktopFolders(place);
  await prepareDesktop(executable, place, vsixes, settings);
  const written: string[] = [];
  let application: ElectronApplication | undefined;

  const start = async (): Promise<Page> => {
    application = await _electron.launch({
      executablePath: executable,
      args: desktopArguments(place, workspace, { workspaceTrust }),
      env: { ...variablesOf(process.env), ...env },
    });
    application.on('console', message => {
      written.push(`${message.text()}\n`);
    });
    return application.firstWindow();
  };

  return {
    openWindow: async () => {
      if (application === undefined) return start();
      const opened = application.waitForEvent('window');
      await application.windows()[0]?.keyboard.press('ControlOrMeta+Shift+N');
      return opened;
    },
    stop: async () => {
      await application?.close();
      application = undefined;
    },
    killExtensionHosts: async () => {
      await application?.evaluate(({ app }: ElectronMain) => {
        for (const { type, name, pid } of app.getAppMetrics())
          if (type === 'Utility' && name?.startsWith('extensionHost') === true) process.kill(pid, 'SIGKILL');
      });
    },
    setSettings: changed => writeUserSettings(userData, { ...quietSettings, ...changed }),
    output: () => written.join(''),
  };
}

/** Without those that are not set. */
function variablesOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
