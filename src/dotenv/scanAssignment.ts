import { closingQuote } from './quotes';
import { isSpace, lineEnd } from './lineBreak';
import type { Assignment, Quote, Span } from './piece';

/** What an assignment has that other pieces don't. */
export type AssignmentParts = Pick<
  Assignment,
  | 'indent'
  | 'exported'
  | 'key'
  | 'keySpan'
  | 'separator'
  | 'separatorSpan'
  | 'separatorAt'
  | 'quote'
  | 'quotedValue'
  | 'comment'
>;

/** White space of any kind in a line: readers differ in what counts. */
const space = '[^\\S\\r\\n]';
const keyCharacter = '[^\\s=:#\'"`]';
const head = new RegExp(
  `(${space}*)(export${space}+(?=${keyCharacter}))?(${keyCharacter}+)(${space}*)([=:])(${space}*)`,
  'y',
);

/**
 * Reads the assignment that starts at `start`, the start of a line. `undefined` if there is none.
 *
 * Any key is taken that holds no white space, quote, `#`, `=` or `:`, also one that no shell could set: what is
 * inside its quotes is no key either. `KEY:value` without a space, which only some readers take, never spans lines.
 */
export function scanAssignment(text: string, start: number): AssignmentParts | undefined {
  head.lastIndex = start;
  const match = head.exec(text);
  if (!match) return undefined;
  const [whole, indent = '', exported = '', key = '', before = '', sign, after = ''] = match;
  const indentEnd = start + indent.length;
  const keyStart = indentEnd + exported.length;
  const keyEnd = keyStart + key.length;
  const valueStart = start + whole.length;
  const spansLines = sign === '=' || (before === '' && after !== '');
  return {
    indent: { start, end: indentEnd },
    exported: exported !== '',
    key,
    keySpan: { start: keyStart, end: keyEnd },
    separator: sign === ':' ? ':' : '=',
    separatorSpan: { start: keyEnd, end: valueStart },
    separatorAt: keyEnd + before.length,
    ...scanValue(text, valueStart, spansLines),
  };
}

function scanValue(
  text: string,
  start: number,
  spansLines: boolean,
): Pick<Assignment, 'quote' | 'quotedValue' | 'comment'> {
  const quote = quoteAt(text, start);
  const firstEnd = lineEnd(text, start);
  if (quote === undefined) {
    const comment = commentIn(text, start, firstEnd);
    return { quote, quotedValue: trimmed(text, start, comment?.start ?? firstEnd), comment };
  }
  const closing = closingQuote(text, start, spansLines ? text.length : firstEnd);
  if (closing === undefined)
    return { quote: undefined, quotedValue: trimmed(text, start, firstEnd), comment: undefined };

  const end = lineEnd(text, closing);
  const hash = text.slice(closing, end).indexOf('#');
  const comment = hash === -1 ? undefined : { start: closing + hash, end };
  return { quote, quotedValue: { start, end: closing + 1 }, comment };
}

/** A comment behind a value without quotes: white space precedes it, or nothing does. */
function commentIn(text: string, start: number, end: number): Span | undefined {
  if (text[start] === '#') return { start, end };
  const hash = text.slice(start, end).search(/(?<=\s)#/);
  return hash === -1 ? undefined : { start: start + hash, end };
}

function trimmed(text: string, start: number, end: number): Span {
  let last = end;
  while (last > start && isSpace(text[last - 1])) last -= 1;
  return { start, end: last };
}

function quoteAt(text: string, at: number): Quote | undefined {
  const character = text[at];
  return character === '"' || character === "'" || character === '`' ? character : undefined;
}
