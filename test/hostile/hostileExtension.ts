import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../browser/eventually';
import { projectRoot } from '../run/projectFolders';
import { runQuietly } from '../workbench/runQuietly';
import type { TemporaryPlace } from '../workbench/temporaryPlace';

/** Another extension in the same host, which does whatever a test sends it. */
export interface HostileExtension {
  /** Absolute path of its package. */
  readonly vsix: string;
  /** What its extension host has to be started with. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Runs the body of an async function whose only name is `vscode`.
   * @returns what the body returns, as far as JSON can say it.
   * @throws what the body throws, as text.
   */
  run(body: string): Promise<unknown>;
}

/** Packages it; it lives where it is installed. */
export async function packHostileExtension(place: TemporaryPlace): Promise<HostileExtension> {
  const vsix = path.join(place.folder, 'hostile.vsix');
  const portFile = path.join(place.folder, 'hostile-port');
  const packager = path.join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license'];
  await runQuietly(
    'Packing the hostile extension',
    place.spawn(process.execPath, [packager, ...args, '--out', vsix], {
      cwd: path.join(import.meta.dirname, 'extension'),
    }),
  );
  return {
    vsix,
    env: { HOSTILE_EXTENSION_PORT: portFile },
    run: async body => {
      await eventually(() => access(portFile));
      const port = await readFile(portFile, 'utf8');
      const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
      const { value, error } = (await response.json()) as {
        readonly value?: unknown;
        readonly error?: string;
      };
      assert.equal(error, undefined);
      return value;
    },
  };
}
