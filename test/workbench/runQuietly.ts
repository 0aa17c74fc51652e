import { once } from 'node:events';
import type { StartedProcess } from './temporaryPlace';

/**
 * Waits for a program to end.
 * @returns what it wrote to its standard output and error.
 * @throws with all it wrote when it ends with anything but 0.
 */
export async function runQuietly(what: string, program: StartedProcess): Promise<string> {
  const written: string[] = [];
  for (const stream of [program.stdout, program.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => written.push(text));

  const [code, signal] = (await once(program, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== 0)
    throw new Error(`${what} failed (${code ?? signal ?? 'unknown'}):\n${written.join('').trim()}`);

  return written.join('');
}
