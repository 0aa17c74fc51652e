/**
 * Runs `task` for every item, begun in their order and at most `most` of them at a time.
 * @returns the results in the order of the items
 * @throws what the first failing task does; no other task is begun then
 */
export async function someAtATime<Item, Result>(
  most: number,
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = items.entries();
  let failed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (failed) return;
      try {
        results[index] = await task(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: most }, work));
  return results;
}
