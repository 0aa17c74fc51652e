import { changedNeighbour, isVariable } from './changedNeighbour';
import { type Before, isOfNotation, type Misread, type Variables } from './misread';
import { acceptedBy, type Reader, type Reading } from './readers/reader';
import type { Slices } from './slices';
import { firstUnread, placeOf, stopsBefore } from './unreadRest';
import type { Piece } from './piece';
import { readVariables } from './readValue';
import { scan } from './scan';
import { isPlain } from './writeValue';

/** An edit that is considered. */
export interface Candidate {
  /** The resulting text. */
  readonly text: string;
  /** The resulting lines of the variables, each with its line break. */
  readonly lines: ReadonlyMap<string, string>;
  /** The variables that had no line before. */
  readonly added: ReadonlySet<string>;
  /** The variables that had no value of their own before: with none or a placeholder, their notation may change. */
  readonly free: ReadonlySet<string>;
  /** The values being replaced. */
  readonly previous: Variables;
}

export interface Verdict {
  /** How many programs accept the old text. */
  readonly accepting: number;
  /** At most one for each of them. */
  readonly misreads: readonly Misread[];
  /** How many programs misread it for more than its notation. */
  readonly count: number;
}

export interface EditToVerify {
  readonly before: string;
  /** The pieces of `before`. */
  readonly pieces: readonly Piece[];
  readonly values: ReadonlyMap<string, string>;
  readonly readers: readonly Reader[];
  /** Whether the file starts with a byte order mark that the texts don't show. */
  readonly hasMark: boolean;
  readonly slices: Slices;
}

/**
 * Returns a function that has every program read an edited text, in slices, and finds what a program would misread:
 * each that accepts the old text must find the new values and everything else as before. What a program makes of
 * every line in that notation, such as a carriage return or quotes that it always keeps, is no misread. An edit that
 * turns out no better than `best` is read no further.
 */
export function editVerifier({ before, pieces, values, readers, hasMark, slices }: EditToVerify) {
  const mark = hasMark ? '\uFEFF' : '';
  const own = readVariables(before, pieces);
  const assigned = new Map(
    pieces.flatMap(piece =>
      piece.kind === 'assignment' && isVariable(piece.key)
        ? [[piece.key, `${piece.text.trimEnd()}\n`] as const]
        : [],
    ),
  );
  const foreign = [...assigned].filter(([name]) => !values.has(name));
  const readBoth = readerOfBoth(mark + saved(before), foreign, slices);
  /** Whether a shell that finds nothing around the code of the old text may find something in it. */
  const findsInCode = (way: Reader, { stops }: Before): boolean =>
    !stops() && [...assigned].some(([name, line]) => acceptedBy(way, line)?.has(name));
  return async (candidate: Candidate, best?: Verdict): Promise<Verdict> => {
    const misreads = new Map<string, Misread>();
    const onDisk = { ...candidate, text: saved(candidate.text) };
    const after = mark + onDisk.text;
    const doubtful = new Set(best?.misreads.map(({ reader }) => reader));
    const isDoubtful = ({ name }: Reader): number => (doubtful.has(name) ? 1 : 0);
    let accepting = 0;
    let count = 0;
    for (const reader of readers.toSorted((a, b) => isDoubtful(b) - isDoubtful(a))) {
      const { way, earlier, reading } = await readBoth(reader, after);
      if (typeof earlier === 'string') continue;
      // A program that finds nothing in a file with variables, nor in the edited one, is not one that the file is for.
      const findsNone = own.size > 0 && earlier.was.size === 0 && !findsAny(reading);
      if (findsNone && (way === reader || !findsInCode(way, earlier))) continue;
      accepting += 1;
      // What it didn't get to before may hold commands.
      if (reading.kind === 'runsCode' && earlier.stops()) continue;
      const misreadIn = (now: Variables): Misread | undefined => {
        const ofValue = misreadValue(way, earlier, now, values, onDisk);
        if (ofValue && !isOfNotation(ofValue)) return ofValue;
        return changedNeighbour(way, earlier, now, values, { before, own }) ?? ofValue;
      };
      const misread =
        reading.kind === 'variables'
          ? misreadIn(reading.variables)
          : ({ kind: 'refused', reader: reader.name } as const);
      if (misread) misreads.set(reader.name, misread);
      if (misread && !isOfNotation(misread)) count += 1;
      if (best && count >= best.count) break;
    }
    return { accepting, misreads: readers.flatMap(({ name }) => misreads.get(name) ?? []), count };
  };
}

