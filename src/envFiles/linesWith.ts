import { countLineBreaks } from '../dotenv/lineBreak';

/**
 * The 0-based lines of `text` that hold `id` as a whole: inside a longer run of letters, digits, `_` and `-` it is a
 * part of something else. Lines end where VS Code ends them.
 */
export function linesWith(text: string, id: string): readonly number[] {
  if (id === '') return [];
  const lines = new Set<number>();
  const end = id.length;
  let line = 0;
  let counted = 0;
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
    if (isInWord(text[at - 1]) || isInWord(text[at + end])) continue;
    line += countLineBreaks(text.slice(counted, at));
    counted = at;
    lines.add(line);
  }
  return [...lines];
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
