import { Expansion } from './expansion';
import { MakeVariables, RunsCode, Refused } from './makeVariables';
import type { Reader, Reading } from './reader';

/**
 * What GNU make 4.3 gives to the commands of a Makefile that has `include .env` and `export` (its manual, “Parsing
 * Makefiles” and “Communicating Variables to a Sub-make”; by trial where it is silent). A directive other than
 * `export`, a function, and a rule that is not plain count as code.
 */
export const make: Reader = { name: 'GNU make', read };

const blank = '[ \\t]';
const space = '[ \\t\\v\\f\\r\\n]';
const sign = '::=|[:+?!]?=';
const assignment = new RegExp(
  `^((?:export(?!${space}*(?:${sign}))${space}+(?!${space}))*)([^#=: \\t]*?)(?:${blank}${space}*)?(${sign})${space}*([^]*)$`,
);
const directive =
  /^(?:-?include|-?load|define|else|endef|endif|ifn?def|ifn?eq|override|private|sinclude|undefine|unexport|vpath)(?![^\s])/;
const plainRule = /^(?!\.)[\w./"' \t-]+:[^:=;%$\\]*$/;

function read(text: string): Reading {
  const variables = new MakeVariables(new Expansion());
  try {
    let isBelowRule = false;
    for (const line of logicalLines(text.replace(/^\uFEFF/, ''))) {
      if (isBelowRule && line.startsWith('\t')) continue;
      const content = withoutComment(line).replace(/^[ \t\v\f\r\n]+/, '');
      if (content !== '') isBelowRule = readLine(content, line.startsWith('\t'), variables);
    }
    return { kind: 'variables', variables: variables.exported() };
  } catch (error) {
    if (error instanceof RunsCode) return { kind: 'runsCode' };
    if (error instanceof Refused) return { kind: 'refused' };
    throw error;
  }
}

/** Returns whether the line is a rule. */
function readLine(content: string, startsWithTab: boolean, variables: MakeVariables): boolean {
  const [, exported = '', name, how = '', value = ''] = assignment.exec(content) ?? [];
  if (name !== undefined) {
    if (name === '') throw new Refused();
    variables.assign(name, how, value);
    if (exported !== '') variables.export(name);
    return false;
  }
  if (directive.test(content)) throw new RunsCode();
  const [first = '', ...names] = content.split(/[ \t\v\f\r\n]+/).filter(word => word !== '');
  if (first === 'export') {
    if (content.includes('$')) throw new RunsCode();
    for (const each of names) variables.export(each);
    return false;
  }
  if (content.includes('$')) throw new RunsCode();
  if (startsWithTab || !content.includes(':')) throw new Refused();
  if (!plainRule.test(content)) throw new RunsCode();
  return true;
}

/** The lines, each with those it goes on in behind a backslash. */
function* logicalLines(text: string): Generator<string> {
  let parts: string[] = [];
  for (const [natural] of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const line = natural.replace(/\r?\n$/, '');
    const backslashes = natural.endsWith('\n') ? line.length - startOfRun(line, line.length, '\\') : 0;
    const part = parts.length > 0 ? line.replace(/^[ \t\v\f\r]+/, '') : line;
    if (backslashes % 2 === 0) {
      yield parts.join('') + part;
      parts = [];
    } else {
      const kept = part.slice(0, startOfRun(part, part.length - backslashes, ' \t'));
      parts.push(`${kept}${'\\'.repeat((backslashes - 1) / 2)} `);
    }
  }
  if (parts.length > 0) yield parts.join('');
}

/** The line up to the first `#` without a backslash before it; pairs of backslashes before a `#` are halved. */
function withoutComment(line: string): string {
  if (!line.includes('#')) return line;
  let kept = '';
  let from = 0;
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', from)) {
    const backslashes = at - startOfRun(line, at, '\\');
    kept += line.slice(from, at - (backslashes - (backslashes >> 1)));
    if (backslashes % 2 === 0) return kept;
    kept += '#';
    from = at + 1;
  }
  return kept + line.slice(from);
}

/** Where the run of `characters` starts that ends before `end`. */
function startOfRun(text: string, end: number, characters: string): number {
  let start = end;
  while (start > 0 && characters.includes(text.charAt(start - 1))) start -= 1;
  return start;
}
