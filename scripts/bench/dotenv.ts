// Measures the scan of `.env` texts beside npm dotenv's parse, and edits verified by all models; prints JSON.
import { parse } from 'dotenv';
import { editVariables } from '../../src/dotenv/edit';
import { readers } from '../../src/dotenv/readers/all';
import { scan } from '../../src/dotenv/scan';

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

/** The least of several times, in milliseconds. */
function timeOf(run: () => unknown, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

export interface ScanRow {
  readonly text: string;
  readonly characters: number;
  readonly scanMilliseconds: number;
  /** `undefined` where parse would take minutes: its time grows with the square of the blank lines. */
  readonly parseMilliseconds: number | undefined;
  readonly ratio: number | undefined;
}

export interface EditRow {
  readonly text: string;
  readonly characters: number;
  readonly milliseconds: number;
  /** The longest time in which nothing else in the process could run. */
  readonly longestBlockMilliseconds: number;
}

/** Rows of figures, the best of several runs each. */
export async function measureDotenv(): Promise<{ readonly scans: ScanRow[]; readonly edits: EditRow[] }> {
  const scans: ScanRow[] = [];
  const edits: EditRow[] = [];
  for (const [text, line] of Object.entries(texts)) {
    for (const characters of [10_000, 100_000, 1_000_000]) {
      scans.push(scanRow(text, textOf(line, characters)));
      edits.push(await editRow(text, textOf(line, characters)));
    }
  }
  return { scans, edits };
}

function scanRow(name: string, text: string): ScanRow {
  const runs = Math.max(5, 2_000_000 / text.length);
  const scanMilliseconds = timeOf(() => scan(text), runs);
  const isSlow = name === 'blank lines' && text.length > 10_000;
  const parseMilliseconds = isSlow ? undefined : timeOf(() => parse(text), name === 'blank lines' ? 1 : runs);
  const ratio = parseMilliseconds === undefined ? undefined : scanMilliseconds / parseMilliseconds;
  return { text: name, characters: text.length, scanMilliseconds, parseMilliseconds, ratio };
}

async function editRow(name: string, text: string): Promise<EditRow> {
  const found: Omit<EditRow, 'text' | 'characters'>[] = [];
  for (let run = 0; run < 3; run += 1) found.push(await editOnce(text));
  return {
    text: name,
    characters: text.length,
    milliseconds: Math.min(...found.map(({ milliseconds }) => milliseconds)),
    longestBlockMilliseconds: Math.min(...found.map(each => each.longestBlockMilliseconds)),
  };
}

const values = [
  ['SINCH_PROJECT_ID', 'demo-project'],
  ['SINCH_KEY_ID', '6f1c2a34-0b5d-4e8f-9a7b-1c2d3e4f5a6b'],
  ['SINCH_KEY_SECRET', 'Zk3.demo_secret-x'],
] as const;

async function editOnce(text: string): Promise<Omit<EditRow, 'text' | 'characters'>> {
  const start = performance.now();
  let last = start;
  let longestBlockMilliseconds = 0;
  const look = (): void => {
    const now = performance.now();
    longestBlockMilliseconds = Math.max(longestBlockMilliseconds, now - last);
    last = now;
    timer = setImmediate(look);
  };
  let timer = setImmediate(look);
  await editVariables(text, values, { readers });
  const milliseconds = performance.now() - start;
  await new Promise(setImmediate);
  clearImmediate(timer);
  return { milliseconds, longestBlockMilliseconds };
}

async function main(): Promise<void> {
  console.log(JSON.stringify(await measureDotenv(), undefined, 2));
}

if (process.argv[1] === import.meta.filename) void main();
