import { dotenvAssignments, withoutQuotes } from './dotenvLines';
import { expandReferences, hasReference, TooMuchWork, unescapeDollars, Work } from './expand';
import type { Reader } from './reader';

/**
 * dotenvx 2.38.2, `parse` with @dotenvx/primitives 3.3.1. What is encrypted stays so. A text with `$(…)` outside
 * single quotes runs a command; one in which a reference leads back to itself never ends and counts as code too.
 */
export const dotenvx: Reader = {
  name: 'dotenvx',
  read: text => {
    const variables = new Map<string, string>();
    const literals = new Map<string, string>();
    const work = new Work(text);
    try {
      for (const { name, raw } of dotenvAssignments(text)) {
        const value = valueOf(raw);
        const isLiteral = raw.startsWith("'");
        const isExpanded = !isLiteral && !value.startsWith('encrypted:') && /[$\\]/.test(value);
        if (isExpanded && hasCommand(value, work)) return { kind: 'runsCode' };
        if (isLiteral) literals.set(name, value);
        variables.set(
          name,
          isExpanded ? unescapeDollars(expandAsDotenvx(value, variables, literals, work)) : value,
        );
      }
    } catch (error) {
      if (error instanceof TooMuchWork) return { kind: 'runsCode' };
      throw error;
    }
    return { kind: 'variables', variables };
  },
};

function valueOf(raw: string): string {
  const value = withoutQuotes(raw);
  if (raw.startsWith("'")) return value.replaceAll("\\'", "'");
  if (!raw.startsWith('"')) return value;
  return value.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t');
}

type Variables = ReadonlyMap<string, string>;

function expandAsDotenvx(value: string, variables: Variables, literals: Variables, work: Work): string {
  return expandReferences(
    value,
    {
      valueOf: ({ name, operator, rest }) => {
        const found = variables.get(name);
        switch (operator) {
          case ':-':
            return (found ?? '') || rest;
          case '-':
            return found ?? rest;
          case ':+':
            return (found ?? '') === '' ? '' : rest;
          case '+':
            return found === undefined ? '' : rest;
          default:
            return found ?? '';
        }
      },
      isDone: ({ name }, expanded) =>
        expanded === variables.get(name) || hasReference(literals.get(name) ?? ''),
    },
    work,
  );
}

/** Whether a `$(` is closed, minding quotes and parentheses as a shell does. */
function hasCommand(value: string, work: Work): boolean {
  for (let at = value.indexOf('$('); at !== -1; at = value.indexOf('$(', at + 2))
    if (isClosed(value, at + 2, work)) return true;

  return false;
}

/** The quotes that are open, one for each parenthesis round the place. */
function isClosed(value: string, from: number, work: Work): boolean {
  const open = [''];
  for (let at = from; at < value.length; at += 1) {
    work.spend(1);
    const quote = open.at(-1) ?? '';
    const character = value.charAt(at);
    if (quote === "'") {
      if (character === quote) open[open.length - 1] = '';
    } else if (character === '\\') {
      at += 1;
    } else if (quote !== '') {
      if (character === quote) {
        open[open.length - 1] = '';
      } else if (value.startsWith('$(', at)) {
        open.push('');
        at += 1;
      }
    } else if ('"\'`'.includes(character)) {
      open[open.length - 1] = character;
    } else if (character === '(') {
      open.push('');
    } else if (character === ')') {
      open.pop();
      if (open.length === 0) return true;
    }
  }
  return false;
}
