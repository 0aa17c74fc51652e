import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EmulatorOptions, Fault, Seed } from './contract';
import { faultControlPath } from './faultControl';
import { validFault } from './validFault';
import { InvalidInput, parsedJson } from './validInput';
import { validSeed } from './validSeed';

/** What the command line asks for. */
export interface CommandLine {
  readonly help: boolean;
  /** Without a seed where none is named. */
  readonly options: EmulatorOptions;
  readonly faults: readonly Fault[];
}

/** @throws {InvalidInput} for an option or a seed file that makes no sense */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { port, seed, delay, 'token-lifetime': lifetime, fault = [], help = false } = parsedOptions(args);
  return {
    help,
    options: {
      ...(port !== undefined && { port: wholeNumber('--port', port, 0, 65_535) }),
      ...(seed !== undefined && { seed: readSeed(seed) }),
      ...(delay !== undefined && { delay: wholeNumber('--delay', delay, 0, 2 ** 31 - 1) }),
      ...(lifetime !== undefined && {
        tokenLifetime: wholeNumber('--token-lifetime', lifetime, 1, 2 ** 31 - 1),
      }),
    },
    faults: fault.map(text => validFault(parsedJson(text, '--fault'), '--fault')),
  };
}

export const help = `Emulates the Access Keys API and its token endpoint on 127.0.0.1 until Ctrl-C.

npm run emulator -- [options]

  --port N             port to listen on; a free one by default
  --seed FILE          JSON file with the projects and keys to begin with; two sample projects by default:
                       { "projects": [{ "projectId", "apiEnabled"?, "keys": [
                         { "accessKeyId", "secret", "displayName", "createTime"?, "updateTime"? }] }] }
  --delay MS           milliseconds every answer waits
  --token-lifetime S   seconds a token lives; 3599 by default
  --fault JSON         something that goes wrong; may be given several times
  --help               this text

A fault happens to the next calls of one operation:
  { "operation": FetchToken | ListAccessKeys | CreateAccessKey | GetAccessKey | UpdateAccessKey | DeleteAccessKey,
    "kind":      answer     this answer instead of the work: "status" (500), "headers", "body"
                 drop       the connection is cut before the work is done
                 dropAfter  the work is done, the answer lost
                 hang       no answer ever
                 none       nothing but the delay
    "times":     calls it happens to (1)
    "delay":     milliseconds before anything happens (0) }

Faults are switched while the emulator runs at ${faultControlPath}, on the same port:
  curl -d '{"operation":"CreateAccessKey","kind":"dropAfter"}' http://127.0.0.1:PORT${faultControlPath}
  curl http://127.0.0.1:PORT${faultControlPath}            faults to come
  curl -X DELETE http://127.0.0.1:PORT${faultControlPath}  takes them back and cuts calls that hang
`;

function parsedOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        seed: { type: 'string' },
        delay: { type: 'string' },
        'token-lifetime': { type: 'string' },
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n', 1) : [];
    throw new InvalidInput(line);
  }
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new InvalidInput(`${option}: it must be a whole number from ${min} to ${max}`);
}

function readSeed(file: string): Seed {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new InvalidInput(`${file}: it cannot be read (${reason})`);
  }
  return validSeed(parsedJson(text, file), file);
}
