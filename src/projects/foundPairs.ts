import { object, optional, string } from 'valibot';
import type { VariableNames } from '../dotenv/knownNames';
import { mask } from '../dotenv/mask';
import { pairsInText } from '../dotenv/pairsInText';
import { isId, isSecret } from '../sinch/wellFormed';
import { parseStored } from '../storage/storedText';

/** A project and one of its access keys, found somewhere. */
export interface Pair {
  readonly projectId: string;
  readonly keyId: string;
  /** Undefined if it has to be entered. Never show or log it. */
  readonly keySecret: string | undefined;
}

/** Where a pair was found. */
export interface FoundPair extends Pair {
  /** The file, or what else holds it, in words. */
  readonly where: string;
  /** The variables of the key if their names don't say Sinch: it may be another service's. */
  readonly foreignNames: Pick<VariableNames, 'keyId' | 'keySecret'> | undefined;
}

/** A repository may be full of pairs, and a list of more helps nobody. */
const maxPairs = 30;

/** The names of a key if they don't say Sinch. */
export function foreignNames(names: VariableNames): FoundPair['foreignNames'] {
  const { keyId, keySecret } = names;
  return [keyId, keySecret].every(name => /sinch/i.test(name)) ? undefined : { keyId, keySecret };
}

/**
 * The pairs to offer, each once, in the order given, apart from these: a pair without a secret comes after those with
 * one, and one under names that don't say Sinch comes last. What can't be an ID or a secret is left out.
 */
export function pairsToOffer(found: readonly FoundPair[]): readonly FoundPair[] {
  const rank = ({ keySecret, foreignNames: names }: FoundPair): number =>
    names ? 2 : keySecret === undefined ? 1 : 0;
  const all = found.flatMap(pair => {
    const ok = usable(pair);
    return ok ? [{ ...pair, ...ok }] : [];
  });
  const offered: FoundPair[] = [];
  for (const pair of all.toSorted((a, b) => rank(a) - rank(b))) {
    const isKnown = offered.some(
      other =>
        other.projectId === pair.projectId &&
        other.keyId === pair.keyId &&
        (pair.keySecret === undefined || other.keySecret === pair.keySecret),
    );
    if (!isKnown) offered.push(pair);
    if (offered.length === maxPairs) break;
  }
  return offered;
}

const credentialsFile = object({ projectId: string(), keyId: string(), keySecret: optional(string()) });

/** The pair in a JSON text of the Sinch CLI, `{ projectId, keyId, keySecret }`; its configuration has no secret. */
export function pairInJson(text: string): Pair | undefined {
  const pair = parseStored(credentialsFile, text);
  return pair && usable({ keySecret: undefined, ...pair });
}

/** A longer text is no pair that someone copied. */
const maxCopied = 100_000;

/** The pair in a copied text: project ID, key ID and secret on a line each, a part of a `.env` file, or JSON. */
export function pairInCopy(text: string): Pair | undefined {
  if (text.length > maxCopied) return undefined;
  const [inVariables] = pairsInText(text).flatMap(pair => usable(pair) ?? []);
  return pairInJson(text) ?? inVariables ?? pairInLines(text);
}

/** A key's ID as it may be shown: one that may be the secret in its place is masked. */
export function shownKeyId({ keyId, keySecret }: Pick<Pair, 'keyId' | 'keySecret'>): string {
  return mayBeSecret(keyId, keySecret) ? mask(keyId) : keyId;
}

/**
 * Whether what is in the place of an ID may be the secret: it is no ID, and the secret's place has none or an ID.
 * @param isKnownId whether a value is known to be an ID; one of the usual form always counts as one
 */
export function mayBeSecret(
  id: string,
  keySecret: string | undefined,
  isKnownId: (value: string) => boolean = () => false,
): boolean {
  const isAnId = (value: string): boolean => uuid.test(value) || isKnownId(value);
  return !isAnId(id) && (keySecret === undefined || isAnId(keySecret));
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Lines that may be of another kind or order are none: a secret among them would be shown as an ID. */
function pairInLines(text: string): Pair | undefined {
  const lines = text
    .split(/\r\n?|\n/)
    .map(line => line.trim())
    .filter(line => line !== '');
  const [projectId = '', keyId = '', keySecret = ''] = lines;
  const areIds = [projectId, keyId].every(id => /^[\w.-]+$/.test(id));
  const isPair = lines.length === 3 && areIds && isSecret(keySecret) && !uuid.test(keySecret);
  return isPair ? usable({ projectId, keyId, keySecret }) : undefined;
}

function usable({ projectId, keyId, keySecret = '' }: Pair): Pair | undefined {
  if (![projectId, keyId].every(id => isId(id) && !/[:;=&]/.test(id))) return undefined;
  return { projectId, keyId, keySecret: isSecret(keySecret) ? keySecret : undefined };
}
