import type { Reading } from '../../../src/dotenv/readers/reader';
import type { Oracle } from './oracles/oracle';

export interface Disagreement {
  readonly oracle: string;
  readonly text: string;
  readonly model: Reading;
  readonly program: Reading;
}

interface Counts {
  compared: number;
  runsCode: number;
  disagreements: number;
}

const shown = 5;

/** Counts, for each oracle, the texts in which its model found what the program found, and keeps the others. */
export class ModelTally {
  private readonly counts = new Map<string, Counts>();
  private readonly found: Disagreement[] = [];

  add(oracle: Oracle, text: string, model: Reading, program: Reading): void {
    const counts = this.countsOf(oracle);
    counts.compared += 1;
    if (isSame(model, program)) return;
    counts.disagreements += 1;
    this.found.push({ oracle: titleOf(oracle), text, model, program });
  }

  addRunsCode(oracle: Oracle): void {
    this.countsOf(oracle).runsCode += 1;
  }

  /** Shortest text first. */
  get disagreements(): readonly Disagreement[] {
    return this.found.toSorted((a, b) => a.text.length - b.text.length);
  }

  /** A line for each oracle, and the disagreements with the shortest texts of each. */
  report(): string {
    const lines = [...this.counts].map(
      ([oracle, { compared, runsCode, disagreements }]) =>
        `${oracle}: ${compared} compared, ${runsCode} run code, ${disagreements} disagreements`,
    );
    const examples = [...this.counts.keys()].flatMap(oracle =>
      this.disagreements
        .filter(each => each.oracle === oracle)
        .slice(0, shown)
        .map(describe),
    );
    return [...lines, ...examples].join('\n');
  }

  private countsOf(oracle: Oracle): Counts {
    const title = titleOf(oracle);
    const counts = this.counts.get(title) ?? { compared: 0, runsCode: 0, disagreements: 0 };
    this.counts.set(title, counts);
    return counts;
  }
}

export function titleOf({ name, version, model }: Oracle): string {
  return `${name} ${version} (model: ${model.name})`;
}

/** Whether both refuse the text, or find the same variables in whatever order. */
function isSame(model: Reading, program: Reading): boolean {
  if (model.kind !== 'variables' || program.kind !== 'variables') return model.kind === program.kind;
  const [ours, theirs] = [model.variables, program.variables];
  return ours.size === theirs.size && [...theirs].every(([name, value]) => ours.get(name) === value);
}

function describe({ oracle, text, model, program }: Disagreement): string {
  return `${oracle}\n  text    ${JSON.stringify(text)}\n  model   ${show(model)}\n  program ${show(program)}`;
}

function show(reading: Reading): string {
  return reading.kind === 'variables' ? JSON.stringify([...reading.variables].sort()) : reading.kind;
}
