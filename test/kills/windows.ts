import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

/** Windows of one VS Code, and what they leave in the browser. */
export interface Windows {
  open(): Promise<Page>;
  /** What the extension has stored, as it is now. */
  stored(): Promise<ExtensionStorage>;
  /** Puts back what was stored, and forgets which editors were open. No window may be open. */
  restore(stored: ExtensionStorage): Promise<void>;
}

/** As VS Code for the browser keeps it. */
export interface ExtensionStorage {
  /** All of SecretStorage, sealed; null before anything was stored. */
  readonly secrets: string | null;
  /** The extension's global state; undefined before VS Code has written any, which it does a while after an update. */
  readonly globalState?: string;
}

export interface WindowsOptions {
  /** `http://127.0.0.1:PORT`. */
  readonly server: string;
  /** Absolute path of the folder that windows open. */
  readonly workspace: string;
  /** Where storageSensor.js reports to. */
  readonly sensor: string;
}

/** A process that has shown so many windows is replaced: it gives little of their memory back. */
const maxWindows = 10;

export async function createWindows(browser: BrowserContext, options: WindowsOptions): Promise<Windows> {
  const { server, workspace, sensor } = options;
  const address = `${server}/?${new URLSearchParams({ folder: workspace }).toString()}`;
  const script = (name: string) => readFile(path.join(import.meta.dirname, name), 'utf8');
  const storageScript = await script('browserStorage.js');
  // Windows it opens share its process, and in it VS Code's compiled code: they are there in a fraction of the time.
  const newOpener = async (): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${server}/healthz`);
    await page.evaluate(storageScript);
    return page;
  };
  let opener = await newOpener();
  let opened = 0;
  await browser.addInitScript({
    content: `${await script('storageSensor.js')}\nreportStorage(${JSON.stringify(sensor)});`,
  });
  return {
    open: async () => {
      if (opened === maxWindows) {
        await opener.close();
        opener = await newOpener();
        opened = 0;
      }
      opened += 1;
      const popup = opener.waitForEvent('popup');
      await opener.evaluate(`void window.open(${JSON.stringify(address)})`);
      return popup;
    },
    stored: () => opener.evaluate<ExtensionStorage>('browserStorage.read()'),
    restore: stored => opener.evaluate(`browserStorage.restore(${JSON.stringify(stored)})`),
  };
}
