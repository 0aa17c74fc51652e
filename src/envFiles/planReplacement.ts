import { type HeldPair, heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { isPlaceholder } from '../dotenv/placeholder';
import { readers } from '../dotenv/readers/all';
import { readVariables } from '../dotenv/readValue';
import { isIndirect } from '../dotenv/reference';
import type { PresentFile } from './fileState';
import type { GitStatus } from './gitStatus';
import { type Finding, inspect } from './inspection';
import { type EditPlan, planEdit, type Refusal, type Values } from './plan';
import { isRisk, riskName } from './risks';

/** The key to replace. */
export interface OldKey {
  readonly keyId: string;
  /** Its secret, if it is known. */
  readonly keySecret?: string | undefined;
}

/** The key that replaces the old one. */
export interface NewPair {
  readonly keyId: string;
  readonly keySecret: string;
}

/** Why a file can't get the new pair now. Lines are 0-based. */
export type ReplacementRefusal =
  | Refusal
  /** A finding that an insertion would ask about. */
  | Finding
  /** The file holds neither the old key nor the complete new pair. */
  | { readonly code: 'notHeld' }
  /** The variable `name` holds the key's ID, but no variable for its secret was found. */
  | { readonly code: 'noPair'; readonly name: string }
  /** The variable for the secret, `name`, holds a reference or another secret, which must not be overwritten. */
  | { readonly code: 'otherSecret'; readonly name: string };

export interface ReplacementPlan {
  /** Undefined if there is nothing to do: the disk holds the new pair, and neither it nor the editor the old one. */
  readonly edit: EditPlan | undefined;
  /** A variable for the secret is blank or has a placeholder, and stays so: the secret is kept elsewhere. */
  readonly leavesBlank: boolean;
}

export interface ReplacementOptions {
  /** The variable names that the settings ask for. */
  readonly configured: VariableNames | undefined;
  readonly git: GitStatus | undefined;
  /** The names of the programs that probably read the file. */
  readonly programs: ReadonlySet<string>;
  /** The names of the risks that the user agreed to. */
  readonly agreed: readonly string[];
}

/**
 * Plans how a file gets a new pair wherever it holds an old key; changes nothing. A variable for the secret that is
 * blank or has a placeholder stays so. If the editor already holds the new pair, the file only has to be saved.
 *
 * Asks nothing: findings that an insertion would ask about are refused, except those that need no question because the
 * file already held a pair, and risks that the user agreed to.
 */
export async function planReplacement(
  file: PresentFile,
  old: OldKey,
  pair: NewPair,
  { configured, ...place }: ReplacementOptions,
): Promise<ReplacementPlan | ReplacementRefusal> {
  const pairsIn = (text: string, { keyId, keySecret }: OldKey): readonly HeldPair[] =>
    heldPairs(text, keyId, { knownSecret: keySecret, configured, readers });
  const held = pairsIn(file.text, old);
  if (held.length > 0) {
    const whole = wholePairs(held, old.keySecret);
    return 'code' in whole ? whole : planFor(file, whole, pair, place);
  }
  const saved = pairsIn(file.onDisk, old);
  const present = wholePairs(pairsIn(file.text, pair), pair.keySecret);
  if ('code' in present || present.length === 0)
    return saved.length > 0 ? { code: 'unsavedEdit', names: namesOf(saved) } : { code: 'notHeld' };

  const isSaved = saved.length === 0 && holds(file.onDisk, valuesFor(present, pair));
  return isSaved
    ? { edit: undefined, leavesBlank: present.some(isBlank) }
    : planFor(file, present, pair, place);
}

async function planFor(
  file: PresentFile,
  pairs: readonly WholePair[],
  pair: NewPair,
  { git, agreed, programs }: Omit<ReplacementOptions, 'configured'>,
): Promise<ReplacementPlan | ReplacementRefusal> {
  const secretNames = pairs.map(({ keySecretName }) => keySecretName);
  const edit = await planEdit(file, valuesFor(pairs, pair), secretNames, true);
  if ('code' in edit) return edit;
  const isAgreed = (finding: Finding): boolean => isRisk(finding) && agreed.includes(riskName(finding));
  const undecided = inspect(edit, 'replacement', { git, programs }).ask.find(finding => !isAgreed(finding));
  return undecided ?? { edit, leavesBlank: pairs.some(isBlank) };
}

function holds(text: string, values: Values): boolean {
  const variables = readVariables(text);
  return values.every(([name, value]) => variables.get(name) === value);
}

interface WholePair extends HeldPair {
  readonly keySecretName: string;
  readonly keySecret: string;
}

/** The pairs, if each has a variable for the secret that is blank or holds the key's secret; else the reason. */
function wholePairs(
  pairs: readonly HeldPair[],
  secret: string | undefined,
): readonly WholePair[] | ReplacementRefusal {
  const whole = pairs.filter(isWhole);
  const [lone] = pairs.filter(each => !isWhole(each));
  if (lone) return { code: 'noPair', name: lone.keyIdName };
  const other = whole.find(each => !isBlank(each) && !isSecret(each.keySecret, secret));
  return other ? { code: 'otherSecret', name: other.keySecretName } : whole;
}

function isBlank({ keySecret, keySecretName }: WholePair): boolean {
  return isPlaceholder(keySecret, keySecretName);
}

function isWhole(pair: HeldPair): pair is WholePair {
  return pair.keySecretName !== undefined;
}

function namesOf(pairs: readonly HeldPair[]): readonly string[] {
  const names = pairs.flatMap(({ keyIdName, keySecretName }) => [keyIdName, keySecretName]);
  return [...new Set(names)].filter(name => name !== undefined);
}

function isSecret(value: string, known: string | undefined): boolean {
  return !isIndirect(value) && (known === undefined || value === known);
}

function valuesFor(pairs: readonly WholePair[], { keyId, keySecret }: NewPair): Values {
  const values = pairs.flatMap(each => [
    [each.keyIdName, keyId] as const,
    ...(isBlank(each) ? [] : [[each.keySecretName, keySecret] as const]),
  ]);
  return [...new Map(values)];
}
