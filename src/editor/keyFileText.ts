import { heldPairs } from '../dotenv/heldPairs';
import type { VariableNames } from '../dotenv/knownNames';
import { namesFor } from '../dotenv/names';
import { isPlaceholder } from '../dotenv/placeholder';
import { readValue } from '../dotenv/readValue';
import { isIndirect } from '../dotenv/reference';
import { type Assignment, scan, type Span } from '../dotenv/scan';
import { mayBeSecret } from '../projects/foundPairs';

/** A variable of a pair, at its last assignment: that wins nearly everywhere. Offsets are those of the text. */
export interface Part {
  readonly name: string;
  /** 0-based. */
  readonly line: number;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
  /** `blank`: empty or a placeholder. `reference`: it leads to a value kept elsewhere, or is encrypted. */
  readonly state: 'blank' | 'reference' | 'value';
}

export interface IdPart extends Part {
  /** Undefined unless the state is `value`, and where it holds, or may hold, a secret by mistake. */
  readonly value: string | undefined;
}

/** An access key in a `.env` text. The secret is in no property of it. */
export interface PairInText {
  readonly projectId: IdPart | undefined;
  readonly keyId: IdPart | undefined;
  readonly keySecret: Part | undefined;
  /** Tells this pair, with its secret, from any other, without giving the secret away; undefined without a secret. */
  readonly fingerprint: string | undefined;
  /** The first of the pair's lines that stand together, 0-based. */
  readonly line: number;
  /** Names that other services use too: it is an access key only if its ID is known. */
  readonly isDoubtful: boolean;
  /** The secret belongs elsewhere (Sinch Functions). */
  readonly secretStaysBlank: boolean;
  /** Earlier assignments of its names, which the last one overrides nearly everywhere. */
  readonly overridden: readonly Part[];
  /** Its values in the very text it was found in, the secret too: to be sent or inserted, never shown. */
  values(): PairValues;
}

/** The three values of a pair; empty where the text has none, or has what may be a secret in the place of an ID. */
export interface PairValues {
  readonly projectId: string;
  readonly keyId: string;
  readonly keySecret: string;
}

export interface KeyFileOptions {
  readonly fingerprint: (pair: PairValues) => string;
  /** Whether a value is the ID of a known access key: such a variable belongs to a pair whatever its name is. */
  readonly isKeyId: (value: string) => boolean;
  /** Whether a value is the ID of a project in the list. */
  readonly isProjectId: (value: string) => boolean;
  /** The user's own names. */
  readonly configured?: VariableNames | undefined;
}

/** Names whose values are shown nowhere, even if an ID has the same value by mistake. */
const secretName = /secret|token|passw/i;

/** The access keys in a `.env` text, in its order. Scans the text once. */
export function readKeyFile(text: string, options: KeyFileOptions): readonly PairInText[] {
  const read = readText(text);
  const all = pairNames(read, options);
  const isSecret = (name: string): boolean =>
    secretName.test(name) || all.some(({ keySecret }) => keySecret === name);
  const secrets = [...read.assignments.values()]
    .flat()
    .filter(({ key }) => isSecret(key))
    .flatMap(assignment => textOf(text, partOf(text, assignment, read.assignments)) ?? []);
  return all.map(names => pairOf(read, names, secrets, options)).sort((a, b) => a.line - b.line);
}

interface ReadText {
  readonly text: string;
  readonly pieces: ReturnType<typeof scan>;
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
}

interface PairNames extends Partial<VariableNames> {
  readonly isDoubtful: boolean;
  readonly secretStaysBlank: boolean;
}

function readText(text: string): ReadText {
  const pieces = scan(text);
  const assignments = new Map<string, Assignment[]>();
  for (const piece of pieces) {
    if (piece.kind !== 'assignment') continue;
    const earlier = assignments.get(piece.key);
    if (earlier) earlier.push(piece);
    else assignments.set(piece.key, [piece]);
  }
  return { text, pieces, assignments };
}

