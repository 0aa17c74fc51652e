import type { EditFailure, EditResult, EditedVariable } from './editResult';
import { insertLines, type InsertOptions } from './insertLines';
import type { Assignment, Other, Piece } from './piece';
import { plainSpaces, withPlainSpaces } from './plainSpaces';
import { isPlaceholder } from './placeholder';
import { readValue } from './readValue';
import { completeName, replaceValue } from './replaceValue';
import { scan } from './scan';
import { applyEdits, inOrder, type TextEdit } from './textEdit';
import { startsWithQuote } from './valueBelow';
import { misread } from './verifyEdit';
import { quotedEmpty, writeValue, type DifferingReader, type WriteOptions } from './writeValue';

export type { EditedVariable, EditFailure, EditResult, EditSuccess } from './editResult';
export type { TextEdit } from './textEdit';

export interface EditOptions extends WriteOptions, InsertOptions {}

/**
 * Gives variables of a `.env` text their values and changes nothing else. Only the last active line of a name is
 * changed, for it wins in every reader; lines commented out never are. A bare name becomes an assignment, for
 * readers take it for an empty one, an error, or the start of the next line. Unusual white space, which is none to
 * some readers, counts as white space, and becomes plain in front of a value that is written. `values` are in the order
 * in which lines that are missing will stand. The result is read back before it is returned.
 */
export function editVariables(
  text: string,
  values: Iterable<readonly [name: string, value: string]>,
  options: EditOptions = {},
): EditResult {
  const wanted = new Map(values);
  const pieces = scan(withPlainSpaces(text));
  const plans: Plan[] = [];
  for (const [name, value] of wanted) {
    const plan = planOf(text, pieces, name, value, options);
    if ('ok' in plan) return plan;
    plans.push(plan);
  }

  const active = plans.flatMap(({ old }) => old ?? []);
  const missing = new Map(plans.flatMap(({ name, written, old }) => (old ? [] : [[name, written] as const])));
  const insertions = insertLines(text, pieces, missing, active, options);
  const replacements = plans.flatMap(plan =>
    replacing(text, plan).map(edit => ({ name: plan.name, found: 'replaced', edit }) as const),
  );

  const changes = [...replacements, ...insertions];
  const edits = inOrder(changes.map(({ edit }) => edit));
  const result = applyEdits(text, edits);
  const failing = misread(text, result, wanted);
  if (failing !== undefined) return { ok: false, reason: 'unverified', name: failing };

  const found = new Map(changes.map(change => [change.name, change.found]));
  const after = scan(result);
  const variables = plans.map(plan => outcome(plan, found.get(plan.name) ?? 'unchanged', after));
  return { ok: true, edits, text: result, variables };
}

interface Plan {
  readonly name: string;
  readonly value: string;
  /** What stands behind the `=` where the value is written anew. */
  readonly written: string;
  readonly differing: readonly DifferingReader[];
  /** The line that gets the value: one that holds the variable, or its name alone. */
  readonly old: Assignment | Other | undefined;
  readonly previous: string | undefined;
}

const portableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function planOf(
  text: string,
  pieces: readonly Piece[],
  name: string,
  value: string,
  options: WriteOptions,
): Plan | EditFailure {
  if (!portableName.test(name)) return { ok: false, reason: 'invalidName', name };
  // npm dotenv takes a line that starts with a quote for the value of an empty variable above it.
  const needsQuotes = value === '' && pieces.some(startsWithQuote);
  const written = needsQuotes ? quotedEmpty : writeValue(value, options);
  if (!written.ok) return { ok: false, reason: 'unwritable', name, why: written.reason };
  const last = assignmentsOf(pieces, name).at(-1);
  const previous = last && readValue(text, last);
  return {
    name,
    value,
    written: written.text,
    differing: written.differing,
    old: lineOf(pieces, name),
    previous,
  };
}

/** The edits that give the line that is there its value, and make plain the unusual spaces before it. */
function replacing(text: string, { old, value, written }: Plan): readonly TextEdit[] {
  if (!old) return [];
  const edit = old.kind === 'other' ? completeName(old, written) : replaceValue(text, old, value, written);
  const span = {
    start: old.start + old.bom,
    end: old.kind === 'other' ? nameEnd(old) : old.quotedValue.start,
  };
  return [...plainSpaces(text, span, edit), ...(edit ? [edit] : [])];
}

/** Where the spaces behind a name alone end. */
function nameEnd({ text, start, bareName }: Other): number {
  const end = bareName?.end ?? start;
  return end + (/^[ \t]*/.exec(text.slice(end - start))?.[0].length ?? 0);
}

function assignmentsOf(pieces: readonly Piece[], name: string): readonly Assignment[] {
  return pieces.filter(piece => piece.kind === 'assignment').filter(({ key }) => key === name);
}

/**
 * The line that is to get the value: the last that is an assignment of the name, or the bare name, which python-dotenv,
 * docker and Java take for one. `export NAME` is chosen only without either, for behind an assignment it is the shell's
 * way to export that.
 */
function lineOf(pieces: readonly Piece[], name: string): Plan['old'] {
  const lines = pieces.filter(piece => piece.kind === 'assignment' || piece.kind === 'other');
  const isNamed = (piece: Assignment | Other): boolean =>
    piece.kind === 'assignment' ? piece.key === name : piece.bareName?.name === name;
  const named = lines.filter(isNamed);
  return named.findLast(piece => piece.kind === 'assignment' || !piece.bareName?.exported) ?? named.at(-1);
}

function outcome(
  { name, value, previous, differing }: Plan,
  found: EditedVariable['found'],
  after: readonly Piece[],
): EditedVariable {
  const placeholder = previous !== undefined && isPlaceholder(previous);
  const lines = assignmentsOf(after, name).map(({ line }) => line);
  return {
    name,
    found,
    previous,
    placeholder,
    overwrites: previous !== undefined && !placeholder && previous !== value,
    duplicates: lines.slice(0, -1),
    line: lines.at(-1) ?? 0,
    differing,
  };
}
