import type { EditPlan, PlannedVariable } from './editPlan';
import type { EditedVariable } from './editResult';
import { type InsertionPoint, insertLines, placements } from './insertLines';
import { assignmentsIn, type NamedLine, namedLines } from './namedLines';
import type { Piece } from './piece';
import { completeName, type Notation, replaceValue } from './replaceValue';
import { readValue } from './readValue';
import { scan } from './scan';
import { countingPieces } from './shellStructure';
import { applyEdits, inOrder, type TextEdit } from './textEdit';
import type { Candidate } from './verifyEdit';

/** A way to carry out a plan. */
export interface CandidateEdit extends Candidate {
  readonly edits: readonly TextEdit[];
  /** What is done for each variable; none for one that stays as it is. */
  readonly found: ReadonlyMap<string, Exclude<EditedVariable['found'], 'unchanged'>>;
  /** Whether a scan of the resulting text finds the values, as it must when they are read back from disk. */
  readonly readsBack: boolean;
  /** The lines of the resulting text that assign a variable or are its name alone; of a shell script, those that run always. */
  readonly after: ReadonlyMap<string, readonly NamedLine[]>;
}

/** How a candidate is written. */
interface Style {
  readonly points: readonly InsertionPoint[];
  readonly exported: boolean;
  /** How existing lines of the variables `anew` are written; the others keep their notation. */
  readonly notation: Notation;
  readonly anew: ReadonlySet<string>;
  /** Which of a variable's ways to write its value is used. */
  readonly way: number;
}

/** The best way to carry out a plan as far as the text alone can tell, then the others. */
export class Candidates {
  private readonly places: readonly (readonly InsertionPoint[])[];
  private readonly firstStyle: Style;

  constructor(
    private readonly text: string,
    pieces: readonly Piece[],
    private readonly plan: EditPlan,
  ) {
    const missing = plan.variables.filter(({ old }) => !old).map(({ name }) => name);
    const active = plan.variables.flatMap(({ old }) => old ?? []);
    this.places = placements(pieces, missing, active, plan.anchors);
    const exported = plan.shell || plan.allExported;
    this.firstStyle = { points: this.places[0] ?? [], exported, notation: 'kept', anew: new Set(), way: 0 };
  }

  get first(): CandidateEdit {
    return candidate(this.text, this.plan, this.firstStyle);
  }

  /** @param anew the variables whose existing lines may be written in another notation */
  *others(anew: ReadonlySet<string>): Generator<CandidateEdit> {
    for (const style of this.otherStyles(anew)) yield candidate(this.text, this.plan, style);
  }

  private *otherStyles(anew: ReadonlySet<string>): Generator<Style> {
    const { plan, places, firstStyle: first } = this;
    if (plan.shell) return;
    if (plan.variables.some(({ name, old }) => old && anew.has(name))) {
      yield { ...first, notation: 'unquoted', anew };
      yield { ...first, notation: 'plain', anew };
    }
    if (plan.variables.some(({ written }) => written.length > 1)) {
      yield { ...first, way: 1 };
      yield { ...first, notation: 'plain', anew, way: 1 };
    }
    if (first.points.length === 0) return;
    const others = places.slice(1);
    for (const points of others) yield { ...first, points };
    for (const points of places) yield { ...first, points, exported: !first.exported };
    for (const points of others) yield { ...first, points, notation: 'plain', anew, way: 1 };
  }
}

function candidate(
  text: string,
  plan: EditPlan,
  { points, exported, notation, anew, way }: Style,
): CandidateEdit {
  const written = ({ written: ways }: PlannedVariable): string => ways[way] ?? ways[0];
  const missing = new Map(plan.variables.map(variable => [variable.name, written(variable)]));
  const insertions = insertLines(text, points, missing, { eol: plan.eol, exported });
  const replacements = plan.variables.flatMap(variable =>
    [variable.old, ...variable.copies].flatMap(line => {
      const edit =
        line &&
        editOf(text, line, variable.value, written(variable), anew.has(variable.name) ? notation : 'kept');
      return edit ? [{ name: variable.name, found: 'replaced', edit } as const] : [];
    }),
  );
  const changes = [...replacements, ...insertions];
  const edits = inOrder(changes.map(({ edit }) => edit));
  const result = applyEdits(text, edits);
  const after = namedLines(countingPieces(scan(result), plan.shell));
  return {
    text: result,
    edits,
    found: new Map(changes.map(({ name, found }) => [name, found])),
    after,
    readsBack: plan.variables.every(({ name, value }) => {
      const last = assignmentsIn(after.get(name) ?? []).at(-1);
      return last !== undefined && readValue(result, last) === value;
    }),
    lines: new Map(plan.variables.map(({ name }) => [name, lineOf(after.get(name) ?? [])])),
    previous: new Map(plan.variables.map(({ name, previous = '' }) => [name, previous])),
    added: new Set(points.map(({ name }) => name)),
    free: new Set(plan.variables.flatMap(({ name, placeholder }) => (placeholder ? [name] : []))),
  };
}

/** The line with the value, which `export NAME` may follow, or else the name alone. */
function lineOf(lines: readonly NamedLine[]): string {
  return (assignmentsIn(lines).at(-1) ?? lines.at(-1))?.text ?? '';
}

function editOf(
  text: string,
  line: NamedLine,
  value: string,
  written: string,
  notation: Notation,
): TextEdit | undefined {
  return line.kind === 'other'
    ? completeName(line, written)
    : replaceValue(text, line, value, written, notation);
}
