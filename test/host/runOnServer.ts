import { once } from 'node:events';
import type { ServerWorkbench } from '../workbench/installServerWorkbench';
import { openBrowser } from '../workbench/openBrowser';
import { startServer } from '../workbench/startServer';
import type { HostRun } from './hostRun';

/**
 * Runs the tests in the extension host of VS Code's server, as the address of a page asks it to. Resolves when they
 * have ended.
 * @throws where `patience` runs out, or the page or the server ends first.
 */
export async function runOnServer(parts: ServerWorkbench, run: HostRun): Promise<void> {
  const { place, root, tests, workspace, settings, env, log, patience } = run;
  const server = await startServer({ workbench: parts, place, settings, env, runsTests: true });
  const browser = await openBrowser(parts, place);
  try {
    const page = await browser.newPage();
    const tested = new AbortController();
    await page.exposeFunction('codeAutomationExit', () => {
      tested.abort();
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      log(`${type}: ${args.map(String).join(' ')}\n`);
    });
    const onServer = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${file}`;
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', onServer(root)],
      ['extensionTestsPath', onServer(tests)],
    ]);
    const query = new URLSearchParams({ workspace, payload });
    const ended = once(tested.signal, 'abort');
    await page.goto(`${server.url}/?${query.toString()}`);
    await Promise.race([
      ended,
      server.ended.then(() => Promise.reject(new Error('VS Code’s server ended.'))),
      page.waitForEvent('crash', { timeout: patience }).then(
        () => Promise.reject(new Error('The browser’s page crashed.')),
        () => Promise.reject(new Error(`The tests have not ended after ${patience / 1000} seconds.`)),
      ),
    ]);
  } finally {
    await browser.close();
    await server.stop();
    log(server.output());
  }
}
