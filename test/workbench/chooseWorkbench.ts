import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { installServerWorkbench, type ServerWorkbench } from './installServerWorkbench';

/** A VS Code to run the extension in, and why it is this one. */
export type Workbench =
  | { readonly kind: 'desktop'; readonly executable: string; readonly description: string }
  | { readonly kind: 'server'; readonly parts: ServerWorkbench; readonly description: string };

/**
 * The desktop VS Code, downloaded once, where there is a screen and the download works; else, on Linux x64, VS
 * Code's server with a browser.
 *
 * @param cache Absolute path of `.vscode-test`.
 * @param say Told before long work starts.
 * @throws where neither can be had.
 */
export async function chooseWorkbench(cache: string, say: (line: string) => void): Promise<Workbench> {
  if (!hasScreen(process.platform, process.env)) return serverWorkbench(cache, say, 'there is no display');
  try {
    say('Looking for the desktop VS Code (downloaded once)…');
    const executable = await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: cache,
      reporter: new SilentReporter(),
    });
    return { kind: 'desktop', executable, description: 'VS Code for the desktop: there is a display' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new Error(`The desktop VS Code could not be downloaded: ${reason}`, { cause: error });

    return serverWorkbench(cache, say, `the desktop VS Code could not be downloaded: ${reason}`);
  }
}

/** Whether a desktop program could show a window. */
export function hasScreen(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some(display => display !== undefined && display !== '');
}

async function serverWorkbench(cache: string, say: (line: string) => void, why: string): Promise<Workbench> {
  const parts = await installServerWorkbench(cache, say);
  return {
    kind: 'server',
    parts,
    description: `VS Code ${parts.version} in the browser (code-server): ${why}`,
  };
}
