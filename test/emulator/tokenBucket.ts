/** @returns a function that takes one token out of a bucket, or answers false where it is empty. */
export function createTokenBucket(
  { size, perSecond }: { readonly size: number; readonly perSecond: number },
  now: () => number,
): () => boolean {
  let level = size;
  let filledAt = now();
  return () => {
    const time = now();
    level = Math.min(size, level + (Math.max(0, time - filledAt) / 1000) * perSecond);
    filledAt = time;
    if (level < 1) return false;
    level -= 1;
    return true;
  };
}
