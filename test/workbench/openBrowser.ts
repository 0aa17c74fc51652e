import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import type { ServerWorkbench } from './installServerWorkbench';
import type { TemporaryPlace } from './temporaryPlace';

/**
 * With streaming, each window would parse all of VS Code's code again, which its process has compiled for the one before
 * it. The other features are those that Playwright turns off for pages like these: Chromium takes the last list it gets.
 */
const disabledFeatures = [
  'ScriptStreaming',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
];

const switches = [
  `--disable-features=${disabledFeatures.join()}`,
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a browser of `place` keeps its profile: a browser opened there again remembers. */
export function browserProfile(place: TemporaryPlace): string {
  return path.join(place.folder, 'browser');
}

export interface BrowserOptions {
  /** Light by default. */
  readonly colorScheme?: 'light' | 'dark';
  /** Lets scripts in a page send to addresses that the page's own policy does not name. Off by default. */
  readonly bypassCSP?: boolean;
  /** Command line switches of Chromium, further to ours. */
  readonly further?: readonly string[];
}

/** Opens a browser without a window on the screen; each of its pages can be one VS Code window. */
export async function openBrowser(
  workbench: ServerWorkbench,
  place: TemporaryPlace,
  { colorScheme = 'light', bypassCSP = false, further = [] }: BrowserOptions = {},
): Promise<BrowserContext> {
  const home = path.join(place.folder, 'browser-home');
  await mkdir(home, { recursive: true });
  const context = await chromium.launchPersistentContext(browserProfile(place), {
    executablePath: workbench.chromium.executable,
    args: [...switches, ...further],
    env: { ...workbench.chromium.env, HOME: home, TMPDIR: home, XDG_CACHE_HOME: home },
    viewport: { width: 1280, height: 800 },
    colorScheme,
    bypassCSP,
    // Whoever started this decides what a signal means.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context;
}
