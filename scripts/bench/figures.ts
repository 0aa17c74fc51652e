/** What was measured of one thing, in several runs. */
export interface Figure {
  readonly what: string;
  readonly unit: 'ms' | 'bytes' | 'KB' | 'MB' | '×';
  readonly median: number;
  /** The least and the most. */
  readonly spread: readonly [number, number];
  /** What it is to be at most. */
  readonly goal?: number;
  /** What it stands beside, or what it is made of. */
  readonly note?: string;
}

export function figure(
  what: string,
  unit: Figure['unit'],
  values: readonly number[],
  more: Pick<Figure, 'goal' | 'note'> = {},
): Figure {
  const sorted = values.map(rounded).sort((a, b) => a - b);
  const [least = NaN] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return { what, unit, median, spread: [least, sorted.at(-1) ?? NaN], ...more };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** A Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map(({ what, unit, median, spread, goal, note = '' }) => {
    const limit = goal === undefined ? '' : `≤ ${goal} ${unit}`;
    return `| ${[what, `${median} ${unit}`, spread.join('–'), limit, note].join(' | ')} |`;
  });
  return ['| what | median | spread | goal | beside |', '| --- | --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
