import { workspace } from 'vscode';
import { l10n } from '../../l10n';
import { gitStatuses } from '../../envFiles/gitStatus';
import type { KeyUse } from '../../envFiles/keyUses';
import { type SearchedUses, searchGap } from '../searchKeyUses';
import { gitWords } from '../env/gitWords';

/** A file in which the new key can take the place of the old one. */
export interface RotationTarget {
  readonly use: KeyUse;
  readonly name: string;
  /** The variables that change, or the lines that hold the ID, and what Git does with the file. */
  readonly description: string;
}

export interface RotationTargets {
  /** Those that hold a pair, `.env` files the user worked with last first. */
  readonly files: readonly RotationTarget[];
  /** Those that hold the ID and no secret that could be told: nothing here changes them. */
  readonly others: readonly RotationTarget[];
  /** What the search could not see, in one sentence. */
  readonly gap: string | undefined;
}

/** Sorts what a search found by whether a rotation can change it, and asks what Git does with it. */
export async function rotationTargets(searched: SearchedUses): Promise<RotationTargets> {
  const uses = typeof searched === 'string' ? [] : searched.uses;
  const git = await gitStatuses(uses.map(({ uri }) => uri));
  const targets = (some: readonly KeyUse[], what: (use: KeyUse) => string): readonly RotationTarget[] =>
    some.map(use => ({
      use,
      name: workspace.asRelativePath(use.uri),
      description: `${what(use)} · ${gitWords(git.get(use.uri.toString()))}`,
    }));
  return {
    files: targets(uses.filter(holdsPair), variablesOf),
    others: targets(
      uses.filter(use => !holdsPair(use)),
      linesOf,
    ),
    gap: searchGap(searched),
  };
}

function holdsPair({ pairs }: KeyUse): boolean {
  return pairs.length > 0 && pairs.every(({ keySecretName }) => keySecretName !== undefined);
}

function variablesOf({ pairs }: KeyUse): string {
  const names = pairs.flatMap(({ keyIdName, keySecretName }) => [keyIdName, keySecretName ?? []].flat());
  return [...new Set(names)].join(', ');
}

function linesOf({ lines }: KeyUse): string {
  const numbers = { own: lines.map(line => line + 1).join(', ') };
  return lines.length === 1 ? l10n.t('line {0}', numbers) : l10n.t('lines {0}', numbers);
}
