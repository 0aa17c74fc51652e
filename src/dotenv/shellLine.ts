import type { Assignment } from './piece';

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

/** Whether a quote in a line is still open where that ends, to a shell. */
export function leavesQuoteOpen(line: string): boolean {
  return !closedQuotes.test(line);
}

/** Plain characters, escaped ones, pairs of quotes, and a comment where one can begin. */
const closedQuotes =
  /^(?:[^'"`\\#]|(?<![\s;&|()])#|\\.|'[^']*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|(?<=[\s;&|()])#.*)*$/s;
