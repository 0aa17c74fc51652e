import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** A program started in a place; its output is read by the caller. */
export type StartedProcess = ChildProcessByStdio<null, Readable, Readable>;

/** A folder and processes that go when this process goes: at `close`, at its end, and when it is killed. */
export interface TemporaryPlace {
  readonly folder: string;
  /** Starts a program that leads a process group of its own, so that no Ctrl-C reaches it from the terminal. */
  spawn(
    command: string,
    args: readonly string[],
    options?: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly shell?: boolean },
  ): StartedProcess;
  /** Ends what was started here with everything it started itself, and removes the folder. */
  close(): Promise<void>;
}

/** Makes an empty folder named `PREFIX-RANDOM` in the system's temporary folder. */
export function createTemporaryPlace(prefix: string): TemporaryPlace {
  return createTemporaryPlaceAt(path.join(realpathSync(tmpdir()), randomName(prefix)));
}

/** `PREFIX-RANDOM`. */
export function randomName(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`;
}

/** Makes an empty folder at this absolute path; what is there is removed first. */
export function createTemporaryPlaceAt(folder: string): TemporaryPlace {
  rmSync(folder, { recursive: true, force: true });
  // The sweeper comes first: there is no moment at which the folder is there and nobody would remove it.
  const sweeper = spawn(process.execPath, [path.join(import.meta.dirname, 'sweeper.mjs'), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    windowsHide: true,
    cwd: path.parse(folder).root,
  });
  const swept = once(sweeper, 'exit');
  sweeper.unref();
  mkdirSync(folder, { recursive: true });

  return {
    folder,
    spawn: (command, args, options) => {
      const child = spawn(command, args, {
        ...options,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      const { pid } = child;
      if (pid !== undefined) {
        sweeper.stdin.write(`+${pid}\n`);
        child.once('exit', () => {
          endGroup(pid);
          sweeper.stdin.write(`-${pid}\n`);
        });
      }
      return child;
    },
    close: async () => {
      sweeper.ref();
      sweeper.stdin.end();
      await swept;
    },
  };
}

/** Ends what a process that led its group has left behind. */
function endGroup(leader: number): void {
  if (process.platform === 'win32') return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It left nothing.
  }
}
