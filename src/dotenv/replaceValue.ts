import type { Assignment, Other } from './piece';
import { readValue } from './readValue';
import type { TextEdit } from './textEdit';
import { isSafeIn, quotedEmpty } from './writeValue';

/**
 * The edit that gives an assignment the value, or `undefined` where it holds it already, in a form that every reader
 * who knows the form reads alike. `written` is what `writeValue` made of the value.
 *
 * Quotes stay where the value is safe in them; an empty value and one of several lines are written anew. `KEY: value`
 * becomes `KEY=value`. A comment behind the value keeps, or gets, a space before it; without a comment, spaces that
 * some readers would take for a part of an unquoted or empty value go.
 */
export function replaceValue(
  text: string,
  assignment: Assignment,
  value: string,
  written: string,
): TextEdit | undefined {
  const old = readValue(text, assignment);
  const { separator, separatorSpan, separatorAt, quote, comment, quotedValue } = assignment;
  const isEmpty = quotedValue.start === quotedValue.end;
  const behind = text.slice(quotedValue.end, comment?.start ?? contentEnd(assignment));
  const before = isEmpty ? text.slice(separatorAt + 1, quotedValue.end) : '';
  const staysApart = comment ? /^[ \t]+$/.test(before + behind) : /^[ \t]*$/.test(behind);
  const anew = comment ? beforeComment(written) : written;
  const holdsIt = old === value && (quote ? isSafeIn(quote, value) : value === anew);
  if (separator === '=' && staysApart && holdsIt) return undefined;

  const keptQuote = quote && old !== '' && !/[\r\n]/.test(old) && isSafeIn(quote, value) ? quote : undefined;
  if (separator === '=' && staysApart && keptQuote) return { ...assignment.value, newText: value };
  const body = keptQuote ? keptQuote + value + keptQuote : anew;
  if (separator === '=' && isEmpty) return fillIn(assignment, body);

  const keepsBehind = behind !== '' && staysApart && (comment !== undefined || /^['"]/.test(body));
  const start = body === '' && separatorAt === separatorSpan.start ? separatorAt + 1 : quotedValue.start;
  return {
    start: separator === ':' ? separatorSpan.start : start,
    end: quotedValue.end + (keepsBehind ? 0 : behind.length),
    newText: (separator === ':' ? '=' : '') + body + (comment && !keepsBehind ? ' ' : ''),
  };
}

/**
 * Puts `body` behind an `=` that nothing but spaces and perhaps a comment follows. With a space before the `=`, one
 * stays behind it; without, the value follows directly, for a space there would keep shells from reading it.
 */
function fillIn({ separatorSpan, separatorAt, comment }: Assignment, body: string): TextEdit {
  const afterSign = separatorAt + 1;
  const spaced = separatorAt > separatorSpan.start;
  const end = separatorSpan.end;
  if (!comment) return { start: spaced ? end : afterSign, end, newText: body };
  const start = spaced && comment.start > afterSign ? afterSign + 1 : afterSign;
  return { start, end: start, newText: start === comment.start ? `${body} ` : body };
}

function contentEnd({ end, eol }: Assignment): number {
  return end - eol.length;
}

/** The edit that makes an assignment of a line that is a name alone. `undefined` for any other line. */
export function completeName(
  { text, start, end, eol, bareName }: Other,
  written: string,
): TextEdit | undefined {
  if (!bareName) return undefined;
  const isAlone = text.slice(bareName.end - start, end - eol.length - start).trim() === '';
  return isAlone
    ? { start: bareName.end, end: end - eol.length, newText: `=${written}` }
    : { start: bareName.end, end: bareName.end, newText: `=${beforeComment(written)}` };
}

/** Several readers take a comment for the value where nothing stands before it. */
function beforeComment(written: string): string {
  return written === '' ? quotedEmpty.text : written;
}
