import ignore, { type Ignore } from 'ignore';

/** What patterns say about a path: undefined if none matches, `unknown` if matching would take too long. */
export type PatternAnswer = 'ignored' | 'unignored' | 'unknown' | undefined;

/** The work that is left for all the questions about a file together. */
export interface Work {
  /** Steps of a regular expression in the worst case. */
  left: number;
}

/** Work for some tenths of a second in the worst case; a few hundred ordinary patterns use a hundredth of it. */
export function workForOneFile(): Work {
  return { left: 3e8 };
}

export interface IgnorePatterns {
  /** @param path relative to the folder of the patterns; the path of a folder ends in `/` */
  test(path: string, work: Work): PatternAnswer;
}

/** The cost of reading a line as a pattern, in steps. */
const stepsToRead = 40_000;

/** The longest line that is read as a pattern. */
const maxLine = 1000;

/**
 * Reads the lines of one folder's ignore files. Each becomes a regular expression that backtracks as often as its
 * wildcards can match differently, so that a malicious file could take hours: the worst case is computed first.
 */
export function ignorePatterns(text: string): IgnorePatterns {
  // To Git, a line ends at a NUL, and the last one as if it had a line break.
  const whole = text.split(/\r?(?:\n|$)/).map(line => line.replace(/\0.*/s, ''));
  // The library would drop a byte order mark, which to Git is the start of another name.
  const lines = whole.filter(line => line.trim() !== '' && !/^[#\ufeff]/.test(line));
  const isReadable = lines.every(line => line.length <= maxLine);
  let rules: Ignore | undefined;
  const wildcards = lines.map(wildcardsOf);
  return {
    test(path, work) {
      const shape = shapeOf(path);
      if (!rules) work.left -= lines.length * stepsToRead;
      for (const counts of wildcards) work.left -= mostSteps(counts, shape);
      if (!isReadable || work.left < 0) return 'unknown';
      rules ??= ignore({ ignoreCase: false }).add(lines);
      const { ignored, unignored } = rules.test(path);
      return ignored ? 'ignored' : unignored ? 'unignored' : undefined;
    },
  };
}

interface Wildcards {
  /** Wildcards that match any number of folders. */
  readonly folders: number;
  /** Wildcards that match within a name. */
  readonly names: number;
}

function wildcardsOf(line: string): Wildcards {
  const runs = line.match(/\*+/g) ?? [];
  const folders = (line.match(/(?:^|\/)\*{2,}(?=\/|$)/g) ?? []).length;
  return { folders, names: runs.length - folders };
}

interface Shape {
  readonly length: number;
  readonly parts: number;
  readonly longestPart: number;
}

function shapeOf(path: string): Shape {
  const parts = path.split('/');
  return {
    length: path.length,
    parts: parts.length,
    longestPart: Math.max(...parts.map(part => part.length)),
  };
}

/** Steps in the worst case: all the ways to match a line's start and wildcards, each as long as the path. */
function mostSteps({ folders, names }: Wildcards, { length, parts, longestPart }: Shape): number {
  let ways = parts;
  // Each wildcard starts where the one before ended, or later.
  for (let each = 1; each <= folders; each++) ways *= (parts + each) / each;
  return ways * (longestPart + 1) ** names * length;
}
