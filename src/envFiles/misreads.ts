import type { ToldMisread } from '../dotenv/editResult';
import { isOfNotation, type NotationMisread } from '../dotenv/misread';
import type { EditPlan } from './plan';

/** Programs that would misread a file in the same way. */
export interface MisreadFinding {
  readonly code: 'misread';
  /**
   * `value`: they don't find the new value of `name`. `neighbour`: they read the other variable `name` differently than
   * before. `refused`: they refuse the file.
   */
  readonly trouble: 'value' | 'neighbour' | 'refused';
  readonly name: string;
  /** Their names. */
  readonly programs: readonly string[];
  /** The 0-based line that causes it, if one does: to be asked about, in the old text; to be told, in the new one. */
  readonly line: number | undefined;
  /** The file starts with a byte order mark, which may cause it. */
  readonly hasMark: boolean;
}

/** Programs that take the quotes around the new value of `name`, or the comment behind it, for a part of it. */
export interface NotationFinding {
  readonly code: 'readersDiffer';
  readonly notation: NotationMisread;
  readonly name: string;
  readonly readers: readonly string[];
}

export interface MisreadFindings {
  readonly ask: readonly MisreadFinding[];
  readonly tell: readonly (MisreadFinding | NotationFinding)[];
}

/**
 * What programs would misread once a plan is carried out. To be asked about is what concerns a program that probably
 * reads the file; in a replacement only if it read the old value or would still find it, the latter for any program.
 * @param programs the names of the programs that probably read the file
 */
export function misreadFindings(
  plan: EditPlan,
  purpose: 'insertion' | 'replacement',
  programs: ReadonlySet<string>,
): MisreadFindings {
  const isAsked = (misread: ToldMisread): boolean => {
    const isLikely = programs.has(misread.reader);
    if (purpose === 'insertion' || misread.kind !== 'value') return isLikely;
    return misread.findsOld || (isLikely && misread.wasRead);
  };
  const all = plan.misreads.filter(misread => !isOfNotation(misread));
  return {
    ask: grouped(all.filter(isAsked), plan, 'before'),
    tell: [
      ...grouped(
        all.filter(misread => !isAsked(misread)),
        plan,
        'after',
      ),
      ...ofNotation(plan.misreads.filter(isOfNotation)),
    ],
  };
}

/** One finding for each variable and notation. */
function ofNotation(
  misreads: readonly (ToldMisread & { readonly kind: NotationMisread })[],
): readonly NotationFinding[] {
  const groups = new Map<string, NotationFinding>();
  for (const { kind: notation, name, reader } of misreads) {
    const key = `${notation} ${name}`;
    const readers = [...(groups.get(key)?.readers ?? []), reader];
    groups.set(key, { code: 'readersDiffer', notation, name, readers });
  }
  return [...groups.values()];
}

/** One finding for all programs with the same trouble. */
function grouped(
  misreads: readonly ToldMisread[],
  { file, values }: EditPlan,
  when: 'before' | 'after',
): readonly MisreadFinding[] {
  const hasMark = file.kind === 'present' && file.hasMark;
  const groups = new Map<string, MisreadFinding>();
  for (const misread of misreads) {
    if (isOfNotation(misread)) continue;
    const { kind: trouble, reader } = misread;
    const line = misread.line?.[when];
    const name = misread.kind === 'refused' ? (values[0]?.[0] ?? '') : misread.name;
    const key = [trouble, name, line].join();
    const programs = [...(groups.get(key)?.programs ?? []), reader];
    groups.set(key, { code: 'misread', trouble, name, programs, line, hasMark });
  }
  return [...groups.values()];
}
