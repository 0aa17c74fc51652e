import { type CandidateEdit, Candidates } from './candidates';
import { type PlannedVariable, planEdit } from './editPlan';
import type { EditResult, EditedVariable, ToldMisread } from './editResult';
import { hidingLine } from './hidingLine';
import { countLineBreaks } from './lineBreak';
import type { LineBreak, Piece } from './piece';
import type { Misread } from './misread';
import { assignmentsIn } from './namedLines';
import { withoutPlainLines } from './plainLines';
import type { Reader } from './readers/reader';
import { scan } from './scan';
import { inWholeText } from './shortText';
import { inSlices, type Slices } from './slices';
import { offsetBefore } from './textEdit';
import { editVerifier, type Verdict } from './verifyEdit';

export type { EditedVariable, EditFailure, EditResult, EditSuccess } from './editResult';
export type { TextEdit } from './textEdit';

export interface EditOptions {
  /** The programs that must read the edited text well. */
  readonly readers: readonly Reader[];
  /** The line break for a text that has none of its own; LF without it. */
  readonly eol?: LineBreak;
  /**
   * The file is a shell script (`.envrc`): new lines are exported, nothing is put above existing lines, and a line is
   * changed only if it always runs and all it does is to give its variable a word.
   */
  readonly shell?: boolean;
  /** The file starts with a byte order mark that the text doesn't show. */
  readonly hasMark?: boolean;
  /** Earlier lines of a name that hold the value being replaced get the new one too. */
  readonly everyCopy?: boolean;
}

/** How many characters a text has of which only a few candidates are tried. */
const longText = 200_000;

/** How many characters a text has that is edited without its plain lines. */
const shortened = 8_000;

/**
 * Gives variables of a `.env` text their values and changes nothing else. The last active line of a name is changed;
 * commented lines never are. A bare name becomes an assignment. `values` are in the order of new lines.
 *
 * Of several places and notations, the first that all `readers` read well is chosen, or else the one that the fewest
 * misread: the result says who and why.
 */
export async function editVariables(
  text: string,
  values: Iterable<readonly [name: string, value: string]>,
  options: EditOptions,
): Promise<EditResult> {
  const wanted = new Map(values);
  if (text.length < shortened) return editAllLines(text, wanted, options);
  const short = await withoutPlainLines(text, new Set(wanted.keys()), inSlices());
  return inWholeText(text, short, await editAllLines(short.text, wanted, options));
}

/** Edits a text as `editVariables` does, with every line of it before the programs. */
export async function editAllLines(
  text: string,
  wanted: ReadonlyMap<string, string>,
  { readers, eol = '\n', shell = false, hasMark = false, everyCopy = false }: EditOptions,
): Promise<EditResult> {
  const pieces = scan(text);
  const plan = planEdit(text, pieces, wanted, { eol, shell, everyCopy });
  if ('ok' in plan) return plan;

  const slices = inSlices();
  const verify = editVerifier({ before: text, pieces, values: wanted, readers, hasMark, slices });
  const best = await bestOf(
    new Candidates(text, pieces, plan),
    verify,
    text.length > longText ? 4 : Infinity,
  );
  // Where code may set a variable too, that is what keeps programs from reading it.
  const isMisread =
    best.count > 0 &&
    best.count === best.accepting &&
    best.candidate.edits.length > 0 &&
    plan.variables.every(({ inBranch }) => inBranch === undefined);
  if (isMisread || !best.candidate.readsBack)
    return { ok: false, reason: 'unverified', name: [...wanted.keys()][0] ?? '' };
  const { candidate, misreads } = best;
  return {
    ok: true,
    edits: candidate.edits,
    text: candidate.text,
    variables: plan.variables.map(variable => outcome(variable, candidate, shell)),
    misreads: await withLines(misreads, text, { candidate, values: wanted, readers, hasMark, slices }),
  };
}

type Verify = ReturnType<typeof editVerifier>;

interface Best extends Verdict {
  readonly candidate: CandidateEdit;
}

/** The first of the candidates that the fewest programs misread. @param max how many are tried */
async function bestOf(all: Candidates, verify: Verify, max: number): Promise<Best> {
  const judged = async (candidate: CandidateEdit, best?: Best): Promise<Best> => {
    const verdict = await verify(candidate, best);
    return { candidate, ...verdict, count: candidate.readsBack ? verdict.count : Infinity };
  };
  let best = await judged(all.first);
  if (best.count === 0) return best;
  const misread = best.misreads.flatMap(each => (each.kind === 'value' ? [each.name] : []));
  // Values that are there already keep their notation.
  const names = misread.length > 0 ? misread : [...best.candidate.lines.keys()];
  const anew = new Set(best.candidate.edits.length > 0 ? names : []);
  let tried = 1;
  for (const candidate of all.others(anew)) {
    if (++tried > max) break;
    const other = await judged(candidate, best);
    if (other.count < best.count) best = other;
    if (best.count === 0) break;
  }
  return best;
}

interface Verified {
  readonly candidate: CandidateEdit;
  readonly values: ReadonlyMap<string, string>;
  readonly readers: readonly Reader[];
  readonly hasMark: boolean;
  readonly slices: Slices;
}

/** Adds to each misread the line that causes it. */
async function withLines(
  misreads: readonly Misread[],
  before: string,
  { candidate, values, readers, hasMark, slices }: Verified,
): Promise<readonly ToldMisread[]> {
  const mark = hasMark ? '\uFEFF' : '';
  const text = mark + candidate.text;
  const pieces = misreads.length > 0 ? scan(text) : [];
  const linesOf = ({ start, line }: Piece): ToldMisread['line'] => {
    const at = offsetBefore(candidate.edits, Math.max(start - mark.length, 0));
    return { before: countLineBreaks(before.slice(0, at)), after: line };
  };
  const told: ToldMisread[] = [];
  for (const misread of misreads) {
    const reader = readers.find(({ name }) => name === misread.reader);
    const name = misread.kind === 'value' ? misread.name : undefined;
    const value = name === undefined ? undefined : values.get(name);
    const piece =
      reader && name !== undefined && value !== undefined
        ? await hidingLine(reader, { text, pieces, name, value }, slices)
        : undefined;
    told.push({ ...misread, line: piece && linesOf(piece) });
  }
  return told;
}

function outcome(
  { name, value, previous, placeholder, copies, inBranch }: PlannedVariable,
  { found, after }: CandidateEdit,
  shell: boolean,
): EditedVariable {
  const lines = assignmentsIn(after.get(name) ?? []);
  return {
    name,
    found: found.get(name) ?? 'unchanged',
    previous,
    placeholder,
    overwrites: previous !== undefined && !placeholder && previous !== value,
    duplicates: shell || copies.length > 0 ? [] : lines.slice(0, -1).map(({ line }) => line),
    line: lines.at(-1)?.line ?? 0,
    inBranch,
  };
}
