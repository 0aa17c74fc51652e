import type { Assignment } from './piece';
import { scan } from './scan';

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
export function readVariables(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const piece of scan(text)) {
    if (piece.kind === 'assignment') variables.set(piece.key, readValue(text, piece));
  }
  return variables;
}
