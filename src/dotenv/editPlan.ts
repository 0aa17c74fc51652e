import type { EditFailure } from './editResult';
import { isPortableName } from './knownNames';
import { assignmentsIn, lineToEdit, type NamedLine, namedLines, setsOneWord } from './namedLines';
import type { Assignment, LineBreak, Piece } from './piece';
import { isPlaceholder } from './placeholder';
import { readValue } from './readValue';
import { runsAlways } from './shellStructure';
import { quotedEmpty, writeValue } from './writeValue';

export interface PlanOptions {
  /** The line break for a text that has none of its own. */
  readonly eol: LineBreak;
  readonly shell: boolean;
  readonly everyCopy: boolean;
}

/** What is to be done to a text, apart from the place and notation of what is written. */
export interface EditPlan {
  readonly variables: readonly PlannedVariable[];
  readonly eol: LineBreak;
  readonly shell: boolean;
  /** The pieces next to which a line may be put. */
  readonly anchors: ReadonlySet<Piece>;
  /** Every line that assigns starts with `export`. */
  readonly allExported: boolean;
}

export interface PlannedVariable {
  readonly name: string;
  readonly value: string;
  /** What comes behind the `=` if the value is written anew; the first choice, and another if there is one. */
  readonly written: readonly [string, ...string[]];
  /** The line that gets the value. */
  readonly old: NamedLine | undefined;
  /** Earlier lines that get it too. */
  readonly copies: readonly Assignment[];
  readonly previous: string | undefined;
  /** Nothing real is replaced: `previous` is empty or keeps a place for a value. */
  readonly placeholder: boolean;
  /** The first line of the shell script whose code may set the variable too: 0-based. */
  readonly inBranch: number | undefined;
}

/** Decides which lines of a text get which values. */
export function planEdit(
  text: string,
  pieces: readonly Piece[],
  values: ReadonlyMap<string, string>,
  { eol, shell, everyCopy }: PlanOptions,
): EditPlan | EditFailure {
  const always = shell ? runsAlways(pieces) : undefined;
  const isUsable = (piece: Piece): boolean => !always || always.pieces.has(piece);
  const usable = pieces.filter(isUsable);
  const lines = namedLines(pieces);
  const variables: PlannedVariable[] = [];
  for (const [name, value] of values) {
    const own = lines.get(name) ?? [];
    const old = lineToEdit(own.filter(isUsable), shell);
    const failure = failureFor(name, old, shell);
    if (failure) return failure;
    const written = writeValue(value);
    if (!written.ok) return { ok: false, reason: 'unwritable', name, why: written.reason };
    const assignments = assignmentsIn(own).filter(isUsable);
    const last = assignments.at(-1);
    const previous = last && readValue(text, last);
    const isCopy = (line: Assignment): boolean => line !== last && readValue(text, line) === previous;
    variables.push({
      name,
      value,
      written: value === '' ? [written.text, quotedEmpty.text] : [written.text],
      old,
      copies: everyCopy ? assignments.filter(isCopy) : [],
      previous,
      placeholder: previous !== undefined && isPlaceholder(previous, name),
      inBranch: shell ? pieces.find(codeThatSets(name, old, isUsable))?.line : undefined,
    });
  }
  const missing = variables.find(({ old }) => !old);
  if (always?.end === false && missing) return { ok: false, reason: 'scriptEnd', name: missing.name };
  const assignments = usable.filter(piece => piece.kind === 'assignment');
  const allExported = assignments.length > 0 && assignments.every(({ exported }) => exported);
  return { variables, eol, shell, anchors: new Set(usable), allExported };
}

/** What sets or unsets the variables it names, or those with a prefix. */
const setters = '(?:read|unset|printf\\s+-v|mapfile|readarray|for|select|declare|typeset|export\\s+-n)';
/** What takes variables from another file; the last three are direnv’s. */
const loads = /^\s*(?:\.|source|(?:source_env|source_up|dotenv)(?:_if_exists)?)(?:\s|$)/;

/**
 * Tells which pieces of a shell script may set a variable in another way than by an assignment that always runs, or may
 * take it from another file below its line.
 */
function codeThatSets(
  name: string,
  line: NamedLine | undefined,
  isUsable: (piece: Piece) => boolean,
): (piece: Piece) => boolean {
  const isSet = `\\b${setters}\\b[^;&|\\n]*(?:\\b${name}\\b|\\$\\{!)`;
  const sets = new RegExp(`(?<![\\w\${])${name}\\+?=|${isSet}`);
  return piece => {
    if (piece.kind !== 'assignment' && piece.kind !== 'other') return false;
    const own = piece.kind === 'assignment' ? piece.key : piece.bareName?.name;
    if (own === name) return !isUsable(piece);
    return (
      sets.test(piece.text) || (line !== undefined && piece.start > line.start && loads.test(piece.text))
    );
  };
}

function failureFor(name: string, line: NamedLine | undefined, shell: boolean): EditFailure | undefined {
  if (!isPortableName(name)) return { ok: false, reason: 'invalidName', name };
  if (!line) return undefined;
  const isCode = line.kind === 'assignment' && (shell ? !setsOneWord(line) : inlineExport.test(line.text));
  if (isCode) return { ok: false, reason: 'shellCode', name, line: line.line };
  return !shell && continues(line) ? { ok: false, reason: 'continued', name, line: line.line } : undefined;
}

/** `KEY=value; export KEY`, which shells alone understand. */
const inlineExport = /;\s*export\s/;

/** Whether shells, make and others read the next line as a part of the value: it ends in a backslash. */
function continues(line: NamedLine): boolean {
  const isQuoted = line.kind === 'assignment' && line.quote !== undefined;
  return !isQuoted && line.eol !== '' && /(?<!\\)(?:\\\\)*\\[\r\n]+$/.test(line.text);
}
