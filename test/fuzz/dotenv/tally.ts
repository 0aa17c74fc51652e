import type { EditSuccess } from '../../../src/dotenv/edit';
import { titleOf } from './modelTally';
import type { Oracle } from './oracles/oracle';

export interface Edited {
  readonly before: string;
  readonly values: ReadonlyMap<string, string>;
  readonly result: EditSuccess;
}

/** What came of comparing what one program finds in a text before and after an edit. */
export interface Verdict {
  /** `told`: the program does not accept the old text, or the edit names it as one that misreads the new text. */
  readonly kind: 'agrees' | 'fails' | 'told';
  readonly what: string;
}

interface Failure {
  readonly oracle: string;
  readonly problem: string;
  readonly edited: Edited;
}

const shown = 10;

/** Counts what came of the comparisons, and keeps the failures. */
export class Tally {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly failures: Failure[] = [];

  add(oracle: Oracle, edited: Edited, { kind, what }: Verdict): void {
    const title = titleOf(oracle);
    const outcome = kind === 'told' ? what : kind;
    const counts = this.counts.get(title) ?? new Map<string, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.counts.set(title, counts);
    if (kind === 'fails') this.failures.push({ oracle: title, problem: what, edited });
  }

  get failed(): number {
    return this.failures.length;
  }

  /** Readers that had nothing to compare: they don't do what they are there for. */
  get idle(): readonly string[] {
    return [...this.counts].filter(([, counts]) => !counts.has('agrees')).map(([oracle]) => oracle);
  }

  /** A line for each reader, and the shortest failures. */
  report(): string {
    const readers = [...this.counts].map(([oracle, counts]) => {
      const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
      return `${oracle}\n  ${sorted.map(([outcome, count]) => `${outcome} ${count}`).join('; ')}`;
    });
    const failures = this.failures
      .toSorted((a, b) => a.edited.before.length - b.edited.before.length)
      .slice(0, shown)
      .map(({ oracle, problem, edited }) => {
        const { before, values, result } = edited;
        return `${oracle}: ${problem}\n  ${JSON.stringify({ before, values: [...values], after: result.text })}`;
      });
    return [...readers, ...failures].join('\n');
  }
}
