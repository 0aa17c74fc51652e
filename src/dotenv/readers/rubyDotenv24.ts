import { Expansion } from './expansion';
import type { Reader, Reading } from './reader';
import { withoutCommands, withVariables } from './rubySubstitutions';

/** bkeepers/dotenv 2.4.0, lib/dotenv/parser.rb. */
export const rubyDotenv24: Reader = { name: 'Ruby dotenv 2.4', read };

/** Ruby's `\s`. */
const space = '[ \\t\\n\\v\\f\\r]';
const assignment = new RegExp(
  `^${space}*(?:export${space}+)?([A-Za-z0-9_.]+)(?:${space}*=${space}*|:${space})`,
);

function read(text: string): Reading {
  const variables = new Map<string, string>();
  const expansion = new Expansion();
  for (const line of text.replace(/^\uFEFF/, '').split(/[\n\r]+/)) {
    const [start, name] = assignment.exec(line) ?? [];
    if (start === undefined || name === undefined) {
      if (exportsUnknown(line, variables)) return { kind: 'refused' };
      continue;
    }
    const value = valueOf(written(line.slice(start.length)), variables, expansion);
    if (typeof value !== 'string') return value;
    variables.set(name, value);
  }
  return { kind: 'variables', variables };
}

/** A line that exports a variable which isn't set is an error. */
function exportsUnknown(line: string, variables: ReadonlyMap<string, string>): boolean {
  const [first, ...names] = line.split(/[ \t\v\f\0]+/).filter(word => word !== '');
  return first === 'export' && !names.every(name => variables.has(name));
}

/** A value in quotes goes on to the last such quote with nothing but a comment behind it. */
function written(rest: string): string {
  const quote = rest.charAt(0);
  if (quote === '"' || quote === "'") {
    let behind = '#';
    for (let at = rest.length - 1; at > 0; at -= 1) {
      const character = rest.charAt(at);
      if (character === quote && behind === '#') return rest.slice(0, at + 1);
      if (!/[ \t\n\v\f\r]/.test(character)) behind = character;
    }
  }
  const hash = rest.indexOf('#');
  return hash === -1 ? rest : rest.slice(0, hash);
}

function valueOf(
  text: string,
  variables: ReadonlyMap<string, string>,
  expansion: Expansion,
): string | Reading {
  const trimmed = text.replace(/^[ \t\n\v\f\r\0]+/, '').replace(/(?<![ \t\n\v\f\r\0])[ \t\n\v\f\r\0]+$/, '');
  const quote =
    trimmed.length > 1 && /^["']/.test(trimmed) && trimmed.endsWith(trimmed.charAt(0)) ? trimmed[0] : '';
  const content = quote === '' ? trimmed : trimmed.slice(1, -1);
  if (quote === "'") return content;
  const plain = quote === '"' ? withLineBreaks(content).replace(/\\([^$])/g, '$1') : content;
  const expanded = withVariables(plain, variables, expansion);
  if (expanded === undefined) return { kind: 'refused' };
  return withoutCommands(expanded) ?? { kind: 'runsCode' };
}

function withLineBreaks(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}
