import { countLineBreaks, isSpace, lineBreakAt, lineEnd } from './lineBreak';
import type { Assignment, Comment, Other, Piece } from './piece';
import { scanAssignment, type AssignmentParts } from './scanAssignment';

export type { Assignment, Blank, Comment, LineBreak, Other, Piece, Quote, Span } from './piece';

const byteOrderMark = '\uFEFF';

/**
 * Cuts the text of a `.env` file into logical lines. Lossless for any text: the pieces follow one another without a
 * gap and their texts joined are the input. Never fails; takes time linear in the length of the text.
 */
export function scan(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let line = 0;
  for (let start = 0; start < text.length;) {
    const bom = start === 0 && text.startsWith(byteOrderMark) ? 1 : 0;
    const piece = pieceAt(text, start, line, bom);
    pieces.push(piece);
    line += piece.kind === 'assignment' ? countLineBreaks(piece.text) : 1;
    start = piece.end;
  }
  return pieces;
}

function pieceAt(text: string, start: number, line: number, bom: 0 | 1): Piece {
  const first = indentEnd(text, start + bom);
  const kind = kindBy(text[first]);
  const parts = kind === undefined ? scanAssignment(text, start + bom) : undefined;
  const close = kind === 'blank' ? first : lineEnd(text, parts?.quotedValue.end ?? first);
  const eol = lineBreakAt(text, close);
  const end = close + eol.length;
  const common = { start, end, text: text.slice(start, end), line, bom, eol };
  if (parts) return assignment(common, parts);
  if (kind === undefined) return other(common);
  return { kind, start, end, text: common.text, line, bom, eol };
}

/** What kind of line it is, if the first character behind its indentation says so. */
function kindBy(first: string | undefined): 'blank' | 'comment' | undefined {
  if (first === undefined || first === '\n' || first === '\r') return 'blank';
  return first === '#' ? 'comment' : undefined;
}

function indentEnd(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at += 1;
  return at;
}

type Common = Omit<Comment, 'kind'>;

/** Written out field by field, for spreading takes most of the time of a scan. */
function assignment({ start, end, text, line, bom, eol }: Common, parts: AssignmentParts): Assignment {
  const { indent, exported, key, keySpan, separator, separatorSpan, separatorAt } = parts;
  const { quote, quotedValue, comment } = parts;
  const inside = quote ? { start: quotedValue.start + 1, end: quotedValue.end - 1 } : quotedValue;
  return {
    kind: 'assignment',
    start,
    end,
    text,
    line,
    bom,
    eol,
    indent,
    exported,
    key,
    keySpan,
    separator,
    separatorSpan,
    separatorAt,
    quote,
    value: inside,
    quotedValue,
    comment,
    unterminated: quote === undefined && isQuote(text[quotedValue.start - start]),
  };
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === '`';
}

const bare = /^(\s*(export\s+)?)([A-Za-z_]\w*)\s*(?:(?<=\s)#.*)?$/s;

function other({ start, end, text, line, bom, eol }: Common): Other {
  const content = text.slice(bom, text.length - eol.length);
  const [, before, exported, name] = bare.exec(content) ?? [];
  const from = start + bom + (before?.length ?? 0);
  const bareName =
    name === undefined
      ? undefined
      : { name, exported: exported !== undefined, start: from, end: from + name.length };
  return { kind: 'other', start, end, text, line, bom, eol, bareName };
}

const commented = /^\s*#[#\s]*(.*?)[\r\n]*$/s;

/** The key, if the comment is an assignment with a `#` before it: `# KEY=…`. */
export function commentedKey({ text }: Comment): string | undefined {
  return scanAssignment(commented.exec(text)?.[1] ?? '', 0)?.key;
}
