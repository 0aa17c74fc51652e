import assert from 'node:assert/strict';

/** Fails if work on something four times as long takes far more than four times as long, as by its square (16). */
export function growsLinearly(size: number, work: (size: number) => unknown): void {
  work(size);
  const least = (length: number): number => Math.min(...[1, 2, 3].map(() => timeOf(() => work(length))));
  // Of less time than this, most is chance.
  const short = Math.max(least(size), 5);
  const long = least(size * 4);
  assert.ok(long < short * 12, `${String(short)} ms, then ${String(long)} ms`);
}

/** In milliseconds of this process alone. */
function timeOf(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
}
