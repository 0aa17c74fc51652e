import {
  conversationNames,
  functionsNames,
  genericNames,
  sinchNames,
  thirdPartyPairs,
  type VariableNames,
} from './knownNames';
import { isPortableName } from './portableName';
import type { Presences } from './presence';

/** A set of names that somebody's documentation or code uses, with the prefix it has in one file. */
export interface KnownSet extends VariableNames {
  readonly kind: 'sinch' | 'thirdParty' | 'conversation' | 'functions' | 'generic';
  readonly prefix: string;
}

const distinctive = [sinchNames, ...thirdPartyPairs].flatMap(names => Object.values(names));

/**
 * What stands before Sinch's own names in `names`, such as `PROD_`, each once. A name that some reader would not take
 * counts for nothing.
 */
export function prefixesIn(names: Iterable<string>): readonly string[] {
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
export function knownSets(present: Presences, prefix: string, sinchFunctions: boolean): readonly KnownSet[] {
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
