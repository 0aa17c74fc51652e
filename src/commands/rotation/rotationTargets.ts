import pMap from 'p-map';
import { workspace } from 'vscode';
import { l10n } from '../../l10n';
import { editorFiles } from '../../envFiles/editorFiles';
import { gitStatuses } from '../../envFiles/gitStatus';
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
 * @param claims what Sinch said about the secrets that only files claim, once `checking` is over
 */
export async function rotationTargets(
  searched: SearchedUses,
  secrets: ReadonlyMap<string, string>,
  claims: Pick<Claims, 'riskOf'>,
  checking: Promise<unknown>,
): Promise<RotationTargets> {
  const uses = typeof searched === 'string' ? [] : searched.uses;
  const whole = replaceableUses(searched, secrets);
  const [git, files] = await Promise.all([
    gitStatuses(uses.map(({ uri }) => uri)),
    pMap(whole, async use => ({ use, file: await editorFiles.read(use.uri) }), { concurrency: 8 }),
    checking,
  ]);
  const target = (use: KeyUse, what: string, risks: readonly Risk[] = []): RotationTarget => {
    const status = git.get(use.uri.toString());
    const words = risks.filter(risk => risk.code !== gitRisk(status)?.code).map(riskWords);
    const description = [what, gitWords(status), ...words].join(' · ');
    return { use, name: workspace.asRelativePath(use.uri), description, risks };
  };
  const changeable = ({ use, file }: (typeof files)[number]): RotationTarget => {
    // One that can't be read is reported when it is to be changed.
    const risks = file.kind === 'refused' ? [] : risksOf(file, git.get(use.uri.toString()));
    const claim = claims.riskOf(use);
    return target(use, variablesOf(use), claim ? [...risks, claim] : risks);
  };
  return {
    files: files.map(changeable),
    others: uses.filter(use => !whole.includes(use)).map(use => target(use, linesOf(use))),
    gap: searchGap(searched),
  };
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
