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
  /** How much was left out up to here, this gap included. */
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
  let out = { characters: 0, lines: 0 };
  let isInGap = false;
  lines.forEach((line, index) => {
    const length = line.length + eol.length;
    if (isOut(index)) {
      out = { characters: out.characters + length, lines: out.lines + 1 };
      isInGap = true;
      return;
    }
    if (isInGap) gaps.push({ at, ...out });
    isInGap = false;
    rest.push(line);
    at += length;
  });
  return { text: rest.join(eol), gaps };
}

/** What an edit of a short text is in the whole one. Nothing may be edited right next to what was left out. */
export function inWholeText(text: string, short: ShortText, result: EditResult): EditResult {
  const starts = lineStarts(short.text);
  const before = (line: number): number => line + leftOut(short, starts[line] ?? short.text.length).lines;
  if (!result.ok) return 'line' in result ? { ...result, line: before(result.line) } : result;
  const startsAfter = lineStarts(result.text);
  const after = (line: number): number =>
    line + leftOut(short, offsetBefore(result.edits, startsAfter[line] ?? result.text.length)).lines;
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
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return gaps[low - 1] ?? { characters: 0, lines: 0 };
}

/** Where each line starts. A file may have thousands of lines of one name, so they are not counted for each. */
function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ 0: eol, index }) => index + eol.length)];
}
