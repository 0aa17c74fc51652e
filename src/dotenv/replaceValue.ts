import type { Assignment, Other } from './piece';
import { readValue } from './readValue';
import type { TextEdit } from './textEdit';
import { isSafeIn, quotedEmpty } from './writeValue';

/**
 * How a line that is there gets a value: in the quotes it has, without quotes if the value needs none, or also without
 * indentation and spaces around the sign.
 */
export type Notation = 'kept' | 'unquoted' | 'plain';

/**
 * The edit that gives an assignment the value, or `undefined` if it already has it, in a form that every reader
 * who knows the form reads alike. `written` is what `writeValue` made of the value.
 *
 * Quotes stay if the value is safe in them; an empty value and one of several lines are written anew. `KEY: value`
 * becomes `KEY=value`. A comment behind the value keeps, or gets, a space before it; without a comment, spaces that
 * some readers would take for a part of an unquoted or empty value go.
 */
export function replaceValue(
  text: string,
  assignment: Assignment,
  value: string,
  written: string,
  notation: Notation = 'kept',
): TextEdit | undefined {
  const isPlain = notation === 'plain' && !isJoined(text, assignment);
  if (isPlain || hasUnusualSpace(text, assignment)) return plainLine(text, assignment, written);
  const old = readValue(text, assignment);
  const { separator, separatorSpan, separatorAt, quote, comment, quotedValue } = assignment;
  const isEmpty = quotedValue.start === quotedValue.end;
  const behind = text.slice(quotedValue.end, comment?.start ?? contentEnd(assignment));
  const before = isEmpty ? text.slice(separatorAt + 1, quotedValue.end) : '';
  const staysApart = comment ? /^[ \t]+$/.test(before + behind) : /^[ \t]*$/.test(behind);
  const anew = comment ? beforeComment(written) : written;
  const holdsIt = old === value && (quote ? isSafeIn(quote, value) : value === anew);
  if (separator === '=' && staysApart && holdsIt) return undefined;

  const keptQuote =
    notation === 'kept' && quote && old !== '' && !/[\r\n]/.test(old) && isSafeIn(quote, value)
      ? quote
      : undefined;
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

/** Whether in front of the value there is white space that is none to some programs. */
function hasUnusualSpace(text: string, { start, bom, quotedValue }: Assignment): boolean {
  return /[^\S \t]/.test(text.slice(start + bom, quotedValue.start));
}

/** Whether shells and make join the line to the one above, from which its indentation keeps it apart. */
function isJoined(text: string, { start }: Assignment): boolean {
  return /\\\r?\n$/.test(text.slice(Math.max(start - 3, 0), start));
}

/** The edit that writes the line anew, with its comment. */
function plainLine(text: string, assignment: Assignment, written: string): TextEdit | undefined {
  const { start, bom, exported, key, comment } = assignment;
  const end = contentEnd(assignment);
  const behind = comment ? text.slice(comment.start, end) : '';
  const line = `${exported ? 'export ' : ''}${key}=${comment ? beforeComment(written) : written}`;
  const newText = comment ? `${line} ${behind}` : line;
  return text.slice(start + bom, end) === newText ? undefined : { start: start + bom, end, newText };
}

function contentEnd({ end, eol }: Assignment): number {
  return end - eol.length;
}

/**
 * The edit that makes an assignment of a line that is a name alone, written plainly. `undefined` for any other line.
 */
export function completeName(
  { text, start, bom, end, eol, bareName }: Other,
  written: string,
): TextEdit | undefined {
  if (!bareName) return undefined;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(bom)) ?? [];
  const comment = text.slice(bareName.end - start, text.length - eol.length).trim();
  const value = comment === '' ? written : `${beforeComment(written)} ${comment}`;
  return {
    start: start + bom,
    end: end - eol.length,
    newText: `${indent}${bareName.exported ? 'export ' : ''}${bareName.name}=${value}`,
  };
}

/** Several programs take a comment for the value if nothing comes before it. */
function beforeComment(written: string): string {
  return written === '' ? quotedEmpty.text : written;
}
