import type { Expansion } from './expansion';

/*
 * What stands for something else in the values of Docker Compose: template/template.go of compose-spec/compose-go. `$$`
 * is a sign; `$name` and `${name}` are variables, `${name-other}` and the like give another text, itself a template.
 */

/** How many templates may stand inside each other: more are taken for an error, for Compose needs ages for them. */
const deepest = 50;

const opening = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{(?:([_a-z][_a-z0-9]*)(\}|:?[-+?]))?)/giu;

type Variables = ReadonlyMap<string, string>;

/** The template filled in; `undefined` where it is malformed, lacks a required variable, or gets too long. */
export function withVariables(
  template: string,
  variables: Variables,
  expansion: Expansion,
  depth = 0,
): string | undefined {
  const parts: string[] = [];
  const pattern = new RegExp(opening);
  let start = 0;
  let line: Line = { end: -1, lastBrace: -1 };
  for (let match = pattern.exec(template); match; match = pattern.exec(template)) {
    const [, sign, plainName, bracedName, operator = ''] = match;
    const name = plainName ?? bracedName;
    let replacement = sign ?? (name === undefined ? undefined : (variables.get(name) ?? ''));
    parts.push(template.slice(start, match.index));
    start = pattern.lastIndex;
    if (name !== undefined && /[-+?]/.test(operator)) {
      if (start > line.end) line = lineAt(template, start);
      const end = endOfBraces(template, match.index, start, line);
      if (end === -1 || depth === deepest) return undefined;
      const other = template.slice(start, end);
      replacement = choose(operator, variables.get(name), () =>
        withVariables(other, variables, expansion, depth + 1),
      );
      start = end + 1;
    }
    if (replacement === undefined || !expansion.fits(replacement)) return undefined;
    parts.push(replacement);
    pattern.lastIndex = start;
  }
  return parts.join('') + template.slice(start);
}

/** What a variable and an operator come to, where the text behind it is `other()`; `undefined` for an error. */
function choose(
  operator: string,
  value: string | undefined,
  other: () => string | undefined,
): string | undefined {
  const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
  if (operator.endsWith('+')) return isSet ? other() : '';
  if (isSet) return value;
  return operator.endsWith('-') ? other() : undefined;
}

interface Line {
  readonly end: number;
  readonly lastBrace: number;
}

/** Found once for a line, however many variables it holds: each look for its end takes as long as the line is. */
function lineAt(template: string, from: number): Line {
  const lineBreak = template.indexOf('\n', from);
  const end = lineBreak === -1 ? template.length : lineBreak;
  return { end, lastBrace: template.lastIndexOf('}', end) };
}

/**
 * Where the `}` stands that closes the `${` at `from`, or -1: as many are skipped as braces open, without regard to the
 * character behind each, or all up to the last of the line where there are too few.
 */
function endOfBraces(template: string, from: number, start: number, { lastBrace }: Line): number {
  let open = 0;
  for (let at = from; at <= lastBrace; at += 1) {
    if (template[at] === '}') {
      open -= 1;
      if (open === 0) return at;
    } else if (template[at] === '{') {
      open += 1;
      at += 1;
    }
  }
  return lastBrace < start ? -1 : lastBrace;
}
