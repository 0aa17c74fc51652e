/** Where a shell finds the ends of what quotes and here-documents hold. All offsets are in UTF-16 code units. */

/** The offset behind a text in single quotes or backticks whose first character inside is at `from`. */
export function behindQuote(
  text: string,
  from: number,
  quote: "'" | '`',
  escapes: boolean,
): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (escapes && text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return undefined;
}

export interface HereDocument {
  readonly delimiter: string;
  /** Tabs before the delimiter don't count: `<<-`. */
  readonly dropsTabs: boolean;
  /** A backslash at the end of a line joins the next one to it: no part of the delimiter was quoted. */
  readonly joinsLines: boolean;
}

const hereDocument = /<<(-?)[ \t]*((?:[^\s'"\\;&|<>()]|\\.|'[^'\n]*'|"[^"\n]*")+)/y;

/** The here-document that `<<` at `at` announces, and where its delimiter ends. */
export function hereDocumentAt(
  text: string,
  at: number,
): { readonly document: HereDocument; readonly end: number } | undefined {
  hereDocument.lastIndex = at;
  const [whole, dash, delimiter] = hereDocument.exec(text) ?? [];
  if (whole === undefined || delimiter === undefined) return undefined;
  const plain = delimiter.replace(/\\(.)|['"]/g, '$1');
  const document = { delimiter: plain, dropsTabs: dash === '-', joinsLines: !/['"\\]/.test(delimiter) };
  return { document, end: at + whole.length };
}

/** Where the lines of a here-document that start at `from` end, its delimiter included. */
export function behindHereDocument(
  text: string,
  from: number,
  { delimiter, dropsTabs, joinsLines }: HereDocument,
): number | undefined {
  let isJoined = false;
  for (let at = from; at < text.length;) {
    const feed = text.indexOf('\n', at);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(at, end);
    at = end + 1;
    const isDelimiter = (dropsTabs ? line.replace(/^\t+/, '') : line) === delimiter;
    if (isDelimiter && !isJoined) return Math.min(at, text.length);
    isJoined = joinsLines && /(?<!\\)(?:\\\\)*\\$/.test(line);
  }
  return undefined;
}
