/** For fewer words, a search for one after the other is faster. */
const several = 8;
/** Bytes that are looked at together. */
const block = 3;

/**
 * Whether a content has any of the words, be it as a part of a longer one. Takes hardly longer for hundreds of words
 * than for a few: it looks at the end of where the shortest word would fit, and mostly sees there that none can be
 * near (Wu and Manber’s search).
 */
export function anyWordIn(words: readonly string[]): (content: Buffer) => boolean {
  const sought = words.map(word => Buffer.from(word));
  const length = Math.min(...sought.map(word => word.length));
  if (sought.length < several || length < block)
    return content => sought.some(word => content.includes(word));
  const shifts = new Uint8Array(1 << 15).fill(Math.min(length - block + 1, 255));
  const ending = new Map<number, Buffer[]>();
  for (const word of sought) {
    for (let end = block - 1; end < length; end++) {
      const at = hash(word, end);
      shifts[at] = Math.min(shifts[at] ?? 0, length - 1 - end);
    }
    const last = hash(word, length - 1);
    ending.set(last, [...(ending.get(last) ?? []), word]);
  }
  return content => {
    for (let end = length - 1; end < content.length;) {
      const at = hash(content, end);
      const shift = shifts[at] ?? 0;
      const start = end - length + 1;
      const fits = (word: Buffer): boolean =>
        content.compare(word, 0, word.length, start, Math.min(start + word.length, content.length)) === 0;
      if (shift === 0 && ending.get(at)?.some(fits)) return true;
      end += Math.max(shift, 1);
    }
    return false;
  };
}

/** A number for the block of bytes that ends at `end`. */
function hash(bytes: Buffer, end: number): number {
  return (((bytes[end - 2] ?? 0) << 10) ^ ((bytes[end - 1] ?? 0) << 5) ^ (bytes[end] ?? 0)) & 0x7fff;
}
