/**
 * Where the value that opens with the quote at `open` ends: the offset of its closing quote, looked for before `limit`.
 *
 * A quote closes a value if there is only white space between it and the end of its line or a `#`. The first quote
 * without a backslash before it decides; if it closes nothing, the first quote after a backslash that does is
 * taken (`'C:\'`). `undefined` when none closes. This is how npm dotenv and its many ports see it, except that they
 * take the last such quote after a backslash.
 *
 * Looks no further than the next quote of the same kind without a backslash, which is at the latest the one that
 * opens the next value: all the searches of one scan together read the text once.
 */
export function closingQuote(text: string, open: number, limit: number): number | undefined {
  const quote = text.charAt(open);
  let escaped: number | undefined;
  for (let at = text.indexOf(quote, open + 1); at !== -1 && at < limit; at = text.indexOf(quote, at + 1)) {
    if (text[at - 1] !== '\\') return endsValue(text, at + 1) ? at : escaped;
    if (endsValue(text, at + 1)) escaped ??= at;
  }
  return escaped;
}

const spaceThenEnd = /[^\S\r\n]*(?=[\r\n#]|$)/y;

function endsValue(text: string, from: number): boolean {
  spaceThenEnd.lastIndex = from;
  return spaceThenEnd.test(text);
}
