import { foreignText } from '../foreignText';
import { l10n } from '../l10n';
import type { Verification } from '../keys/verifications';
import type { Verdict } from '../keys/verifyPair';
import { type Action, actionsOn, isDeleted, isToFill } from './actions';
import type { Clock } from './clock';
import type { KnownPair } from './known';

/** A line of text above a line of a file. */
export interface Lens {
  /** The 0-based line it is above. */
  readonly line: number;
  /** What is said first: whose key it is. */
  readonly title: string;
  readonly actions: readonly Action[];
}

/** What is said above the pairs of a file. Holds no secret. */
export function lensesOf(pairs: readonly KnownPair[], uri: string, clock: Clock): readonly Lens[] {
  return pairs.flatMap(found => {
    const actions = actionsOn(found, uri);
    const title = titleOf(found, clock);
    return title === undefined && actions.length === 0
      ? []
      : { line: found.pair.line, title: title ?? l10n.t('Access key'), actions };
  });
}

/** Whose key a pair is, such as `staging · 3 months old · demo-project`; undefined without a key ID. */
export function titleOf(found: KnownPair, clock: Clock): string | undefined {
  const { pair, key, project, verification } = found;
  if (pair.keyId?.value === undefined) return isToFill(found) ? l10n.t('No access key yet') : undefined;
  const facts = [
    key ? foreignText(key.displayName) : l10n.t('Access key {0}', pair.keyId.value),
    stateOf(found, clock),
    project && foreignText(project.name ?? project.id),
    key?.state === 'remembered' ? l10n.t('last known') : undefined,
    verification && !isDeleted(found) ? verdictWords(verification, clock) : undefined,
  ];
  return facts.filter(fact => fact !== undefined).join(' · ');
}

function stateOf(found: KnownPair, clock: Clock): string | undefined {
  const { key, retiring } = found;
  if (isDeleted(found)) return l10n.t('deleted');
  if (retiring) return l10n.t('retiring · replaced by “{0}”', retiring.newName);
  return key?.createTime && ageWords(key.createTime, clock);
}

function ageWords(createTime: Date, clock: Clock): string {
  const age = clock.age(createTime);
  return age === undefined ? l10n.t('just created') : l10n.t('{0} old', age);
}

/** With the time of day: “a minute ago” would soon be wrong where nothing redraws it. */
function verdictWords({ verdict, at }: Verification, clock: Clock): string | undefined {
  const words = shortVerdict(verdict);
  return words === undefined ? undefined : l10n.t('{0} (verified at {1})', { own: words }, clock.time(at));
}

function shortVerdict(verdict: Verdict): string | undefined {
  switch (verdict) {
    case 'works':
      return l10n.t('works');
    case 'rejected':
      return l10n.t('rejected');
    case 'wrongSecret':
      return l10n.t('wrong secret');
    case 'wrongProject':
      return l10n.t('wrong project');
    case 'deleted':
      // The title says so already.
      return undefined;
  }
}
