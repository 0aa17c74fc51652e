import type { BrowserContext } from 'playwright-core';
import type { ServerWorkbench } from '../workbench/installServerWorkbench';
import { linkBuiltinExtensions } from '../workbench/linkBuiltinExtensions';
import { openBrowser } from '../workbench/openBrowser';
import { quietSettings, writeUserSettings, type Settings } from '../workbench/settings';
import { installVsix, serverFolders, startServer, type Server } from '../workbench/startServer';
import type { TemporaryPlace } from '../workbench/temporaryPlace';
import { eventually } from './eventually';
import type { Session, SessionOptions } from './session';

interface Running {
  readonly server: Server;
  readonly browser: BrowserContext;
}

/** VS Code's server, and a browser whose pages are its windows. */
export async function startServerSession(
  parts: ServerWorkbench,
  place: TemporaryPlace,
  { vsixes, env, workspace, settings, workspaceTrust }: SessionOptions,
): Promise<Session> {
  for (const vsix of vsixes) await installVsix(parts, place, vsix);
  const builtinExtensions = await linkBuiltinExtensions(parts, place);
  const written: string[] = [];
  let current: Settings = settings;
  // Storage in a browser belongs to an address: a server that is started again needs its port again.
  let port = 0;

  const start = async (): Promise<Running> => {
    const server = await startServer({
      workbench: parts,
      place,
      settings: current,
      workspace,
      port,
      workspaceTrust,
      builtinExtensions,
      env,
    });
    port = server.port;
    const browser = await openBrowser(parts, place);
    return { server, browser };
  };
  let running: Running | undefined = await start();

  return {
    openWindow: async () => {
      running ??= await start();
      const page = await running.browser.newPage();
      page.on('console', message => {
        written.push(`${message.text()}\n`);
      });
      await page.goto(`${running.server.url}/?${new URLSearchParams({ folder: workspace }).toString()}`);
      return page;
    },
    stop: async () => {
      if (running === undefined) return;
      const { server, browser } = running;
      running = undefined;
      await browser.close();
      await server.stop();
      written.push(server.output());
    },
    killExtensionHosts: async () => {
      const server = running?.server;
      const killed = (await server?.extensionHosts()) ?? [];
      for (const pid of killed) process.kill(pid, 'SIGKILL');
      await eventually(async () => {
        const left = (await server?.extensionHosts()) ?? [];
        if (left.some(pid => killed.includes(pid)))
          throw new Error('An extension host survived being killed.');
      });
    },
    setSettings: async changed => {
      current = changed;
      await writeUserSettings(serverFolders(place).userData, { ...quietSettings, ...changed });
    },
    output: () => [...written, running?.server.output() ?? ''].join(''),
  };
}
