import type { Reader, Reading } from './reader';
import { specialName } from './shellNames';

/*
 * What `export $(xargs < .env)` and `export $(grep -v '^#' .env | xargs)` set in bash: GNU findutils 4.9 (xargs, “Invoking
 * xargs”), GNU coreutils' echo, and bash 5.2's `export`. Names of files that a `*` could stand for are taken not to be.
 */

export const xargs: Reader = { name: 'export $(xargs)', read };

export const grepXargs: Reader = {
  name: 'export $(grep | xargs)',
  read: text => read(text.replace(/(?<![^\n])#[^\n]*\n?/g, '')),
};

function read(text: string): Reading {
  const variables = new Map<string, string>();
  // What xargs' `echo` prints is split anew.
  const words = argumentsIn(text)
    .join(' ')
    .split(/[ \t\n]+/)
    .filter(word => word !== '');
  if (words[0] === '--') words.shift();
  else if (/^-[fnp]*[fnp]$/.test(words[0] ?? '')) return { kind: 'runsCode' };
  // With any other option, `export` sets nothing.
  else if (/^-./.test(words[0] ?? '')) return { kind: 'variables', variables };
  for (const word of words) {
    const [, name, plus, value = ''] = /^([A-Za-z_]\w*)(\+)?=([^]*)$/.exec(word) ?? [];
    if (name !== undefined && specialName('bash', name)) return { kind: 'runsCode' };
    if (name !== undefined)
      variables.set(name, plus === undefined ? value : (variables.get(name) ?? '') + value);
  }
  return { kind: 'variables', variables };
}

/** The arguments that xargs makes of a text: those before a quote that is open at the end of its line. */
function argumentsIn(text: string): readonly string[] {
  const found: string[] = [];
  let word: string | undefined;
  for (const [, space, plain, single, double, escaped] of text.matchAll(token)) {
    if (space !== undefined) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else {
      // Where a word starts, more characters are white space than where it ends.
      const part =
        (word === undefined ? plain?.replace(/^[\v\f\r]+/, '') : plain) ?? single ?? double ?? escaped;
      if (part === undefined) return found;
      if (part !== '' || plain === undefined) word = (word ?? '') + part;
    }
  }
  return word === undefined ? found : [...found, word];
}

const token = /([ \t\n]+)|([^ \t\n"'\\]+)|'([^'\n]*)'|"([^"\n]*)"|\\([^]?)|["']/g;
