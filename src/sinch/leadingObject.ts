/**
 * The JSON object that a text begins with, without whatever follows it: another answer, a proxy's page. The text itself
 * if it begins with none, or breaks off before its end.
 */
export function leadingObject(text: string): string {
  let depth = 0;
  // A string is one token, so that braces in it don't count; one that isn't closed, too, for else each quote in it would
  // be tried as a start.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]+|\\.)*"?|[{}]/gs)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return token === '}' ? text.slice(0, index + 1) : text;
  }
  return text;
}
