import { acceptedBy, type Reader } from './readers/reader';
import { scan } from './scan';
import { readShell } from './shellReader';
import { runsAlways } from './shellStructure';

/** How many characters a text with code has at most that is read around it, all at once. */
const longest = 200_000;

/**
 * A shell with ways to read what stands around code. Commands in the place of a value change no variable: each stands
 * for a word of its own, the same wherever it is the same. If there is other code, only what runs always is read, and a
 * command that may do anything is taken to do nothing.
 */
export function aroundCode(shell: Reader): Reader {
  const { name } = shell;
  const way = (plain: (text: string) => string, next?: Reader): Reader => ({
    name,
    read: text => (text.length > longest ? { kind: 'runsCode' } : shell.read(plain(text))),
    ...(next && { aroundCode: next }),
  });
  const whatRuns = way(text => whatRunsAlways(withoutSubstitutions(text), shell));
  return { ...shell, aroundCode: way(withoutSubstitutions, whatRuns) };
}

function withoutSubstitutions(text: string): string {
  let plain = '';
  let at = 0;
  for (const { start, end } of readShell(text).substitutions) {
    plain += text.slice(at, start) + wordFor(text.slice(start, end));
    at = end;
  }
  return plain + text.slice(at);
}

/** A word that stands for a command, and for no other. */
function wordFor(command: string): string {
  return `CODE${command.replace(/\W/g, character => `_${character.charCodeAt(0)}_`)}`;
}

function whatRunsAlways(text: string, shell: Reader): string {
  const pieces = scan(text);
  const always = runsAlways(pieces).pieces;
  return pieces
    .filter(piece => always.has(piece) && acceptedBy(shell, piece.text) !== undefined)
    .map(piece => piece.text)
    .join('');
}
