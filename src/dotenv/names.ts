import { exposedPrefix } from './exposedPrefix';
import { sinchNames, type VariableNames } from './knownNames';
import { knownSets, prefixesIn, type KnownSet } from './knownSets';
import { presences, strongest, type Presence, type Presences } from './presence';

export type { VariableNames } from './knownNames';

export interface NamesCandidate extends VariableNames {
  readonly kind: 'configured' | KnownSet['kind'];
  /** What stands before the known names: `PROD_` in `PROD_SINCH_KEY_ID`; empty for the names themselves. */
  readonly prefix: string;
  /**
   * Whether the text sets a name of the pair, has such on commented lines only, or not at all. The project's name does not
   * count: several sets share it.
   */
  readonly presence: Presence;
  /** The secret does not belong in the file (Sinch Functions): write the other two and say where it goes. */
  readonly secretStaysBlank: boolean;
}

export interface NamesOptions {
  /** The user's own names. They win. */
  readonly configured?: VariableNames | undefined;
  /** The file belongs to Sinch Functions: a `sinch.json` is beside it. */
  readonly sinchFunctions?: boolean;
}

/**
 * The names under which a `.env` text keeps a project and its access key, the likeliest first; never empty. Each
 * prefix is a candidate of its own. The last resort is `SINCH_PROJECT_ID`, `SINCH_KEY_ID`, `SINCH_KEY_SECRET`.
 *
 * Variables count more than commented lines, and the pair's own names more than the project's, for other services
 * have a `PROJECT_ID` too. Names that a browser would get to see are no candidates.
 */
export function namesFor(
  text: string,
  { configured, sinchFunctions = false }: NamesOptions = {},
): readonly NamesCandidate[] {
  const present = presences(text);
  const prefixes = ['', ...prefixesIn(present.keys()).filter(prefix => !exposedPrefix(prefix))];
  const found = prefixes
    .flatMap(prefix => knownSets(present, prefix, sinchFunctions))
    .toSorted((a, b) => weight(b, present, sinchFunctions) - weight(a, present, sinchFunctions));
  const first = configured ? [{ ...configured, kind: 'configured' as const, prefix: '' }] : [];
  const lastResort = { ...sinchNames, kind: 'sinch' as const, prefix: '' };
  return withoutRepeats([...first, ...found, lastResort]).map(names => ({
    ...names,
    presence: strongest([names.keyId, names.keySecret], present),
    secretStaysBlank: names.kind === 'functions',
  }));
}

/** How much of a set the text has: a sign of Sinch Functions beside the file counts like one commented name. */
function weight(
  { kind, projectId, keyId, keySecret }: KnownSet,
  present: Presences,
  functions: boolean,
): number {
  const hint = kind === 'functions' && functions ? 2 : 0;
  const pair = [keyId, keySecret].map(name => weights[present.get(name) ?? 'absent']);
  return pair.reduce((sum, each) => sum + each, hint) + (present.has(projectId) ? 1 : 0);
}

const weights: Record<Presence, number> = { active: 4, commented: 2, absent: 0 };

function withoutRepeats<Names extends VariableNames>(all: readonly Names[]): readonly Names[] {
  const byNames = new Map<string, Names>();
  for (const names of all) {
    const key = [names.projectId, names.keyId, names.keySecret].join();
    if (!byNames.has(key)) byNames.set(key, names);
  }
  return [...byNames.values()];
}
