/** A stretch of text: UTF-16 code units from `start` up to but not including `end`, as in a VS Code document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type LineBreak = '\n' | '\r\n' | '\r';
export type Quote = '"' | "'" | '`';

/** What every piece has. */
interface LogicalLine extends Span {
  /** The piece's own text, from `start` to `end`; all pieces' texts joined are the file. */
  readonly text: string;
  /** The 0-based line it starts on. Lines end where VS Code ends them: at LF, CRLF or a lone CR. */
  readonly line: number;
  /** How many characters of byte order mark come first: 1 on the first piece of a file that has one. */
  readonly bom: 0 | 1;
  /** What ends the piece: empty on a last line that nothing ends. */
  readonly eol: LineBreak | '';
}

/** `[space] [export ] KEY [space] = [space] value [space] [# comment]`, over several lines if a quote spans them. */
export interface Assignment extends LogicalLine {
  readonly kind: 'assignment';
  readonly indent: Span;
  readonly exported: boolean;
  readonly key: string;
  readonly keySpan: Span;
  readonly separator: '=' | ':';
  /** From the end of the key to the start of the value: the separator and the spaces round it. */
  readonly separatorSpan: Span;
  /** The offset of the separator character itself. */
  readonly separatorAt: number;
  /** The quote round the value; `undefined` for a value without one and for a quote that does not close the value. */
  readonly quote: Quote | undefined;
  /** The value without its quotes and without the spaces around it. Empty if there is none. */
  readonly value: Span;
  /** The value with its quotes. */
  readonly quotedValue: Span;
  /** From the `#` to the end of the line. */
  readonly comment: Span | undefined;
  /** The value opens with a quote that does not close it: there is no second one, or text follows that one. */
  readonly unterminated: boolean;
}

export interface Comment extends LogicalLine {
  readonly kind: 'comment';
}

export interface Blank extends LogicalLine {
  readonly kind: 'blank';
}

/** A line that is none of the others: a name without a value, a shell command, the debris of a broken quote. */
export interface Other extends LogicalLine {
  readonly kind: 'other';
  /** The name and its place, if the line is a name alone: `[space] [export ] NAME [space] [# comment]`. */
  readonly bareName: BareName | undefined;
}

export interface BareName extends Span {
  readonly name: string;
  readonly exported: boolean;
}

/** One logical line of a `.env` file. */
export type Piece = Assignment | Comment | Blank | Other;
