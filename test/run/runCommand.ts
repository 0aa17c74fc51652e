import { once } from 'node:events';
import type { TemporaryPlace } from '../workbench/temporaryPlace';
import { projectRoot } from './projectFolders';

/**
 * Runs a program in the project's folder with its output going to `write`. It ends with `place`, whose folder is its
 * temporary folder.
 * @throws where it ends with anything but 0.
 */
export async function runCommand(
  place: TemporaryPlace,
  command: string,
  args: readonly string[],
  write: (text: string) => void,
): Promise<void> {
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const program = place.spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...color, TMPDIR: place.folder },
  });
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', write);
  const [code, signal] = (await once(program, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== 0) throw new Error(`It ended with ${code ?? signal ?? 'nothing'}.`);
}
