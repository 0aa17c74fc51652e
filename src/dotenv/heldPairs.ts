import {
  conversationNames,
  functionsNames,
  genericNames,
  sinchNames,
  thirdPartyPairs,
  type VariableNames,
} from './knownNames';
import { namesFor } from './names';
import { isPlaceholder } from './placeholder';
import { acceptedBy, type Reader } from './readers/reader';
import { isReference } from './reference';
import { readValue } from './readValue';
import { scan } from './scan';

/** The variables of a text that hold one access key. */
export interface HeldPair {
  /** The variable whose value is the key's ID. */
  readonly keyIdName: string;
  /** The variable for its secret; undefined if it is unclear. */
  readonly keySecretName: string | undefined;
  /** The value found there; empty if it is blank. It need not be the key's secret: it may be a reference to it. */
  readonly keySecret: string | undefined;
  /** The 0-based line of the ID's variable. */
  readonly line: number;
}

export interface HeldPairsOptions {
  /** Programs that may find the ID in a value that has more than the ID, such as `<id>#prod`; none without it. */
  readonly readers?: readonly Reader[];
  /** The key's secret, if it is known: variables that hold it belong to the key whatever their names are. */
  readonly knownSecret?: string | undefined;
  /** The user's own names. */
  readonly configured?: VariableNames | undefined;
}

/**
 * Which variables of a `.env` text hold the key `keyId`: one pair for each variable that holds the ID, in the order of
 * the file, so that several sets of names may hold the same key. Only the last definition of a name counts, for it wins
 * in every reader; lines commented out never do.
 *
 * The variable for the secret is the one whose name goes with that of the ID, else one that holds `knownSecret`. A
 * variable that holds `knownSecret` and goes with no ID by its name makes a pair with the first ID that lacks one, else
 * with the first.
 */
export function heldPairs(
  text: string,
  keyId: string,
  { knownSecret, configured, readers = [] }: HeldPairsOptions = {},
): readonly HeldPair[] {
  if (keyId === '') return [];
  const variables = effective(text);
  const inText = secretsByKeyId(namesFor(text, { configured }));
  const found = foundBy(readers, text, keyId, [...variables.values()]);
  const ids = [...variables.values()]
    .filter(({ name, value }) => value === keyId || found.has(name))
    .map(id => ({
      ...id,
      partner: isReference(id.value)
        ? undefined
        : partnersOf(id.name, inText).find(name => variables.has(name)),
    }));
  const withSecret =
    knownSecret === undefined ? undefined : foundBy(readers, text, knownSecret, [...variables.values()]);
  const secretIn = (name: string): string | undefined => {
    const value = variables.get(name)?.value;
    return withSecret?.has(name) && !isReference(value ?? '') ? knownSecret : value;
  };
  const partners = new Set(ids.map(({ partner }) => partner));
  const holders = [...variables.values()]
    .filter(({ name, value }) => value === knownSecret && isDistinctive(value, name))
    .map(({ name }) => name);
  const others = holders.filter(holder => !partners.has(holder));
  const first = ids.find(({ partner }) => partner === undefined) ?? ids[0];
  return ids.flatMap(id => {
    const secrets = [id.partner, ...(id === first ? others : [])].filter(name => name !== undefined);
    return (secrets.length > 0 ? secrets : [holders[0]]).map(keySecretName => ({
      keyIdName: id.name,
      keySecretName,
      keySecret: keySecretName === undefined ? undefined : secretIn(keySecretName),
      line: id.line,
    }));
  });
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** The variables by their names, in the order of their last assignments. */
function effective(text: string): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const piece of scan(text)) {
    if (piece.kind !== 'assignment') continue;
    variables.delete(piece.key);
    variables.set(piece.key, { name: piece.key, value: readValue(text, piece), line: piece.line });
  }
  return variables;
}

/** The variables whose values hold more than `part`, and in which some program finds just that. */
function foundBy(
  readers: readonly Reader[],
  text: string,
  part: string,
  variables: readonly Variable[],
): ReadonlySet<string> {
  const doubtful = variables.filter(({ value }) => value !== part && value.includes(part));
  const readings = doubtful.length > 0 ? readers.map(reader => acceptedBy(reader, text)) : [];
  const isFound = ({ name }: Variable): boolean => readings.some(variables => variables?.get(name) === part);
  return new Set(doubtful.filter(isFound).map(({ name }) => name));
}

/** Shorter than any secret of Sinch's, a value may be in other variables by chance. */
const fewestCharacters = 12;

/** Whether a value of the variable `name` that equals a secret is that secret, and not equal by chance. */
export function isDistinctive(value: string, name: string): boolean {
  return value.length >= fewestCharacters && !isPlaceholder(value, name);
}

const known = [sinchNames, ...thirdPartyPairs, conversationNames, functionsNames, genericNames];

/** The secrets' names of sets by the names of their IDs. */
function secretsByKeyId(sets: readonly VariableNames[]): ReadonlyMap<string, readonly string[]> {
  const secrets = new Map<string, string[]>();
  for (const { keyId, keySecret } of sets) {
    const names = secrets.get(keyId);
    if (names) names.push(keySecret);
    else secrets.set(keyId, [keySecret]);
  }
  return secrets;
}

/**
 * The names a secret may have beside the ID `name`, the likeliest first: those of the sets the text uses, then those of
 * every known set, under any prefix. That its value is the key's ID tells it from the names of other services.
 */
function partnersOf(name: string, inText: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const byName = known
    .filter(({ keyId }) => name === keyId || name.endsWith(`_${keyId}`))
    .map(({ keyId, keySecret }) => name.slice(0, -keyId.length) + keySecret);
  return [...(inText.get(name) ?? []), ...byName];
}
