import type { EditSuccess } from '../../../src/dotenv/edit';
import { scan, type Assignment } from '../../../src/dotenv/scan';
import { isException } from './exceptions';
import type { Family, Oracle, Reading } from './oracle';
import { rivalReading } from './rivalReading';

/** What came of comparing what one reader finds in a text before and after an edit. */
export type Verdict =
  | { readonly kind: 'agrees' | 'fails'; readonly what: string }
  /** The reader refuses the old text, or sees other variables in it than the engine does. */
  | { readonly kind: 'skipped'; readonly what: string };

export interface Edited {
  readonly before: string;
  readonly values: ReadonlyMap<string, string>;
  readonly result: EditSuccess;
}

/**
 * Whether a reader that took the old text finds the values in the new one as they were given, and everything else as
 * it was.
 */
export function compare(oracle: Oracle, edited: Edited, old: Reading, now: Reading): Verdict {
  const obstacle = obstacleTo(oracle, edited, old);
  if (obstacle !== undefined || !old) return { kind: 'skipped', what: obstacle ?? 'refused' };
  const lines = portableVariables(edited.result.text);
  const isExcepted = [...edited.values.keys()].some(name => {
    const line = lines.get(name);
    return line && isException(oracle.family, line);
  });
  if (!now && isExcepted) return { kind: 'skipped', what: 'refuses the edited text, which is an exception' };
  if (!now) return { kind: 'fails', what: 'refuses the edited text' };
  const problem = wrongValue(oracle, edited, now) ?? changedNeighbour(oracle, edited, old, now);
  return problem === undefined ? { kind: 'agrees', what: '' } : { kind: 'fails', what: problem };
}

/** `export` is no name that can be relied on: some readers take it for a part of the line it stands in. */
const portableName = /^(?!export$)[A-Za-z_]\w*$/;

/** The names of a text that any reader could know, each with its last assignment. */
export function portableVariables(text: string): ReadonlyMap<string, Assignment> {
  const assignments = scan(text).filter(piece => piece.kind === 'assignment');
  return new Map(assignments.filter(({ key }) => portableName.test(key)).map(each => [each.key, each]));
}

/** Why a reader's view of the old text can't be compared with the engine's. */
function obstacleTo(
  { family }: Oracle,
  { before, values, result }: Edited,
  old: Reading,
): string | undefined {
  if (!old) return 'refuses the text';
  const names = new Set(values.keys());
  const rival =
    rivalReading(family, before, namesBefore(family, names)) ?? rivalReading(family, result.text, names);
  if (rival !== undefined) return rival;
  const ours = portableVariables(before);
  const seen = new Set([...old.keys()].filter(name => portableName.test(name)));
  const bare = new Set(
    scan(before).flatMap(piece => (piece.kind === 'other' ? (piece.bareName?.name ?? []) : [])),
  );
  // To Java, backslashes in names count for nothing: such a line stays where it is.
  const edited = family === 'properties' ? bare : new Set([...bare, ...names]);
  for (const name of seen) if (!ours.has(name) && !edited.has(name)) return 'sees other variables';
  for (const [name, assignment] of ours) {
    const isExpected = assignment.separator === '=' && !isException(family, assignment);
    if (isExpected && !seen.has(name)) return 'sees fewer variables';
  }
  return undefined;
}

/** In the old text Node may lose any name, while a bare name is one that the edit completes. */
function namesBefore(family: Family, names: ReadonlySet<string>): ReadonlySet<string> | undefined {
  switch (family) {
    case 'node':
      return undefined;
    case 'python':
      return new Set();
    default:
      return names;
  }
}

function wrongValue(
  oracle: Oracle,
  { values, result }: Edited,
  now: NonNullable<Reading>,
): string | undefined {
  const lines = portableVariables(result.text);
  for (const [name, value] of values) {
    const line = lines.get(name);
    if (!line || isException(oracle.family, line)) continue;
    const found = withoutReturn(oracle, now.get(name));
    if (found !== value) return `${name} reads ${JSON.stringify(found)}`;
  }
  return undefined;
}

function changedNeighbour(
  oracle: Oracle,
  { before, values }: Edited,
  old: NonNullable<Reading>,
  now: NonNullable<Reading>,
): string | undefined {
  const expanded = [...values.keys()].some(name => new RegExp(`\\$\\{?${name}\\b`).test(before));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (values.has(name) || !portableName.test(name) || expanded) continue;
    if (withoutReturn(oracle, old.get(name)) !== withoutReturn(oracle, now.get(name)))
      return `${name} read ${JSON.stringify(old.get(name))} and reads ${JSON.stringify(now.get(name))}`;
  }
  return undefined;
}

/** Shells keep the CR of a line that ends in CRLF. */
function withoutReturn({ family }: Oracle, value: string | undefined): string | undefined {
  return family === 'shell' ? value?.replace(/\r$/, '') : value;
}
