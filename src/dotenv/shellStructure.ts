import type { Piece } from './piece';
import { readShell } from './shellReader';

/** What of a shell script runs in every case, each time the script does. */
export interface AlwaysRun {
  readonly pieces: ReadonlySet<Piece>;
  /** A line put in at the end of the text runs always. */
  readonly end: boolean;
}

/** The pieces of a scanned text that count: of a shell script, those that run always. */
export function countingPieces(pieces: readonly Piece[], isShell: boolean): readonly Piece[] {
  const always = isShell ? runsAlways(pieces).pieces : undefined;
  return always ? pieces.filter(piece => always.has(piece)) : pieces;
}

/**
 * Which pieces of a scanned shell script are at its top level and always run, in the shell itself: not inside of a
 * compound command, a function, a group, a here-document or a quote, nor joined with another line by a backslash or an
 * operator, nor in a pipeline or the background, nor where the script may have ended before. If a script can't be
 * followed, from there on no piece does. That no command and no expansion fails and ends the script (`set -e`,
 * `${X:?}`) is taken for granted.
 */
export function runsAlways(pieces: readonly Piece[]): AlwaysRun {
  const text = pieces.map(piece => piece.text).join('');
  const { lineStarts, forks, end } = readShell(text);
  const starts = new Set(lineStarts);
  const always = new Set<Piece>();
  let [nextStart, nextFork] = [0, 0];
  for (const piece of pieces) {
    const isLast = piece.end === text.length;
    // Between its ends, a piece that is one command holds no other start of a command, and no operator that forks.
    while ((lineStarts[nextStart] ?? Infinity) <= piece.start) nextStart += 1;
    while ((forks[nextFork] ?? Infinity) < piece.start) nextFork += 1;
    const isOne =
      (lineStarts[nextStart] ?? Infinity) >= piece.end && (forks[nextFork] ?? Infinity) >= piece.end;
    const endsWhole = starts.has(piece.end) || (isLast && end);
    if (piece.bom === 0 && starts.has(piece.start) && endsWhole && isOne) always.add(piece);
  }
  return { pieces: always, end };
}
