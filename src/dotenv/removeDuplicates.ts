import { readValue } from './readValue';
import type { Piece } from './piece';
import { readAlike, type Reader } from './readers/reader';
import { scan } from './scan';
import { runsAlways } from './shellStructure';
import { inSlices } from './slices';
import { applyEdits, inOrder, type TextEdit } from './textEdit';
import { isVariable } from './changedNeighbour';

export interface DuplicatesRemoved {
  /** Edits of the old text, in its order, neither overlapping nor touching. Empty if there is nothing to remove. */
  readonly edits: readonly TextEdit[];
  /** The resulting text, in which every variable reads as before. */
  readonly text: string;
  /** The 0-based lines of the old text on which something removed starts. */
  readonly lines: readonly number[];
}

/**
 * Removes the lines of `names` that a later line of the same name overrides. `undefined` if a line in between may use
 * one, if one of `readers` takes the text for code that may leave some of these lines out, or if one would then read
 * some variable differently, except that it may find the last value of a name instead of the first.
 * @param hasMark whether the file starts with a byte order mark that the text doesn't show
 */
export async function removeDuplicates(
  text: string,
  names: readonly string[],
  { readers, hasMark = false }: { readonly readers: readonly Reader[]; readonly hasMark?: boolean },
): Promise<DuplicatesRemoved | undefined> {
  const pieces = scan(text);
  const assignments = pieces.filter(piece => piece.kind === 'assignment');
  const last = new Map(assignments.map(assignment => [assignment.key, assignment]));
  const earlier = assignments.filter(piece => names.includes(piece.key) && last.get(piece.key) !== piece);
  if (names.some(name => isUsed(name, pieces))) return undefined;
  const edits = inOrder(earlier.map(({ start, bom, end }) => ({ start: start + bom, end, newText: '' })));
  const result = applyEdits(text, edits);
  const intended = new Map(
    [...last].filter(([name]) => names.includes(name)).map(([name, piece]) => [name, readValue(text, piece)]),
  );
  const mark = hasMark ? '\uFEFF' : '';
  const slices = inSlices();
  let runAlways: boolean | undefined;
  const isRunAlways = (): boolean => {
    const always = runsAlways(pieces).pieces;
    return assignments.every(piece => !names.includes(piece.key) || always.has(piece));
  };
  for (const reader of edits.length > 0 ? readers : []) {
    const { way, readings } = readAlike(reader, [mark + text, mark + result]);
    await slices.pause();
    const [was, now] = readings;
    const hasCode = way !== reader || was?.kind === 'runsCode';
    if (hasCode && !(runAlways ??= isRunAlways())) return undefined;
    if (was?.kind !== 'variables') continue;
    if (now?.kind !== 'variables' || !isSame(was.variables, now.variables, intended)) return undefined;
  }
  return { edits, text: result, lines: earlier.map(({ line }) => line) };
}

/** What may use any variable: a command, or a reference that doesn't name one. */
const anyUse = /\$\(|`|\$\{!/;
const arithmetic = /\$\(\([^()]*\)\)/g;
const definesFunction = /\(\s*\)|\bfunction\b/;

/**
 * Whether a line behind the first that assigns the name, up to the last, uses it: it has it too, or is a command, which
 * needs no name to use it.
 */
function isUsed(name: string, pieces: readonly Piece[]): boolean {
  const isOwn = (piece: Piece): boolean => piece.kind === 'assignment' && piece.key === name;
  const use = new RegExp(`\\b${name}\\b`);
  const hasFunctions = pieces.some(({ kind, text }) => kind === 'other' && definesFunction.test(text));
  return pieces.slice(pieces.findIndex(isOwn) + 1, pieces.findLastIndex(isOwn) + 1).some(piece => {
    if (piece.kind === 'other') return !piece.bareName || hasFunctions || use.test(piece.text);
    if (piece.kind !== 'assignment') return false;
    const value = piece.text.slice(piece.keySpan.end - piece.start);
    const runs = value.replace(arithmetic, '');
    return use.test(value) || anyUse.test(runs) || (!piece.quote && command.test(runs));
  });
}

/** What shells take for a command behind an assignment, as in `DEBUG=1 ./seed`. A sign apart from the name is none. */
const command = /^=(?:[^#]*(?:[;&|<>]|\S[ \t]+[^\s#])|[ \t]+[^\s#]*\/)/;

type Variables = ReadonlyMap<string, string>;

function isSame(was: Variables, now: Variables, intended: Variables): boolean {
  return [...was.keys(), ...now.keys()].every(name => {
    const value = now.get(name);
    return (
      !isVariable(name) || value === was.get(name) || (value !== undefined && value === intended.get(name))
    );
  });
}
