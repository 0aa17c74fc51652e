// Measures the scan of `.env` texts beside npm dotenv's parse, and edits verified by all models; prints JSON.
import { parse } from 'dotenv';
import { editVariables } from '../../src/dotenv/edit';
import { readers } from '../../src/dotenv/readers/all';
import { scan } from '../../src/dotenv/scan';
import { type Figure, figure } from './figures';

type Line = (index: number) => string;

const ordinary: readonly Line[] = [
  index => `APP_NAME_${index}=demo-${index}`,
  index => `DATABASE_URL_${index}=postgres://user:pass@db.example.test:5432/app${index}`,
  index => `# the port of service ${index}`,
  index => `PORT_${index}=80${index}`,
  () => '',
  index => `TITLE_${index}="quoted title ${index}"`,
  index => `DEBUG_${index}=true`,
];

const texts: Readonly<Record<string, Line>> = {
  ordinary: index => ordinary[index % ordinary.length]?.(index) ?? '',
  comments: index => `# it's comment ${index}`,
  'blank lines': () => '',
  // None of these lines can be left out before the models read the text.
  'lines with references': index => `URL_${index}=https://\${HOST_${index}}/path?x=${index}`,
};

/** A text of at least `size` characters. */
function textOf(line: Line, size: number): string {
  const lines: string[] = [];
  for (let length = 0; length < size; length += (lines.at(-1)?.length ?? 0) + 1)
    lines.push(line(lines.length));
  return `${lines.join('\n')}\n`;
}

const runs = 5;

async function main(): Promise<void> {
  const figures: Figure[] = [];
  for (const [name, line] of Object.entries(texts)) {
    // The time of npm dotenv's parse grows with the square of the blank lines: for more of them, it takes minutes.
    const text = textOf(line, name === 'blank lines' ? 10_000 : 100_000);
    const goal = name === 'ordinary' ? 2 : 5;
    figures.push(
      figure(
        `scan of ${name}, beside dotenv’s parse`,
        '×',
        times(runs, () => ratio(text)),
        { goal },
      ),
    );
    for (const [size, goal] of editGoals) {
      const found: Edit[] = [];
      for (let run = 0; run < runs; run += 1) found.push(await edit(textOf(line, size)));
      const what = `verified edit of ${size / 1000} KB of ${name}`;
      const blocks = found.map(({ longestBlock }) => longestBlock);
      figures.push(
        figure(
          what,
          'ms',
          found.map(({ milliseconds }) => milliseconds),
          { goal },
        ),
        figure(`${what}, longest block`, 'ms', blocks, { goal: 50 }),
      );
    }
  }
  console.log(JSON.stringify(figures, undefined, 2));
}

/** Sizes of texts in characters, and what an edit of each may take in milliseconds. */
const editGoals = [
  [100_000, 50],
  [1_000_000, 500],
] as const;

function times<T>(count: number, run: () => T): readonly T[] {
  return Array.from({ length: count }, run);
}

/** How often longer the scan takes, the least time of several each. */
function ratio(text: string): number {
  const least = (run: () => unknown): number => Math.min(...times(10, () => timeOf(run)));
  return least(() => scan(text)) / least(() => parse(text));
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** In milliseconds. */
interface Edit {
  readonly milliseconds: number;
  /** The longest time in which nothing else in the process could run. */
  readonly longestBlock: number;
}

const values = [
  ['SINCH_PROJECT_ID', 'demo-project'],
  ['SINCH_KEY_ID', '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b'],
  ['SINCH_KEY_SECRET', 'Zk3.demo_secret-x'],
] as const;

async function edit(text: string): Promise<Edit> {
  const start = performance.now();
  let last = start;
  let longestBlock = 0;
  const look = (): void => {
    const now = performance.now();
    longestBlock = Math.max(longestBlock, now - last);
    last = now;
    timer = setImmediate(look);
  };
  let timer = setImmediate(look);
  await editVariables(text, values, { readers });
  const milliseconds = performance.now() - start;
  await new Promise(setImmediate);
  clearImmediate(timer);
  return { milliseconds, longestBlock };
}

void main();