/** The names of the pairs: those of the sets that the text uses, then those of known keys under other names. */
function pairNames(
  { text, pieces, assignments }: ReadText,
  { isKeyId, configured }: KeyFileOptions,
): readonly PairNames[] {
  const sets: PairNames[] = namesFor(text, { configured, pieces })
    .filter(({ presence }) => presence === 'active')
    .map(({ kind, ...names }) => ({ ...names, isDoubtful: kind === 'generic' }));
  const inSets = new Set(sets.map(({ keyId }) => keyId));
  const otherIds = [...assignments.values()].flatMap(all => {
    const last = all.at(-1);
    const value = last && !inSets.has(last.key) ? readValue(text, last) : '';
    return value !== '' && isKeyId(value) ? value : [];
  });
  const others = [...new Set(otherIds)].flatMap(id => heldPairs(text, id));
  return [
    ...sets,
    ...others
      .filter(({ keyIdName }) => !inSets.has(keyIdName))
      .map(({ keyIdName, keySecretName }) => ({
        keyId: keyIdName,
        ...(keySecretName !== undefined && { keySecret: keySecretName }),
        isDoubtful: false,
        secretStaysBlank: false,
      })),
  ];
}

function pairOf(
  { text, assignments }: ReadText,
  { projectId, keyId, keySecret, isDoubtful, secretStaysBlank }: PairNames,
  secrets: readonly string[],
  { fingerprint, isKeyId, isProjectId }: KeyFileOptions,
): PairInText {
  const names = [projectId, keyId, keySecret].map(name => assignments.get(name ?? '') ?? []);
  const part = (name: string | undefined): Part | undefined => {
    const last = assignments.get(name ?? '')?.at(-1);
    return last && partOf(text, last, assignments);
  };
  const parts = { keySecret: part(keySecret), projectId: part(projectId), keyId: part(keyId) };
  const secret = (): string | undefined => textOf(text, parts.keySecret);
  const isKnownId = (value: string): boolean => isKeyId(value) || isProjectId(value);
  const idOf = (part: Part | undefined): IdPart | undefined => {
    const id = textOf(text, part);
    const isShown = id !== undefined && !holdsSecret(id, secrets) && !mayBeSecret(id, secret(), isKnownId);
    return part && { ...part, value: isShown ? id : undefined };
  };
  const pair = { ...parts, projectId: idOf(parts.projectId), keyId: idOf(parts.keyId) };
  const values = (): PairValues => ({
    projectId: pair.projectId?.value ?? '',
    keyId: pair.keyId?.value ?? '',
    keySecret: secret() ?? '',
  });
  return {
    ...pair,
    fingerprint: parts.keySecret?.state === 'value' ? fingerprint(values()) : undefined,
    line: firstLine(pair),
    isDoubtful,
    secretStaysBlank,
    overridden: names.flatMap(all => all.slice(0, -1)).map(each => partOf(text, each, assignments)),
    values,
  };
}

function partOf(text: string, assignment: Assignment, names: ReadonlyMap<string, unknown>): Part {
  const { key, line, keySpan, value } = assignment;
  const found = readValue(text, assignment);
  const state = isIndirect(found, names) ? 'reference' : isPlaceholder(found, key) ? 'blank' : 'value';
  return { name: key, line, nameSpan: keySpan, valueSpan: value, state };
}

function textOf(text: string, part: Part | undefined): string | undefined {
  return part?.state === 'value' ? text.slice(part.valueSpan.start, part.valueSpan.end) : undefined;
}

/** Shorter than any secret of Sinch's, a value may be a part of an ID by chance. */
const fewestCharacters = 12;

/** Whether an ID holds a secret of the text, as when two values were confused. */
function holdsSecret(id: string, secrets: readonly string[]): boolean {
  return secrets.some(secret => id === secret || (secret.length >= fewestCharacters && id.includes(secret)));
}

/** The first line of those of the pair that follow one another up to the key ID, else to the secret. */
function firstLine({
  projectId,
  keyId,
  keySecret,
}: Pick<PairInText, 'projectId' | 'keyId' | 'keySecret'>): number {
  const lines = new Set([projectId, keyId, keySecret].flatMap(part => part?.line ?? []));
  let line = keyId?.line ?? keySecret?.line ?? 0;
  while (lines.has(line - 1)) line -= 1;
  return line;
}
