import { isSpecialToMake } from './readers/makeVariables';
import { specialName } from './readers/shellNames';
import { shortText, type ShortText } from './shortText';
import type { Slices } from './slices';
import { isPlain } from './writeValue';

/** How many plain lines of each kind stay on either side of a line that is not plain. */
const kept = 3;
/** At the end, and a few lines up from there, lines may be put in. */
const keptAtEnd = 16;

interface PlainLine {
  /** Its form: programs may refuse all lines of one. */
  readonly kind: string;
  /** The variable it assigns, or would if it were not commented out. */
  readonly name: string | undefined;
}

/**
 * Leaves out plain lines far from all others: each assigns a harmless value to a variable whose name stands nowhere
 * else, is a harmless comment, or is blank. Every program reads such a line by itself, so what it finds in the rest is
 * what it would find there in the whole text, before and after an edit. Only what a program finds right next to another
 * line may depend on plain ones: these stay.
 *
 * @param edited the names of the variables to be edited
 */
export async function withoutPlainLines(
  text: string,
  edited: ReadonlySet<string>,
  slices: Slices,
): Promise<ShortText> {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(eol);
  const plain = await plainLines(lines, edited, slices);
  const others = lines.filter((_, index) => !plain[index]);
  // An edited value may span lines, and a reference may be to any variable.
  const isOpen = (line: string): boolean => isNamedIn(line, edited) && !isClosed(line);
  if (others.some(line => isOpen(line) || oddDollar.test(line))) return { text, gaps: [] };
  const used = new Set(others.flatMap(line => line.match(/\w+/g) ?? []));
  await slices.pause();
  const count = new Map<string, number>();
  for (const line of plain) if (line?.name) count.set(line.name, (count.get(line.name) ?? 0) + 1);
  const stays = linesToKeep(plain);
  await slices.pause();
  const isOut = (index: number): boolean => {
    const name = plain[index]?.name;
    return stays[index] === 0 && (name === undefined || (count.get(name) === 1 && !used.has(name)));
  };
  return shortText(lines, eol, isOut);
}

/** For each line, whether it stays: it is not plain, or near one that isn't. */
function linesToKeep(plain: readonly (PlainLine | undefined)[]): Uint8Array {
  const stays = new Uint8Array(plain.length);
  const keep = (index: number, seen: Map<string, number>): void => {
    const line = plain[index];
    const before = line ? (seen.get(line.kind) ?? 0) : 0;
    if (before < kept) stays[index] = 1;
    if (line) seen.set(line.kind, before + 1);
    else seen.clear();
  };
  const above = new Map<string, number>();
  const below = new Map<string, number>();
  for (let index = 0; index < plain.length; index += 1) {
    keep(index, above);
    keep(plain.length - 1 - index, below);
  }
  return stays;
}

/** The lines of edited variables, and the first and last ones, are places for edits: none of them is plain. */
async function plainLines(
  lines: readonly string[],
  edited: ReadonlySet<string>,
  slices: Slices,
): Promise<readonly (PlainLine | undefined)[]> {
  const plain: (PlainLine | undefined)[] = [];
  // Whether a program may be in a value that one of the lines above has opened.
  let mayBeOpen = false;
  for (const [index, line] of lines.entries()) {
    const found = plainLine(line);
    mayBeOpen ||= !found && !isClosed(line);
    const isPlace = index === 0 || index >= lines.length - keptAtEnd || isNamedIn(line, edited);
    plain.push(isPlace || (found?.kind.endsWith('quotes') && mayBeOpen) ? undefined : found);
    if (index % 1000 === 0) await slices.pause();
  }
  return plain;
}

const assignment =
  /^(export )?([A-Z_][A-Z0-9_]+)=(?:([\w.%@,+/~:=-]*)|"[\w .,:;/@%+!()-]*"|'[\w .,:;/@%+!()-]*')$/;
const comment = /^#(?:[\w .,:;/@%+!()<>*?&|[\]{}~#'-]*|[ #]?([A-Z_][A-Z0-9_]+)=([\w.%@,+/~:=-]*))$/;

const blank: PlainLine = { kind: 'blank', name: undefined };

function plainLine(line: string): PlainLine | undefined {
  if (line === '') return blank;
  if (line.startsWith('#')) {
    const [found, name, value = ''] = comment.exec(line) ?? [];
    if (found === undefined || !isPlain(value) || isSpecial(name)) return undefined;
    // To xargs, an open quote is the end.
    if (name === undefined) return { kind: `comment ${line.replace(/[^']/g, '')}`, name };
    return { kind: 'commented out', name };
  }
  const [found, exported, name, value] = assignment.exec(line) ?? [];
  if (found === undefined || !isPlain(value ?? '') || isSpecial(name)) return undefined;
  return { kind: `${exported ?? ''}${value === undefined ? 'quotes' : 'value'}`, name };
}

/** To zsh, to all shells or to make. */
function isSpecial(name: string | undefined): boolean {
  if (name === undefined) return false;
  return (
    name === 'HOME' ||
    isSpecialToMake(name) ||
    (['bash', 'dash', 'zsh'] as const).some(shell => specialName(shell, name))
  );
}

function isNamedIn(line: string, names: ReadonlySet<string>): boolean {
  for (const name of names) if (line.includes(name)) return true;
  return false;
}

/** Whether behind this line no program is in a value, where it wasn't before. */
function isClosed(line: string): boolean {
  return (
    /^#[^"`\\=]*$/.test(line) || oneQuoted.test(line) || !/["'`\\(){}<>|&$]/.test(line.replace(harmless, ''))
  );
}

const oneQuoted = /^\s*(?:export\s+)?\w+\s*=\s*(?:"[^"\\$`]*"|'[^'\\$]*')\s*$/;
const harmless = /&(?=\S)|\$\w|\$\{\w+\}/g;

/** What starts a reference that may be to a variable it doesn't name. */
const oddDollar = /\$(?!\w|\{\w+(?::?[-+?]|\})|$)/;
