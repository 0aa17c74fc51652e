import type { Expansion } from './expansion';

/** A value or a piece of one, or why reading ends there: the text is refused, or a command is run. */
export type SymfonyValue = { readonly text: string } | 'refused' | 'runsCode';

/**
 * Puts the variables into a value, and with `:=` sets them, as `resolveCommands` and `resolveVariables` in Dotenv.php
 * of symfony/dotenv do.
 */
export function resolveVariables(
  text: string,
  variables: Map<string, string>,
  expansion: Expansion,
): SymfonyValue {
  if (!text.includes('$')) return { text };
  const unescaped = withoutEscapedCommands(text);
  if (unescaped === undefined) return 'runsCode';
  const parts: string[] = [];
  let end = 0;
  for (const match of unescaped.matchAll(reference)) {
    const value = valueOf(match, variables);
    if (value === undefined || !expansion.fits(value)) return 'refused';
    parts.push(unescaped.slice(end, match.index), value);
    end = match.index + match[0].length;
  }
  return { text: parts.join('') + unescaped.slice(end) };
}

const reference = /(?<!\\)(\\*)\$(?!\()(\{)?(_?[A-Za-z][A-Za-z0-9_]*)?(:[-=][^}]*)?(\})?/g;

/** What a reference becomes; `undefined` where the text is refused. */
function valueOf(match: RegExpExecArray, variables: Map<string, string>): string | undefined {
  const [whole, backslashes = '', opening, name, byDefault, closing] = match;
  if (backslashes.length % 2 === 1) return whole.slice(1);
  if (name === undefined && byDefault === undefined && closing === undefined) return whole;
  if (opening !== undefined && closing === undefined) return undefined;
  let value = variables.get(name ?? '') ?? '';
  if (value === '' && byDefault !== undefined) {
    if (/['"{$]/.test(byDefault)) return undefined;
    value = byDefault.slice(2);
    if (byDefault.startsWith(':=')) variables.set(name ?? '', value);
  }
  return backslashes + value + (opening === undefined ? (closing ?? '') : '');
}

/** The text with the backslash off every `\$(…)`; `undefined` where there is a `$(…)` without one. */
function withoutEscapedCommands(text: string): string | undefined {
  if (!text.includes('$(')) return text;
  const ends = commandEnds(text);
  const parts: string[] = [];
  let end = 0;
  for (const { index } of text.matchAll(/\$\(/g)) {
    const close = ends.get(index + 1);
    if (index < end || close === undefined) continue;
    if (text[index - 1] !== '\\' || index - 1 < end) return undefined;
    parts.push(text.slice(end, index - 1), text.slice(index, close + 1));
    end = close + 1;
  }
  return parts.join('') + text.slice(end);
}

/** Where the parentheses close that hold something, and in which all others do. */
function commandEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: { readonly at: number; isSound: boolean }[] = [];
  for (const { index, 0: character } of text.matchAll(/[()]/g)) {
    if (character === '(') {
      open.push({ at: index, isSound: true });
      continue;
    }
    const last = open.pop();
    if (!last) continue;
    const isSound = last.isSound && index > last.at + 1;
    if (isSound) ends.set(last.at, index);
    const outer = open.at(-1);
    if (outer && !isSound) outer.isSound = false;
  }
  return ends;
}
