import { acceptedBy, readAlike, type Reader } from './readers/reader';
import type { Piece } from './piece';
import type { Slices } from './slices';

export interface HiddenVariable {
  /** Where it can't be read. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly name: string;
  readonly value: string;
}

/** How many lines are tried, of short and of long texts. */
const maxTries = 40;
const maxCharacters = 400_000;

/**
 * The line that keeps a program from reading a variable's value: the nearest above, or else below, without which the
 * program reads it. `undefined` if there is none among the nearest.
 */
export async function hidingLine(
  reader: Reader,
  { text, pieces, name, value }: HiddenVariable,
  slices: Slices,
): Promise<Piece | undefined> {
  const { way } = readAlike(reader, [text]);
  const at = pieces.findLastIndex(piece => piece.kind === 'assignment' && piece.key === name);
  const nearest = [...pieces.slice(0, Math.max(at, 0)).reverse(), ...pieces.slice(at + 1)];
  const tries = Math.min(maxTries, Math.ceil(maxCharacters / Math.max(text.length, 1)));
  for (const piece of nearest.slice(0, tries)) {
    const without = text.slice(0, piece.start + piece.bom) + text.slice(piece.end);
    if (acceptedBy(way, without)?.get(name) === value) return piece;
    await slices.pause();
  }
  return undefined;
}
