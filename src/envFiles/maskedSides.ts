import { mask } from '../dotenv/mask';
import type { Assignment } from '../dotenv/piece';
import { scan } from '../dotenv/scan';
import type { Plan } from './plan';

/**
 * The texts before and after a plan as anybody may see them: names of variables, the two new IDs, comment marks, quotes
 * and line breaks. Everything else is masked. A secret that another replaces shows as a difference, also where both
 * masks are the same.
 */
export function maskedSides({ before, after, names, values }: Plan): readonly [string, string] {
  const ids = new Map(values.filter(([name]) => name !== names.keySecret));
  const known = new Set(Object.values(names));
  const shownBefore = (name: string, value: string): string =>
    ids.get(name) === value ? value : mask(value);
  const old = scan(before).flatMap(piece =>
    piece.kind === 'assignment' && piece.key === names.keySecret ? [valueOf(piece)] : [],
  );
  const shownAfter = (name: string, value: string): string => {
    const masked = shownBefore(name, value);
    const looksOld =
      name === names.keySecret && !old.includes(value) && old.some(text => mask(text) === masked);
    return looksOld ? masked.repeat(2) : masked;
  };
  return [masked(before, known, shownBefore), masked(after, known, shownAfter)];
}

type ShownValue = (name: string, value: string) => string;

function masked(text: string, known: ReadonlySet<string>, shownValue: ShownValue): string {
  return scan(text)
    .map(piece =>
      piece.kind === 'assignment' ? maskedAssignment(piece, known, shownValue) : maskedRest(piece.text),
    )
    .join('');
}

function maskedAssignment(piece: Assignment, known: ReadonlySet<string>, shownValue: ShownValue): string {
  const { start, end, text, key, keySpan, separatorSpan, quote = '', quotedValue } = piece;
  const value = valueOf(piece);
  const isName = known.has(key) || (conventional.test(key) && !value.startsWith('='));
  return [
    text.slice(0, keySpan.start - start),
    isName ? key : mask(key),
    text.slice(separatorSpan.start - start, separatorSpan.end - start),
    quote,
    shownValue(key, value),
    quote,
    maskedRest(text.slice(quotedValue.end - start, end - start)),
  ].join('');
}

function valueOf({ start, text, value }: Assignment): string {
  return text.slice(value.start - start, value.end - start);
}

/** How names of variables look. A line of a key or a certificate has other letters too, or ends in `==`. */
const conventional = /^[A-Z][A-Z_]*$/;

/** Leaves white space and the marks of a comment, and masks what is inside. */
function maskedRest(text: string): string {
  const [marks = ''] = /^\s*(?:#[#\s]*)?/.exec(text) ?? [];
  const content = text.slice(marks.length).trimEnd();
  return marks + mask(content) + text.slice(marks.length + content.length);
}
