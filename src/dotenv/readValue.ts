import type { Assignment } from './piece';
import { commentedKey, scan } from './scan';

/**
 * The value an assignment holds: without its quotes, the spaces round it and the comment behind it. Nothing is
 * expanded or unescaped, for the readers don't agree on that.
 *
 * `text` is the text the assignment was scanned from.
 */
export function readValue(text: string, { value }: Assignment): string {
  return text.slice(value.start, value.end);
}

/** The variables of a `.env` text with their values as `readValue` gives them. The last of several definitions wins. */
export function readVariables(text: string, pieces = scan(text)): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const piece of pieces)
    if (piece.kind === 'assignment') variables.set(piece.key, readValue(text, piece));

  return variables;
}

/** How a `.env` text knows a name: it sets the variable, has a commented line for it, or neither. */
export type Presence = 'active' | 'commented' | 'absent';

export type Presences = ReadonlyMap<string, Presence>;

/** The names a `.env` text sets or has commented lines for, in the order in which they first come. */
export function presences(text: string, pieces = scan(text)): Presences {
  const names = new Map<string, Presence>();
  for (const piece of pieces) {
    if (piece.kind === 'assignment') names.set(piece.key, 'active');
    const key = piece.kind === 'comment' ? commentedKey(piece) : undefined;
    if (key !== undefined && !names.has(key)) names.set(key, 'commented');
  }
  return names;
}

/** The strongest presence any of `names` has. */
export function strongest(names: readonly string[], present: Presences): Presence {
  const found = names.map(name => present.get(name));
  return (['active', 'commented'] as const).find(presence => found.includes(presence)) ?? 'absent';
}
