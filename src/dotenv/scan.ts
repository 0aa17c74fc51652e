import { countLineBreaks, lineBreakAt, lineEnd } from './lineBreak';
import type { Assignment, Blank, Comment, Other, Piece } from './piece';
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
    const parts = scanAssignment(text, start + bom);
    const close = lineEnd(text, parts?.quotedValue.end ?? start);
    const eol = lineBreakAt(text, close);
    const end = close + eol.length;
    const common = { start, end, text: text.slice(start, end), line, bom, eol } as const;
    pieces.push(parts ? assignment(common, parts) : otherThanAssignment(common));
    line += countLineBreaks(common.text);
    start = end;
  }
  return pieces;
}

type Common = Omit<Blank, 'kind'>;

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
    unterminated: quote === undefined && /^["'`]/.test(text.slice(quotedValue.start - start)),
  };
}

const commented = /^[ \t]*#[#\s]*(.*)$/s;
const bare = /^([ \t]*(export[ \t]+)?)([A-Za-z_]\w*)[ \t]*(?:(?<=[ \t])#.*)?$/s;

function otherThanAssignment(common: Common): Blank | Comment | Other {
  const content = common.text.slice(common.bom, common.text.length - common.eol.length);
  if (/^[ \t]*$/.test(content)) return { ...common, kind: 'blank' };
  const [, behindHash] = commented.exec(content) ?? [];
  if (behindHash === undefined) return { ...common, kind: 'other', bareName: bareName(content, common) };
  return { ...common, kind: 'comment', commentedKey: scanAssignment(behindHash, 0)?.key };
}

function bareName(content: string, { start, bom }: Common): Other['bareName'] {
  const [, before, exported, name] = bare.exec(content) ?? [];
  if (before === undefined || name === undefined) return undefined;
  const from = start + bom + before.length;
  return { name, exported: exported !== undefined, start: from, end: from + name.length };
}
