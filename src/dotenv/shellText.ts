/** Where a shell finds the ends of what quotes and here-documents hold. All offsets are in UTF-16 code units. */

/** The offset of the end of the line that `at` is in, without its line feed. */
export function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed === -1 ? text.length : feed;
}

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
  /**
   * What a shell expands in double quotes it expands here, and joined lines are one: no part of the delimiter was
   * quoted.
   */
  readonly isExpanded: boolean;
}

const hereDocument = /<<(-?)[ \t]*((?:[^\s'"\\;&|<>()]|\\.|'[^'\n]*'|"[^"\n]*")+)/y;

const escapeOrPlain = /\\[^]|\$\{(?:[A-Za-z_]\w*|\d+)\}/g;

/** The here-document that `<<` at `at` announces, and where its delimiter ends. */
export function hereDocumentAt(
  text: string,
  at: number,
): { readonly document: HereDocument; readonly end: number } | undefined {
  hereDocument.lastIndex = at;
  const [whole, dash, delimiter] = hereDocument.exec(text) ?? [];
  if (whole === undefined || delimiter === undefined) return undefined;
  const plain = delimiter.replace(/\\(.)|['"]/g, '$1');
  const document = { delimiter: plain, dropsTabs: dash === '-', isExpanded: !/['"\\]/.test(delimiter) };
  return { document, end: at + whole.length };
}

/**
 * Where the lines of a here-document that start at `from` end, its delimiter included; undefined if it is open, or
 * expands more than plain variables: a shell reads that only as it runs, and what it can't read there may end the
 * script.
 */
export function behindHereDocument(
  text: string,
  from: number,
  { delimiter, dropsTabs, isExpanded }: HereDocument,
): number | undefined {
  let isJoined = false;
  for (let at = from; at < text.length;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const isDelimiter = (dropsTabs ? line.replace(/^\t+/, '') : line) === delimiter;
    if (isDelimiter && !isJoined) {
      const isPlain = !isExpanded || !/\$[({[]|`/.test(text.slice(from, at).replace(escapeOrPlain, ''));
      return isPlain ? Math.min(end + 1, text.length) : undefined;
    }
    at = end + 1;
    isJoined = isExpanded && /(?<!\\)(?:\\\\)*\\$/.test(line);
  }
  return undefined;
}
