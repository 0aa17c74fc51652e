import type { LineBreak } from './piece';

/** The line break at `at`, or '' if there is none. */
export function lineBreakAt(text: string, at: number): LineBreak | '' {
  const first = text[at];
  if (first === '\r') return text[at + 1] === '\n' ? '\r\n' : '\r';
  return first === '\n' ? '\n' : '';
}

const lineBreak = /\r\n?|\n/g;

/** How many line breaks `text` holds, counted as VS Code counts lines. */
export function countLineBreaks(text: string): number {
  return text.match(lineBreak)?.length ?? 0;
}

/**
 * The line break to use for a line put in at `at`: that of the nearest line above, else of the nearest below, so
 * that a file never gets a style it does not have. A lone CR, which most readers don't take for the end of a line,
 * is used only if the file has nothing else. `undefined` for a text of one line.
 */
export function lineBreakFor(text: string, at: number): LineBreak | undefined {
  const before = text.lastIndexOf('\n', at - 1);
  const feed = at > 0 && before !== -1 ? before : text.indexOf('\n');
  if (feed !== -1) return text[feed - 1] === '\r' ? '\r\n' : '\n';
  return text.includes('\r') ? '\r' : undefined;
}

/** Whether a character is white space of any kind but a line break. */
export function isSpace(character: string | undefined): boolean {
  if (character === ' ' || character === '\t') return true;
  if (character === undefined || (character >= '!' && character <= '~')) return false;
  return /[^\S\r\n]/.test(character);
}

const toLineEnd = /[^\r\n]*/y;

/** The offset at which the line that holds `from` ends, before its line break. */
export function lineEnd(text: string, from: number): number {
  toLineEnd.lastIndex = from;
  toLineEnd.test(text);
  return toLineEnd.lastIndex;
}
