import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** The absolute path of a program on the PATH (or of one named by its path), or `undefined`. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = path.isAbsolute(name) ? [name] : folders.map(folder => path.join(folder, name));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** What a program prints; `undefined` where it fails. It gets no environment save `env`. */
export async function output(
  program: string,
  args: readonly string[],
  { cwd, env = {}, input = '' }: RunOptions,
): Promise<string | undefined> {
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.on('error', () => undefined).end(input);
  const [printed, code] = await Promise.all([text(child.stdout), ended]);
  return code === 0 ? printed : undefined;
}
