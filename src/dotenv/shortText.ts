import type { EditResult } from './editResult';
import { applyEdits, offsetBefore } from './textEdit';

/** A text without some of its lines. */
export interface ShortText {
  readonly text: string;
  /** What was left out, in the order of the text. */
  readonly gaps: readonly Gap[];
}

export interface Gap {
  /** Where it was, in the short text. */
  readonly at: number;
  readonly characters: number;
  readonly lines: number;
}

/** Leaves out the lines of a text that `isOut` says; each but the last is followed by `eol`. */
export function shortText(
  lines: readonly string[],
  eol: string,
  isOut: (index: number) => boolean,
): ShortText {
  const rest: string[] = [];
  const gaps: Gap[] = [];
  let at = 0;
  let gap = { characters: 0, lines: 0 };
  lines.forEach((line, index) => {
    const length = line.length + eol.length;
    if (isOut(index)) {
      gap = { characters: gap.characters + length, lines: gap.lines + 1 };
      return;
    }
    if (gap.lines > 0) gaps.push({ at, ...gap });
    gap = { characters: 0, lines: 0 };
    rest.push(line);
    at += length;
  });
  return { text: rest.join(eol), gaps };
}

/** What an edit of a short text is in the whole one. Nothing may be edited right next to what was left out. */
export function inWholeText(text: string, short: ShortText, result: EditResult): EditResult {
  const before = (line: number): number => line + leftOut(short, lineStart(short.text, line)).lines;
  if (!result.ok) return 'line' in result ? { ...result, line: before(result.line) } : result;
  const after = (line: number): number =>
    line + leftOut(short, offsetBefore(result.edits, lineStart(result.text, line))).lines;
  const edits = result.edits.map(({ start, end, newText }) => {
    const { characters } = leftOut(short, start);
    return { start: start + characters, end: end + characters, newText };
  });
  return {
    ok: true,
    edits,
    text: applyEdits(text, edits),
    variables: result.variables.map(variable => ({
      ...variable,
      line: after(variable.line),
      duplicates: variable.duplicates.map(after),
      inBranch: variable.inBranch === undefined ? undefined : before(variable.inBranch),
    })),
    misreads: result.misreads.map(misread => ({
      ...misread,
      line: misread.line && { before: before(misread.line.before), after: after(misread.line.after) },
    })),
  };
}

/** What was left out before a place of the short text. */
function leftOut({ gaps }: ShortText, at: number): Omit<Gap, 'at'> {
  const before = gaps.filter(gap => gap.at <= at);
  return {
    characters: before.reduce((sum, { characters }) => sum + characters, 0),
    lines: before.reduce((sum, { lines }) => sum + lines, 0),
  };
}

/** Where a 0-based line starts. */
function lineStart(text: string, line: number): number {
  let start = 0;
  const lineBreak = /\r\n?|\n/g;
  for (let index = 0; index < line && lineBreak.test(text); index += 1) start = lineBreak.lastIndex;
  return start;
}
