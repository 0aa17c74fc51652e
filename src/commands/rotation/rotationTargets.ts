import pMap from 'p-map';
import { workspace } from 'vscode';
import { l10n } from '../../l10n';
import type { HeldPair } from '../../dotenv/heldPairs';
import { isPlaceholder } from '../../dotenv/placeholder';
import { editorFiles } from '../../envFiles/editorFiles';
import { type GitStatus, gitStatuses } from '../../envFiles/gitStatus';
import type { KeyUse } from '../../envFiles/keyUses';
import { isIndirect } from '../../envFiles/planReplacement';
import { gitRisk, type Risk, risksOf } from '../../envFiles/risks';
import { type SearchedUses, searchGap } from '../searchKeyUses';
import { gitWords, riskWords } from '../env/fileWords';

/** A file that has the old key. */
export interface RotationTarget {
  readonly use: KeyUse;
  readonly name: string;
  /** The variables that change, or the lines that hold the ID, and what Git does with the file. */
  readonly description: string;
  /** What an insertion would ask about: such a file is changed only if the user chooses it. */
  readonly risks: readonly Risk[];
}

export interface RotationTargets {
  /** Files that have key ID and secret; `.env` files the user worked with last come first. */
  readonly files: readonly RotationTarget[];
  /** Files that have the ID and no secret that could be identified: a rotation never changes them. */
  readonly others: readonly RotationTarget[];
  /** What the search couldn't read, in one sentence. */
  readonly gap: string | undefined;
}

/**
 * Sorts what a search found by whether a rotation can change it, and looks up what Git does with each file.
 * @param secrets those known from elsewhere than files, by key ID: a file with another one can't be changed
 */
export async function rotationTargets(
  searched: SearchedUses,
  secrets: ReadonlyMap<string, string>,
): Promise<RotationTargets> {
  const uses = typeof searched === 'string' ? [] : searched.uses;
  const git = await gitStatuses(uses.map(({ uri }) => uri));
  const disputed = disputedKeys(uses, secrets);
  const target = (use: KeyUse, what: string, risks: readonly Risk[] = []): RotationTarget => {
    const status = git.get(use.uri.toString());
    const words = risks.filter(risk => risk.code !== gitRisk(status)?.code).map(riskWords);
    const description = [what, gitWords(status), ...words].join(' · ');
    return { use, name: workspace.asRelativePath(use.uri), description, risks };
  };
  const file = async (use: KeyUse): Promise<RotationTarget> => {
    const risks = await risksIn(use, git.get(use.uri.toString()));
    return target(use, variablesOf(use), disputed.has(use.accessKeyId) ? [...risks, dispute] : risks);
  };
  const isWhole = (use: KeyUse): boolean => holdsPair(use, secrets.get(use.accessKeyId));
  return {
    files: await pMap(uses.filter(isWhole), file, { concurrency: 8 }),
    others: uses.filter(use => !isWhole(use)).map(use => target(use, linesOf(use))),
    gap: searchGap(searched),
  };
}

/** The risks of a file; none if it can't be read, which is reported when it is to be changed. */
async function risksIn({ uri }: KeyUse, git: GitStatus | undefined): Promise<readonly Risk[]> {
  const file = await editorFiles.read(uri);
  return file.kind === 'refused' ? [] : risksOf(file, git);
}

const dispute: Risk = { code: 'disputed' };

/** The IDs of keys whose secret isn't known, and for which files have different ones. */
function disputedKeys(uses: readonly KeyUse[], known: ReadonlyMap<string, string>): ReadonlySet<string> {
  const claims = new Map<string, Set<string>>();
  for (const { accessKeyId, pairs } of uses) {
    const secrets = pairs.filter(isClear).flatMap(({ keySecret }) => keySecret ?? []);
    claims.set(accessKeyId, new Set([...(claims.get(accessKeyId) ?? []), ...secrets]));
  }
  return new Set([...claims].filter(([id, { size }]) => size > 1 && !known.has(id)).map(([id]) => id));
}

function isClear({ keySecretName, keySecret = '' }: HeldPair): boolean {
  return !isPlaceholder(keySecret, keySecretName) && !isIndirect(keySecret);
}

function holdsPair({ pairs }: KeyUse, known: string | undefined): boolean {
  const isKnown = (pair: HeldPair): boolean =>
    known === undefined || !isClear(pair) || pair.keySecret === known;
  return pairs.length > 0 && pairs.every(pair => pair.keySecretName !== undefined && isKnown(pair));
}

function variablesOf({ pairs }: KeyUse): string {
  const names = pairs.flatMap(({ keyIdName, keySecretName }) => [keyIdName, keySecretName ?? []].flat());
  return [...new Set(names)].join(', ');
}

function linesOf({ lines }: KeyUse): string {
  const numbers = { own: lines.map(line => line + 1).join(', ') };
  return lines.length === 1 ? l10n.t('line {0}', numbers) : l10n.t('lines {0}', numbers);
}
