import type { EditFailure } from '../dotenv/editResult';
import { hazards } from '../dotenv/hazards';
import { type HeldPair, heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { isPlaceholder } from '../dotenv/placeholder';
import { readVariables } from '../dotenv/readValue';
import { mixesLineBreaks, type TextRefusal, textRefusalFor } from './inspect';
import type { PresentFile } from './fileState';
import { type EditPlan, planEdit, type Values } from './plan';

/** The key whose place another takes. */
export interface OldKey {
  readonly keyId: string;
  /** Its secret, where it is known. */
  readonly keySecret?: string | undefined;
}

/** The key that comes in its place. */
export interface NewPair {
  readonly keyId: string;
  readonly keySecret: string;
}

/** Why a file can't get the new pair as it is now. Lines are 0-based. */
export type ReplacementRefusal =
  | { readonly code: 'text'; readonly refusal: TextRefusal }
  | { readonly code: 'edit'; readonly failure: EditFailure }
  /** No variable holds the old key, and none the whole of the new pair. */
  | { readonly code: 'notHeld' }
  /** The variable `name` holds the key's ID, and no variable for its secret can be told. */
  | { readonly code: 'noPair'; readonly name: string }
  /** The variable for the secret holds a reference, or another value than the key's secret: not to be overwritten. */
  | { readonly code: 'otherSecret'; readonly name: string }
  /** The user has edited these variables and not saved them. */
  | { readonly code: 'unsavedEdit'; readonly names: readonly string[] }
  | { readonly code: 'unterminatedQuote'; readonly line: number }
  /** Quotes would be written, at which some readers end the value that ends in a backslash and a quote in `line`. */
  | { readonly code: 'escapedQuote'; readonly line: number }
  /** VS Code would give all lines the same kind of break when it saves the file. */
  | { readonly code: 'mixedLineBreaks' };

export interface ReplacementPlan {
  /** Undefined where the disk holds the new pair, and neither it nor the editor the old one. */
  readonly edit: EditPlan | undefined;
  /** A variable for the secret is blank, or keeps a place for it, and stays so: the secret is kept elsewhere. */
  readonly leavesBlank: boolean;
}

/**
 * Works out how a file gets a new pair wherever it holds an old key; changes nothing. A variable for the secret that is
 * blank, or keeps a place for it, stays so. Where the editor holds the new pair already, there is only the saving left.
 *
 * Nobody is asked: what an insertion would ask about is refused, save what Git does with the file, for it held a pair
 * already.
 */
export function planReplacement(
  file: PresentFile,
  old: OldKey,
  pair: NewPair,
  configured: VariableNames | undefined,
): ReplacementPlan | ReplacementRefusal {
  const pairsIn = (text: string, { keyId, keySecret }: OldKey): readonly HeldPair[] =>
    heldPairs(text, keyId, { knownSecret: keySecret, configured });
  const held = pairsIn(file.text, old);
  if (held.length > 0) {
    const whole = wholePairs(held, old.keySecret);
    return 'code' in whole ? whole : planFor(file, whole, pair);
  }
  const saved = pairsIn(file.onDisk, old);
  const present = wholePairs(pairsIn(file.text, pair), pair.keySecret);
  if ('code' in present || present.length === 0) {
    return saved.length > 0 ? { code: 'unsavedEdit', names: namesOf(saved) } : { code: 'notHeld' };
  }
  const isSaved = saved.length === 0 && holds(file.onDisk, valuesFor(present, pair));
  return isSaved ? { edit: undefined, leavesBlank: present.some(isBlank) } : planFor(file, present, pair);
}

function planFor(
  file: PresentFile,
  pairs: readonly WholePair[],
  pair: NewPair,
): ReplacementPlan | ReplacementRefusal {
  const edit = planEdit(file, valuesFor(pairs, pair));
  if ('ok' in edit) return { code: 'edit', failure: edit };
  return refusalOf(edit, file, pairs) ?? { edit, leavesBlank: pairs.some(isBlank) };
}

function holds(text: string, values: Values): boolean {
  const variables = readVariables(text);
  return values.every(([name, value]) => variables.get(name) === value);
}

interface WholePair extends HeldPair {
  readonly keySecretName: string;
  readonly keySecret: string;
}

/** The pairs, where the secret of each is told, and is blank or the key's. */
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

function isBlank({ keySecret }: WholePair): boolean {
  return isPlaceholder(keySecret);
}

function isWhole(pair: HeldPair): pair is WholePair {
  return pair.keySecretName !== undefined;
}

function namesOf(pairs: readonly HeldPair[]): readonly string[] {
  const names = pairs.flatMap(({ keyIdName, keySecretName }) => [keyIdName, keySecretName]);
  return [...new Set(names)].filter(name => name !== undefined);
}

/** A value that means another one, which is kept elsewhere: at 1Password, encrypted by dotenvx, in another variable. */
const reference = /^(?:op:\/\/|encrypted:)|\$[A-Za-z_{(]/;

function isSecret(value: string, known: string | undefined): boolean {
  return !reference.test(value) && (known === undefined || value === known);
}

function valuesFor(pairs: readonly WholePair[], { keyId, keySecret }: NewPair): Values {
  const values = pairs.flatMap(each => [
    [each.keyIdName, keyId] as const,
    ...(isBlank(each) ? [] : [[each.keySecretName, keySecret] as const]),
  ]);
  return [...new Map(values)];
}

/** Why the plan must not be carried out. */
function refusalOf(
  { values, before, shell, edits }: EditPlan,
  { onDisk }: PresentFile,
  pairs: readonly WholePair[],
): ReplacementRefusal | undefined {
  const secretNames = pairs.map(({ keySecretName }) => keySecretName);
  const refusal = textRefusalFor(before, secretNames);
  if (refusal) return { code: 'text', refusal };
  const writesQuotes = edits.some(({ newText }) => /['"]/.test(newText));
  for (const hazard of hazards(before, [], { shell })) {
    const { code } = hazard;
    if (code === 'unterminatedQuote' || (code === 'escapedQuote' && writesQuotes))
      return { code, line: hazard.line };
  }
  if (mixesLineBreaks(onDisk)) return { code: 'mixedLineBreaks' };
  const saved = readVariables(onDisk);
  const shown = readVariables(before);
  const edited = values
    .filter(([name, value]) => shown.get(name) !== value && shown.get(name) !== saved.get(name))
    .map(([name]) => name);
  return edited.length > 0 ? { code: 'unsavedEdit', names: edited } : undefined;
}
