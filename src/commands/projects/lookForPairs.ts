import { workspace } from 'vscode';
import { l10n } from '../../l10n';
import { type FoundPair, foreignNames, pairsToOffer } from '../../projects/foundPairs';
import { cliConfigFile, cliPair, environmentPairs } from '../../projects/machinePairs';
import { untilAborted } from '../../sinch/untilAborted';
import { readOr } from '../../storage/readOr';
import { signInNeeded } from '../../tree/nodes';
import { withProgressIfSlow } from '../../ui/progress';
import { isAbort } from '../../ui/signal';
import type { Place } from '../env/choosePair';
import type { Parts } from '../parts';

export type LookParts = Pick<Parts, 'envFiles' | 'machine' | 'projects' | 'credentials' | 'keys' | 'log'>;

/**
 * The pairs on this machine that a project can be added with: in key files, in the environment, in the Sinch CLI's
 * configuration. Those of a project that is signed in are left out. Sends nothing.
 * A user who cancels the search is asked all the same, without what it would have found in files.
 * @param only the one file to look into, for one pair or all
 */
export async function lookForPairs(parts: LookParts, only: Place | undefined): Promise<readonly FoundPair[]> {
  const { envFiles, machine } = parts;
  const [files, cli] = await withProgressIfSlow(l10n.t('Looking for access keys…'), signal =>
    Promise.all([
      envFiles.pairs(only?.uri, signal),
      only ? undefined : untilAborted(cliPair(machine), signal),
    ]),
  ).catch((error: unknown) => {
    if (isAbort(error)) return [[], undefined] as const;
    throw error;
  });
  const environment = only ? [] : environmentPairs(machine);
  const found: readonly FoundPair[] = [
    ...files
      .filter(({ names }) => only?.variable === undefined || only.variable === names.keyId)
      .map(pair => ({
        ...pair,
        where: workspace.asRelativePath(pair.uri),
        foreignNames: foreignNames(pair.names),
      })),
    ...environment.map(pair => ({ ...pair, where: l10n.t('the environment'), foreignNames: undefined })),
    ...(cli ? [{ ...cli, where: `~/${cliConfigFile}`, foreignNames: undefined }] : []),
  ];
  const ids = [...new Set(found.map(({ projectId }) => projectId))];
  const signedIn = new Map(
    await Promise.all(ids.map(async id => [id, await isSignedIn(parts, id)] as const)),
  );
  return pairsToOffer(found.filter(({ projectId }) => !signedIn.get(projectId)));
}

/** Whether a project is in the list with a credential that works as far as is known. */
async function isSignedIn(
  { projects, credentials, keys, log }: LookParts,
  projectId: string,
): Promise<boolean> {
  if (!projects.get(projectId) || signInNeeded(keys.peek(projectId)) === 'signedOut') return false;
  const stored = readOr(log, { what: 'credential', projectId }, credentials.get(projectId), undefined);
  return (await stored) !== undefined;
}
