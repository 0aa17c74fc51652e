import type { EditedVariable, EditFailure, EditResult } from './editResult';
import { insertLines, type InsertOptions } from './insertLines';
import { assignmentsIn, lineToEdit, type NamedLine, namedLines, setsOneWord } from './namedLines';
import type { Other } from './piece';
import { isPlaceholder } from './placeholder';
import { plainSpaces, withPlainSpaces } from './unusualSpaces';
import { isPortableName } from './knownNames';
import { readValue } from './readValue';
import { completeName, replaceValue } from './replaceValue';
import { scan } from './scan';
import { applyEdits, inOrder, type TextEdit } from './textEdit';
import { startsWithQuote } from './quotes';
import { misread } from './verifyEdit';
import { quotedEmpty, readersThatKeep, writeValue } from './writeValue';

export type { EditedVariable, EditFailure, EditResult, EditSuccess } from './editResult';
export type { InsertOptions as EditOptions } from './insertLines';
export type { TextEdit } from './textEdit';

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
  options: InsertOptions = {},
): EditResult {
  const { shell = false } = options;
  const wanted = new Map(values);
  const pieces = scan(withPlainSpaces(text));
  const lines = namedLines(pieces);
  // npm dotenv takes a line that starts with a quote for the value of an empty variable above it.
  const needsQuotes = pieces.some(startsWithQuote);
  const plans: Plan[] = [];
  for (const [name, value] of wanted) {
    const plan = planOf(text, lines.get(name) ?? [], { name, value, needsQuotes, shell });
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
  const after = namedLines(scan(result));
  const variables = plans.map(plan =>
    outcome(plan, found.get(plan.name) ?? 'unchanged', after.get(plan.name) ?? [], shell),
  );
  return { ok: true, edits, text: result, variables };
}

interface Wanted {
  readonly name: string;
  readonly value: string;
  /** Nothing at all is no way to write an empty value here. */
  readonly needsQuotes: boolean;
  readonly shell: boolean;
}

interface Plan {
  readonly name: string;
  readonly value: string;
  /** What stands behind the `=` where the value is written anew. */
  readonly written: string;
  /** The line that gets the value. */
  readonly old: NamedLine | undefined;
  readonly previous: string | undefined;
}

function planOf(
  text: string,
  lines: readonly NamedLine[],
  { name, value, needsQuotes, shell }: Wanted,
): Plan | EditFailure {
  if (!isPortableName(name)) return { ok: false, reason: 'invalidName', name };
  const written = value === '' && needsQuotes ? quotedEmpty : writeValue(value);
  if (!written.ok) return { ok: false, reason: 'unwritable', name, why: written.reason };
  const old = lineToEdit(lines, shell);
  if (shell && old?.kind === 'assignment' && !setsOneWord(old))
    return { ok: false, reason: 'shellCode', name, line: old.line };

  const last = assignmentsIn(lines).at(-1);
  return { name, value, written: written.text, old, previous: last && readValue(text, last) };
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

function outcome(
  { name, value, written, previous }: Plan,
  found: EditedVariable['found'],
  after: readonly NamedLine[],
  shell: boolean,
): EditedVariable {
  const placeholder = previous !== undefined && isPlaceholder(previous, name);
  const assignments = assignmentsIn(after);
  const last = assignments.at(-1);
  return {
    name,
    found,
    previous,
    placeholder,
    overwrites: previous !== undefined && !placeholder && previous !== value,
    duplicates: shell ? [] : assignments.slice(0, -1).map(({ line }) => line),
    line: last?.line ?? 0,
    differing: written === value ? [] : readersThatKeep(last?.quote),
  };
}
