import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pairsInVariables, type VariablePair } from '../dotenv/pairsInText';
import { type Pair, pairInJson } from './foundPairs';

/** The machine the extension runs on; in a remote window, the remote one. */
export interface Machine {
  /** The variables of this process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The absolute path of the user's home. */
  readonly home: string;
}

/** The pairs in the `SINCH_…` variables of the environment. */
export function environmentPairs({ variables }: Machine): readonly VariablePair[] {
  const set = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return pairsInVariables(new Map(set));
}

/** The Sinch CLI's configuration, from the home on. */
export const cliConfigFile = '.sinch/config.json';

const maxBytes = 64 * 1024;

/** The pair that the Sinch CLI is set up with, which has no secret; undefined if there is none. */
export async function cliPair({ home }: Machine): Promise<Pair | undefined> {
  const file = path.join(home, cliConfigFile);
  try {
    const stats = await stat(file);
    return stats.isFile() && stats.size <= maxBytes ? pairInJson(await readFile(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
