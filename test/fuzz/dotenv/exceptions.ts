import type { Assignment } from '../../../src/dotenv/scan';
import type { Family } from './oracle';

/** How the line stands that gives a variable its value. */
interface Form {
  readonly exported: boolean;
  /** `export` and the name stand apart by something else than one space. */
  readonly oddExport: boolean;
  readonly tabIndent: boolean;
  readonly tabRoundSign: boolean;
  readonly spaceBefore: boolean;
  readonly spaceAfter: boolean;
  readonly quoted: boolean;
  readonly comment: boolean;
  readonly tabBehind: boolean;
  readonly spaceBehind: boolean;
  /** It is the first line of a file that starts with a byte order mark. */
  readonly behindMark: boolean;
  /** The comment holds another one. */
  readonly secondHash: boolean;
  /** The comment holds a quote like those of the value with nothing but another comment behind it. */
  readonly quoteEndsComment: boolean;
  /** A space comes between the value and the CR of the line's end. */
  readonly returnBehindSpace: boolean;
}

/** What keeps the readers of a family from giving the value back, of the things an edit leaves as they are. */
const misread: Record<Family, readonly (keyof Form)[]> = {
  dotenv: [],
  python: ['behindMark'],
  ruby: ['quoteEndsComment'],
  go: ['behindMark', 'secondHash'],
  direnv: ['behindMark'],
  node: ['oddExport', 'tabIndent', 'tabRoundSign', 'tabBehind', 'behindMark'],
  shell: ['spaceBefore', 'spaceAfter', 'behindMark', 'returnBehindSpace'],
  symfony: ['spaceBefore', 'spaceAfter', 'behindMark'],
  docker: ['exported', 'spaceBefore', 'spaceAfter', 'quoted', 'comment', 'spaceBehind'],
  properties: ['exported', 'quoted', 'comment', 'spaceBehind', 'behindMark'],
};

/** Whether the readers of a family are known not to give back a value that stands as `assignment` does. */
export function isException(family: Family, assignment: Assignment): boolean {
  const form = formOf(assignment);
  return misread[family].some(trait => form[trait]);
}

function formOf(assignment: Assignment): Form {
  const { text, start, eol, quote, quotedValue, comment, separatorAt, separatorSpan } = assignment;
  const slice = (from: number, to: number): string => text.slice(from - start, to - start);
  const behind = slice(quotedValue.end, comment?.start ?? assignment.end - eol.length);
  const commentText = comment ? slice(comment.start, comment.end) : '';
  const isEmpty = quotedValue.start === quotedValue.end;
  return {
    exported: assignment.exported,
    oddExport: assignment.exported && slice(assignment.indent.end, assignment.keySpan.start) !== 'export ',
    tabIndent: slice(assignment.indent.start, assignment.indent.end).includes('\t'),
    tabRoundSign: slice(separatorSpan.start, separatorSpan.end).includes('\t'),
    spaceBefore: separatorAt > separatorSpan.start,
    spaceAfter: separatorAt + 1 < separatorSpan.end && !isEmpty,
    quoted: quote !== undefined,
    comment: comment !== undefined,
    tabBehind: behind.includes('\t'),
    spaceBehind: behind !== '',
    behindMark: assignment.bom === 1,
    secondHash: /^#.*\s#/.test(commentText),
    quoteEndsComment: quote !== undefined && new RegExp(`${quote}\\s*(?:#|$)`).test(commentText),
    returnBehindSpace: behind !== '' && eol === '\r\n' && !comment,
  };
}
