import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reading } from '../../../../src/dotenv/readers/reader';
import { output } from '../programs';
import type { EnvFile, Oracle } from './oracle';

export interface Program {
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * A read of many files by one process. It is given, as the last argument, the path of a file that lists a path a line,
 * and prints for each a line of JSON: an object of names and values, or `null` where it refuses the text.
 */
export function readList({ program, args, cwd, env = {} }: Program, unique: string): Oracle['read'] {
  const list = path.join(path.dirname(cwd), `${unique.replace(/\W/g, '')}.list`);
  return async files => {
    await writeFile(list, files.map(file => `${file.path}\n`).join(''));
    const printed = await output(program, [...args, list], { cwd, env });
    if (printed === undefined) throw new Error(`${unique} failed.`);
    return printed.trimEnd().split('\n').map(readingOfJson);
  };
}

/** A read of each file by a process of its own; `print` gives JSON, or `undefined` where the program refuses. */
export function readEach(print: (file: EnvFile) => Promise<string | undefined>): Oracle['read'] {
  return async files => {
    const readings: Reading[] = [];
    for (const file of files) readings.push(readingOfJson((await print(file)) ?? 'null'));
    return readings;
  };
}

/** A read in this process; `undefined` where the program refuses. */
export function readHere(
  read: (text: string) => Readonly<Record<string, string | undefined>> | undefined,
): Oracle['read'] {
  return files => Promise.resolve(files.map(({ text }) => readingOf(read(text))));
}

function readingOfJson(line: string): Reading {
  const found: unknown = JSON.parse(line);
  return readingOf(typeof found === 'object' && found !== null ? { ...found } : undefined);
}

function readingOf(found: Readonly<Record<string, unknown>> | undefined): Reading {
  if (!found) return { kind: 'refused' };
  const variables = Object.entries(found).map(([name, value]) => [name, String(value)] as const);
  return { kind: 'variables', variables: new Map(variables) };
}
