import { envFileKind } from '../dotenv/fileNames';
import { countLineBreaks } from '../dotenv/lineBreak';

/** What a searched text has of the words that are looked for. */
export interface Hit {
  /** `env`: a `.env` file that may hold secrets. `text`: any other file. */
  readonly kind: 'env' | 'text';
  /** The words that are there as a whole, with their 0-based lines. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  /** The text of a `.env` file, which may hold secrets: never show or log it. Empty for `text`. */
  readonly text: string;
}

export function kindOf(fileName: string): Hit['kind'] {
  const kind = envFileKind(fileName);
  return kind === 'target' || kind === 'shell' ? 'env' : 'text';
}

/** Looks for words in a text; undefined if it has none of them. */
export function hitIn(text: string, words: readonly string[], kind: Hit['kind']): Hit | undefined {
  const found = words
    .map(word => [word, linesWith(text, word)] as const)
    .filter(([, lines]) => lines.length > 0);
  return found.length > 0 ? { kind, lines: new Map(found), text: kind === 'env' ? text : '' } : undefined;
}

/**
 * The 0-based lines of `text` that hold `id` as a whole, not as a part of a longer run of letters, digits, `_` and `-`.
 * Lines end where VS Code ends them.
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
