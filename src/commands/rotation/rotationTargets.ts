import pMap from 'p-map';
import { workspace } from 'vscode';
import { l10n } from '../../l10n';
import { editorFiles } from '../../envFiles/editorFiles';
import { type GitStatus, gitStatuses } from '../../envFiles/gitStatus';
import type { KeyUse } from '../../envFiles/keyUses';
import { gitRisk, type Risk, risksOf } from '../../envFiles/risks';
import { type Claims, claimsIn } from '../../rotation/claims';
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
 * @param claims what Sinch said about the secrets that only files claim
 */
export async function rotationTargets(
  searched: SearchedUses,
  secrets: ReadonlyMap<string, string>,
  claims: Pick<Claims, 'riskOf'>,
): Promise<RotationTargets> {
  const uses = typeof searched === 'string' ? [] : searched.uses;
  const git = await gitStatuses(uses.map(({ uri }) => uri));
  const target = (use: KeyUse, what: string, risks: readonly Risk[] = []): RotationTarget => {
    const status = git.get(use.uri.toString());
    const words = risks.filter(risk => risk.code !== gitRisk(status)?.code).map(riskWords);
    const description = [what, gitWords(status), ...words].join(' · ');
    return { use, name: workspace.asRelativePath(use.uri), description, risks };
  };
  const file = async (use: KeyUse): Promise<RotationTarget> => {
    const risks = await risksIn(use, git.get(use.uri.toString()));
    const claim = claims.riskOf(use);
    return target(use, variablesOf(use), claim ? [...risks, claim] : risks);
  };
  const whole = replaceableUses(searched, secrets);
  return {
    files: await pMap(whole, file, { concurrency: 8 }),
    others: uses.filter(use => !whole.includes(use)).map(use => target(use, linesOf(use))),
    gap: searchGap(searched),
  };
}

/** The risks of a file; none if it can't be read, which is reported when it is to be changed. */
async function risksIn({ uri }: KeyUse, git: GitStatus | undefined): Promise<readonly Risk[]> {
  const file = await editorFiles.read(uri);
  return file.kind === 'refused' ? [] : risksOf(file, git);
}

/** The uses with key ID and secret, which a rotation can change. @param secrets as in {@link rotationTargets} */
export function replaceableUses(
  searched: SearchedUses,
  secrets: ReadonlyMap<string, string>,
): readonly KeyUse[] {
  if (typeof searched === 'string') return [];
  return searched.uses.filter(use => {
    const known = secrets.get(use.accessKeyId);
    const isWhole = use.pairs.length > 0 && use.pairs.every(pair => pair.keySecretName !== undefined);
    return isWhole && (known === undefined || claimsIn(use).every(claim => claim === known));
  });
}

function variablesOf({ pairs }: KeyUse): string {
  const names = pairs.flatMap(({ keyIdName, keySecretName }) => [keyIdName, keySecretName ?? []].flat());
  return [...new Set(names)].join(', ');
}

function linesOf({ lines }: KeyUse): string {
  const numbers = { own: lines.map(line => line + 1).join(', ') };
  return lines.length === 1 ? l10n.t('line {0}', numbers) : l10n.t('lines {0}', numbers);
}