interface Both {
  /** The way in which both texts were read. */
  readonly way: Reader;
  /** Without what the program finds if it refuses the old text, or runs code in it. */
  readonly earlier: Before | 'refused' | 'runsCode';
  readonly reading: Reading;
}

/**
 * Returns a function that has a program read the old text, once, and a new one, in the first of its ways in which it
 * runs no code in either.
 */
function readerOfBoth(
  before: string,
  foreign: readonly (readonly [name: string, line: string])[],
  slices: Slices,
): (reader: Reader, after: string) => Promise<Both> {
  const readBefore = (way: Reader, isWhole: boolean): Both['earlier'] => {
    const reading = way.read(before);
    if (reading.kind !== 'variables') return reading.kind;
    const was = reading.variables;
    const stops = (): boolean => stopsBefore(way, before);
    // What a shell doesn't read may stand in code, and it reads on behind that.
    const unreadFrom = isWhole || stops() ? firstUnread(way, foreign, was) : undefined;
    return { was, unreadFrom, stops: () => unreadFrom !== undefined || stops() };
  };
  const old = new Map<Reader, Both['earlier']>();
  const readBoth = async (way: Reader, after: string, isWhole: boolean): Promise<Both> => {
    const earlier = old.get(way) ?? readBefore(way, isWhole);
    if (!old.has(way)) await slices.pause();
    old.set(way, earlier);
    const reading: Reading = earlier === 'refused' ? { kind: earlier } : way.read(after);
    await slices.pause();
    const runsCode = earlier === 'runsCode' || reading.kind === 'runsCode';
    return runsCode && way.aroundCode ? readBoth(way.aroundCode, after, false) : { way, earlier, reading };
  };
  return (reader, after) => readBoth(reader, after, true);
}

/** The text on disk: VS Code saves no carriage return without a line feed. */
function saved(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}

function findsAny(reading: Reading): boolean {
  return reading.kind === 'variables' && reading.variables.size > 0;
}

/** The gravest misread of the new values: the program still finds an old one, finds none, or misreads the notation. */
function misreadValue(
  reader: Reader,
  { was, unreadFrom }: Before,
  now: Variables,
  values: Variables,
  { text, lines, added, free, previous }: Candidate,
): Misread | undefined {
  const end = unreadFrom === undefined || now.has(unreadFrom) ? Infinity : placeOf(unreadFrom, text);
  let worst: Misread | undefined;
  for (const [name, value] of values) {
    const found = now.get(name);
    if (found === value) continue;
    const line = saved(lines.get(name) ?? '');
    // Nor does the program read what is around.
    if (found === undefined && text.lastIndexOf(line) > end) continue;
    const alone = acceptedBy(reader, line)?.get(name);
    const plainest = acceptedBy(reader, plainestOf(line, free.has(name)))?.get(name);
    const canRead = plainest === value || plainest === `${value}\r`;
    const isUnread = alone === undefined && added.has(name) && [...was.keys()].some(isVariable);
    if (found === `${value}\r` && plainest === found) continue;
    // Another line hides this one, or is read in its place.
    const isElsewhere = alone !== found;
    if (canRead || isUnread || isElsewhere) {
      const findsOld = found !== undefined && found !== '' && found === previous.get(name);
      const misread = { kind: 'value', reader: reader.name, name, wasRead: was.has(name), findsOld } as const;
      if (findsOld) return misread;
      worst = worst?.kind === 'value' ? worst : misread;
    } else if (!isPlain(value) && /^["']/.test(alone ?? '')) {
      worst ??= { kind: 'quotes', reader: reader.name, name };
    } else if (free.has(name) && line.includes('#') && alone?.includes(value)) {
      worst ??= { kind: 'comment', reader: reader.name, name };
    }
  }
  return worst;
}

/**
 * A line without what its comment says: the notation alone, which a program reads well or never does.
 * @param isFree whether the line may also be written without indentation and with no space around its sign
 */
function plainestOf(line: string, isFree: boolean): string {
  const [piece] = scan(line);
  if (piece?.kind !== 'assignment') return line;
  const { bom, exported, key, quotedValue, comment, eol } = piece;
  const end = comment ? `# c${eol}` : eol;
  if (!isFree) return comment ? line.slice(0, comment.start) + end : line;
  const value = line.slice(quotedValue.start, quotedValue.end);
  return `${line.slice(0, bom)}${exported ? 'export ' : ''}${key}=${value}${comment ? ' ' : ''}${end}`;
}
