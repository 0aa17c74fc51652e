import {
  conversationNames,
  exposedPrefix,
  functionsNames,
  genericNames,
  isPortableName,
  sinchNames,
  thirdPartyPairs,
  type VariableNames,
} from './knownNames';
import type { Piece } from './piece';
import { type Presence, presences, type Presences, strongest } from './readValue';

export type { VariableNames } from './knownNames';

export interface NamesCandidate extends VariableNames {
  readonly kind: 'configured' | KnownSet['kind'];
  /** What comes before the known names: `PROD_` in `PROD_SINCH_KEY_ID`; empty for the names themselves. */
  readonly prefix: string;
  /**
   * Whether the text sets a name of the pair, has such on commented lines only, or not at all. The project's name does
   * not count: several sets share it.
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
  /** The lines of the text, if it is scanned already. */
  readonly pieces?: readonly Piece[];
}

/**
 * The names under which a `.env` text keeps a project and its access key, the likeliest first; never empty. Each
 * prefix is a candidate of its own. The last resort is `SINCH_PROJECT_ID`, `SINCH_KEY_ID`, `SINCH_KEY_SECRET`.
 *
 * Variables count more than commented lines, and the pair's own names more than the project's, for other services
 * have a `PROJECT_ID` too. Names that build tools publish to browsers are no candidates.
 */
export function namesFor(
  text: string,
  { configured, sinchFunctions = false, pieces }: NamesOptions = {},
): readonly NamesCandidate[] {
  const present = presences(text, pieces);
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

/** A set of names from documentation or code, with the prefix it has in one file. */
interface KnownSet extends VariableNames {
  readonly kind: 'sinch' | 'thirdParty' | 'conversation' | 'functions' | 'generic';
  readonly prefix: string;
}

const distinctive = [sinchNames, ...thirdPartyPairs].flatMap(names => Object.values(names));

/**
 * What comes before Sinch's own names in `names`, such as `PROD_`, each once. A name that some reader would not take
 * counts for nothing.
 */
function prefixesIn(names: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const name of names) {
    const known = distinctive.find(candidate => name.endsWith(`_${candidate}`));
    if (known !== undefined && isPortableName(name)) found.add(name.slice(0, -known.length));
  }
  return [...found];
}

/**
 * The known sets of which the text has enough under `prefix`. Only sets whose names say Sinch are looked for under a
 * prefix: `X_KEY_ID` and `X_KEY_SECRET` are the names of other services.
 */
function knownSets(present: Presences, prefix: string, sinchFunctions: boolean): readonly KnownSet[] {
  const has = (name: string): boolean => present.has(prefix + name);
  const set = (kind: KnownSet['kind'], names: VariableNames): KnownSet => ({
    kind,
    prefix,
    projectId: prefix + names.projectId,
    keyId: prefix + names.keyId,
    keySecret: prefix + names.keySecret,
  });
  const hasPairOf = ({ keyId, keySecret }: Pair): boolean => has(keyId) || has(keySecret);

  const sets: KnownSet[] = [];
  if (has(sinchNames.projectId) || hasPairOf(sinchNames)) sets.push(set('sinch', sinchNames));
  for (const pair of pairsIn(has)) sets.push(set('thirdParty', { ...sinchNames, ...pair }));
  if (prefix !== '') return sets;
  if (hasPairOf(conversationNames)) sets.push(set('conversation', conversationNames));
  if (sinchFunctions || hasPairOf(functionsNames)) sets.push(set('functions', functionsNames));
  if (isGeneric(present)) sets.push(set('generic', genericNames));
  return sets;
}

type Pair = (typeof thirdPartyPairs)[number];

/**
 * The pairs of third parties of which one name is there. An ID and a secret of two pairs make one where each lacks its
 * own.
 */
function pairsIn(has: (name: string) => boolean): readonly Pair[] {
  const whole = thirdPartyPairs.filter(({ keyId, keySecret }) => has(keyId) && has(keySecret));
  const ids = thirdPartyPairs.filter(({ keyId, keySecret }) => has(keyId) && !has(keySecret));
  const secrets = thirdPartyPairs.filter(({ keyId, keySecret }) => !has(keyId) && has(keySecret));
  const mixed = ids.map((pair, index) => ({
    ...pair,
    keySecret: secrets[index]?.keySecret ?? pair.keySecret,
  }));
  return [...whole, ...mixed, ...secrets.slice(ids.length)];
}

/** Both names of the pair, and something that tells Sinch from the other services with such names. */
function isGeneric(present: Presences): boolean {
  const names = [...present.keys()];
  return (
    present.has(genericNames.keyId) &&
    present.has(genericNames.keySecret) &&
    (present.has(genericNames.projectId) || names.some(name => name.startsWith('SINCH_')))
  );
}
