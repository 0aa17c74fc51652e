import { exposedPrefix, type ExposedPrefix } from './exposedPrefix';
import { countLineBreaks } from './lineBreak';
import type { Assignment, Piece } from './piece';
import { readValue } from './readValue';
import { scan } from './scan';

/** Something about a text, or about a name in it, to be settled before a secret is written there. */
export type Hazard =
  /** `line` is the 0-based line of the first place. */
  | { readonly code: TextHazard; readonly line: number }
  /** The value refers to a 1Password item (`op://`), which is where the new value belongs. */
  | { readonly code: 'secretReference'; readonly name: string; readonly line: number }
  /** Build tools put variables with this prefix into what browsers and apps load. */
  | { readonly code: 'browserExposed'; readonly name: string; readonly prefix: ExposedPrefix };

export type TextHazard =
  /** Over 1 MiB in UTF-8. */
  | 'tooBig'
  /** Holds a NUL: no text, or one in UTF-16. */
  | 'binary'
  /** Holds U+FFFD, which stands for bytes that were not UTF-8. */
  | 'notUtf8'
  /** Markers of a merge that nobody has settled. */
  | 'conflictMarkers'
  /** Holds values encrypted by dotenvx: what is written beside them stays in clear. */
  | 'encrypted'
  /** A value opens with a quote that nothing closes: readers disagree on what follows. */
  | 'unterminatedQuote'
  /** Starts with a byte order mark: several readers lose the first variable, some refuse the file. */
  | 'byteOrderMark'
  /** A space or line separator that is none to some readers, where it matters. */
  | 'unusualWhitespace'
  /** A lone CR ends a line: most readers take that line and the next for one. */
  | 'loneCarriageReturn';

const mostBytes = 1024 * 1024;

/**
 * What may go wrong when the variables `names` are written into `text`, in no order that means anything. A text that
 * is too big is looked at no further.
 */
export function hazards(text: string, names: Iterable<string>): readonly Hazard[] {
  if (isTooBig(text)) return [{ code: 'tooBig', line: 0 }];
  const wanted = new Set(names);
  const pieces = scan(text);
  const assignments = pieces.filter(piece => piece.kind === 'assignment');
  const inText: readonly (readonly [TextHazard, number | undefined])[] = [
    ['binary', lineOf(text, /\0/)],
    ['notUtf8', lineOf(text, /\uFFFD/)],
    ['conflictMarkers', lineOf(text, /(?<![^\r\n])(?:<{7}|>{7}|\|{7})(?=[ \r\n]|$)/)],
    ['encrypted', encrypted(text, assignments, wanted)?.line],
    ['unterminatedQuote', assignments.find(({ unterminated }) => unterminated)?.line],
    ['byteOrderMark', pieces.find(({ bom }) => bom === 1)?.line],
    ['unusualWhitespace', pieces.find(isUnusuallySpaced)?.line],
    ['loneCarriageReturn', lineOf(text, /\r(?!\n)/)],
  ];
  return [
    ...inText.flatMap(([code, line]) => (line === undefined ? [] : [{ code, line }])),
    ...assignments
      .filter(assignment => wanted.has(assignment.key) && readValue(text, assignment).startsWith('op://'))
      .map(({ key, line }) => ({ code: 'secretReference', name: key, line }) as const),
    ...[...wanted].flatMap(name => {
      const prefix = exposedPrefix(name);
      return prefix ? [{ code: 'browserExposed', name, prefix } as const] : [];
    }),
  ];
}

/** Counts bytes only where the number of UTF-16 code units leaves it open. */
function isTooBig(text: string): boolean {
  if (text.length > mostBytes) return true;
  return text.length * 3 > mostBytes && new TextEncoder().encode(text).length > mostBytes;
}

function lineOf(text: string, pattern: RegExp): number | undefined {
  const at = text.search(pattern);
  return at === -1 ? undefined : countLineBreaks(text.slice(0, at));
}

/** The first value that dotenvx has encrypted: one of the wanted ones, or any where its public key is in the file. */
function encrypted(
  text: string,
  assignments: readonly Assignment[],
  wanted: ReadonlySet<string>,
): Assignment | undefined {
  const hasKey = assignments.some(({ key }) => key.startsWith('DOTENV_PUBLIC_KEY'));
  return assignments.find(
    assignment =>
      (hasKey || wanted.has(assignment.key)) && readValue(text, assignment).startsWith('encrypted:'),
  );
}

/**
 * White space or an invisible character that is no space, tab or line break, outside comments and values in quotes. In
 * a comment, a line or paragraph separator, at which JavaScript readers end it.
 */
function isUnusuallySpaced(piece: Piece): boolean {
  if (piece.kind === 'comment') return separator.test(piece.text);
  if (piece.kind !== 'assignment') return unusual.test(piece.text.slice(piece.bom));
  const { text, start, bom, quote, quotedValue, comment, end } = piece;
  const slice = (from: number, to: number): string => text.slice(from - start, to - start);
  const before = slice(start + bom, quotedValue.start);
  const value = quote ? '' : slice(quotedValue.start, quotedValue.end);
  const behind = slice(quotedValue.end, comment?.start ?? end);
  return (
    unusual.test(before + value + behind) ||
    (comment !== undefined && separator.test(slice(comment.start, comment.end)))
  );
}

const unusual = /[^\S \t\r\n]|[\u0085\u200B-\u200F\u2060]/;
const separator = /[\u2028\u2029]/;
