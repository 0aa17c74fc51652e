import type { Assignment, Other, Piece } from './piece';

/** A line that holds a variable, or its name alone. */
export type NamedLine = Assignment | Other;

/** The lines that assign a variable or are its name alone, by that name, in the order of the text. */
export function namedLines(pieces: readonly Piece[]): ReadonlyMap<string, readonly NamedLine[]> {
  const byName = new Map<string, NamedLine[]>();
  for (const piece of pieces) {
    if (piece.kind !== 'assignment' && piece.kind !== 'other') continue;
    const name = piece.kind === 'assignment' ? piece.key : piece.bareName?.name;
    if (name === undefined) continue;
    const lines = byName.get(name);
    if (lines) lines.push(piece);
    else byName.set(name, [piece]);
  }
  return byName;
}

/** Those of the lines that assign. */
export function assignmentsIn(lines: readonly NamedLine[]): readonly Assignment[] {
  return lines.filter(line => line.kind === 'assignment');
}

/**
 * Which of the lines of one name is to get its value: the last that is an assignment, or the bare name, which
 * python-dotenv, docker and Java take for one. `export NAME` is chosen only without either, for behind an assignment it
 * is the shell's way to export that. In a shell script, a bare name is a command.
 */
export function lineToEdit(lines: readonly NamedLine[], isShell: boolean): NamedLine | undefined {
  const isCommand = (line: NamedLine): boolean =>
    isShell && line.kind === 'other' && !line.bareName?.exported;
  const own = lines.filter(line => !isCommand(line));
  return own.findLast(line => line.kind === 'assignment' || !line.bareName?.exported) ?? own.at(-1);
}

/**
 * Whether all that an assignment in a shell script does is to give its variable a value of one word, plain or wholly in
 * quotes: then that word can be replaced. `A=1; export A` and `export A=1 B=2` do more.
 */
export function setsOneWord({
  text,
  start,
  quote,
  quotedValue,
  comment,
  keySpan,
  separator,
  separatorAt,
}: Assignment): boolean {
  const value = text.slice(quotedValue.start - start, quotedValue.end - start);
  const isWord = quote ? quote !== '`' : plainWord.test(value);
  const followsSign = quotedValue.start === separatorAt + 1 || value === '';
  const standsApart = !comment || /[ \t]/.test(text.charAt(comment.start - 1 - start));
  return separator === '=' && separatorAt === keySpan.end && followsSign && standsApart && isWord;
}

const plainWord = /^(?:[^\s'"`\\;&|<>(){}$]|\$\w+|\$\{\w+\})*$/;
