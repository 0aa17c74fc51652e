/** So many ways to build a text are followed at most: hostile values have countless ones. */
const mostSteps = 100_000;

/**
 * Whether `now` is `was` with some of the values in it that changed replaced by the new ones. A value that was empty
 * may have been anywhere in it, or another text in its place, as in `${X:-none}`: then `now` only has to hold the new
 * one.
 *
 * @param changes what each of the values was, and is now
 */
export function isBuiltAnew(
  was: string,
  now: string,
  changes: readonly (readonly [before: string, after: string])[],
): boolean {
  if (changes.some(([before, after]) => before === '' && after !== '' && now.includes(after))) return true;
  const replaced = changes.filter(([before]) => before !== '');
  /** For places in `was`, the places in `now` that correspond to it. */
  const reached = new Map([[0, new Set([0])]]);
  const reach = (at: number, to: number): void => {
    reached.set(at, (reached.get(at) ?? new Set()).add(to));
  };
  let steps = 0;
  for (let at = 0; at < was.length; at += 1) {
    const here = reached.get(at) ?? new Set();
    reached.delete(at);
    steps += here.size;
    if (steps > mostSteps) return false;
    for (const to of here) {
      if (was[at] === now[to]) reach(at + 1, to + 1);
      for (const [before, after] of replaced) {
        const isThere = was.startsWith(before, at) && now.startsWith(after, to);
        if (isThere) reach(at + before.length, to + after.length);
      }
    }
  }
  return reached.get(was.length)?.has(now.length) === true;
}
